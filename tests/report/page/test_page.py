"""The page as text: complete, self-contained, its numbers those of the ledger, no value of personal data."""

import json
import re
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor
from pipeline.report import page
from pipeline.report.page.compose import context_of
from pipeline.report.page.words import LANGUAGES, Words
from pipeline.report.queries import Findings
from pipeline.report.scan import scan
from tests.cli.processes import malmoi

# What a page may have at most, whatever the size of the corpus: bytes.
BOUND = 4_000_000


def made(
    folder: Path,
    records: list[dict[str, object] | str],
    name: str = "a.jsonl",
    use: str | None = None,
    **stages: object,
) -> Corpus:
    """A corpus of one source; a record that is a string is a line as it stands."""
    (folder / "in").mkdir(parents=True, exist_ok=True)
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    (folder / "in" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    source = {"name": "s", "path": str(folder / "in"), "domain": "web", "lang": "ko"}
    recipe = {
        "root": str(folder / "root"),
        "stages": {"ingest": {"sources": [source], "max_reject_share": 1}, **stages},
    }
    recipe |= {"use": use} if use else {}
    (folder / "recipe.yaml").write_text(json.dumps(recipe), encoding="utf-8")
    return recipes.run(recipes.read(folder / "recipe.yaml"), executor=LocalExecutor())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_stage_has_a_section_and_a_link_to_it(
    corpus: Corpus, pages: dict[str, Path], lang: str
) -> None:
    text = pages[lang].read_text(encoding="utf-8")
    for stage in corpus.trail:
        assert f'<section id="{stage}"' in text
        assert f'href="#{stage}"' in text
    links = set(re.findall(r'href="#([^"]*)"', text))
    assert links <= set(re.findall(r'id="([^"]*)"', text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Path], lang: str) -> None:
    text = pages[lang].read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href|action)="(?!#)', text) == []
    assert re.findall(r"url\((?!data:)", text) == []
    assert (
        re.findall(
            r"https?://", re.sub(r'<p class="text">.*?</p>|<pre>.*?</pre>', "", text, flags=re.S)
        )
        == []
    )


def test_numbers_of_the_first_sentence_are_those_of_the_ledger(
    corpus: Corpus, pages: dict[str, Path]
) -> None:
    living, read = corpus.table(["id"]).num_rows, corpus.documents.num_rows
    assert f"{living:,} of {read:,} documents are in the corpus" in pages["en"].read_text(
        encoding="utf-8"
    )


def test_cells_agree_with_the_ledger(corpus: Corpus) -> None:
    found, findings = scan(corpus), Findings(corpus)
    assert found.cells["documents"].sum() == len(corpus.ledger())
    assert found.cells["bytes"].sum() == corpus.ledger()["bytes"].sum()
    drops = found.cells.drop_nulls("dropped_by")
    assert drops["documents"].sum() == findings.drops["documents"].sum()
    assert found.masked["pieces"].sum() == findings.scrubbed["pieces"].sum()


def test_documents_to_read_are_the_same_every_time_and_fit_their_stage(corpus: Corpus) -> None:
    first, second = (context_of(corpus, Words("en")).documents for _ in range(2))
    assert {k: [d.facts["id"] for d in v] for k, v in first.items()} == {
        k: [d.facts["id"] for d in v] for k, v in second.items()
    }
    for (purpose, stage), found in first.items():
        if purpose == "reason":
            assert {one.facts["dropped_by"] for one in found} == {stage}
        if purpose == "living":
            assert {one.facts["dropped_by"] for one in found} == {None}


def test_no_value_of_personal_data_is_on_the_page(tmp_path: Path) -> None:
    """Planted in texts, ids, names of files, rejected lines, escaped and with hidden characters."""
    mail, phone = "kim.minsu", "010-7345-6789"
    hidden = "".join(f"\\u{ord(c):04x}" for c in f"{mail}@naver.com")
    records = [
        {
            "text": f"문의는 {mail}@naver.com 또는 {phone}으로 해 주세요. 오늘 모임 장소가 바뀌었습니다.",
            "id": f"{mail}@naver.com",
        },
        f'{{"text": "연락처 {phone}',
        f'{{"text": "{hidden}',
        f'{{"text": "{phone[:5]}\x01{phone[5:]}',
        {"text": 7, "note": f"{mail}@naver.com"},
    ]
    corpus = made(tmp_path, records, f"{mail}@naver.com {phone}.jsonl", scrub={})
    text = page.page(corpus)
    body = re.sub(r"url\(data:[^)]*\)", "", text)
    assert "PI:PHONE" in body
    assert re.findall(f".{{60}}{mail}.{{20}}", body) == []
    assert phone not in body
    assert phone[4:] not in body


def test_names_that_come_from_data_are_masked(tmp_path: Path) -> None:
    """Licences, ids of evaluation items, columns that are imported and their values."""
    mail = "kim.minsu@naver.com"
    sentence = "우리 마을 도서관은 매주 화요일과 목요일 저녁 여덟 시까지 문을 열고 책을 빌려줍니다"
    (tmp_path / f"{mail} items.jsonl").write_text(
        json.dumps({"id": f"{mail} 1", "text": sentence}), encoding="utf-8"
    )
    scores = {"id": "가", f"{mail} score": 0.5, "by": mail}
    (tmp_path / "scores.jsonl").write_text(json.dumps(scores), encoding="utf-8")
    columns = [f"{mail} score", "by"]
    corpus = made(
        tmp_path,
        [{"id": "가", "text": f"{sentence}. 모두 와도 됩니다."}],
        ingest={
            "sources": [
                {
                    "name": "a",
                    "path": str(tmp_path / "in"),
                    "id_field": "id",
                    "license": f"CC-BY {mail}",
                }
            ]
        },
        scrub={},
        **{"import": {"files": [{"path": str(tmp_path / "scores.jsonl"), "columns": columns}]}},
        decontaminate={
            "sets": [
                {"name": "b", "path": str(tmp_path / f"{mail} items.jsonl"), "fields": ["text"]}
            ]
        },
    )
    text = page.page(corpus)
    assert text.count("PI:EMAIL") > 3
    assert mail not in text


@pytest.mark.parametrize("stages", [{}, {"dedup_exact": {}}])
def test_page_of_unscrubbed_texts_shows_none(tmp_path: Path, stages: dict[str, object]) -> None:
    sentence = "가장 높은 산의 이름을 물었습니다"
    corpus = made(tmp_path, [{"text": sentence}, {"text": sentence}, f"{{{sentence}"], **stages)
    text = page.page(corpus)
    assert sentence not in text
    assert "scrub has not masked" in text


def test_names_and_texts_of_strangers_are_escaped(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    records = [
        {"text": f"{hostile} \"' & \x07 여기는 본문입니다", "domain": hostile, hostile: 1},
        f"{{{hostile}",
    ]
    corpus = made(tmp_path, records, "<img src=x onerror=alert(1)>.jsonl", scrub={}, dedup_exact={})
    text = page.page(corpus)
    assert hostile not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text
    assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text) == []


def test_size_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    def text(i: int) -> str:
        return f"문서 {i}번. " + "긴 이야기를 계속 이어 갑니다. " * (i % 90)

    sizes = []
    for num in (300, 6000):
        corpus = made(
            tmp_path / str(num),
            [{"text": text(i)} for i in range(num)],
            scrub={},
            dedup_exact={},
            quality={},
        )
        sizes.append(len(page.page(corpus).encode()))
    assert sizes[1] < sizes[0] * 1.1
    assert sizes[1] < BOUND


def test_long_texts_are_cut(tmp_path: Path) -> None:
    texts = [f"{i}번째 " + "아주 긴 이야기를 계속 이어 갑니다. " * 10_000 for i in range(30)]
    corpus = made(tmp_path, [{"text": t} for t in texts], scrub={}, filter={"long": "chars > 9"})
    assert len(page.page(corpus).encode()) < BOUND


def test_page_of_one_stage(tmp_path: Path) -> None:
    text = page.page(made(tmp_path, [{"text": "하나뿐인 문서"}]))
    assert '<section id="ingest"' in text
    assert '<section id="pack"' not in text


def test_stage_of_the_user_has_a_section_with_its_documents(tmp_path: Path) -> None:
    stage = """import polars as pl
from malmoi import Marking, drop


class KeepLong(Marking):
    chars: int = 8
    def reason(self) -> pl.Expr:
        return drop("far_too_short", pl.col("chars") < self.chars)
"""
    (tmp_path / "keep_long.py").write_text(stage, encoding="utf-8")
    records = [{"text": "짧은 글"}, {"text": "이 글은 넉넉히 길어서 남습니다"}]
    corpus = made(tmp_path, records, use="keep_long", scrub={}, keep_long={})
    text = page.page(corpus)
    section = text[text.index('<section id="keep_long"') : text.index('<section id="living"')]
    assert '<h2 id="keep_long-title">keep long</h2>' in section
    assert "far too short" in section
    assert "짧은 글" in section


def test_command_writes_where_it_is_told_in_the_language_asked_for(
    finished: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "보고서.html"
    done = malmoi("report", finished, "--lang", "ko", "--to", target)
    assert (done.returncode, done.stdout) == (0, f"report: {target}\n")
    assert '<html lang="ko">' in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--lang", "fr"), "malmoi: --lang fr: pages are written in en or ko\n"),
        (
            ("--to", "/proc/none/x.html"),
            "malmoi: --to /proc/none/x.html: No such file or directory; name a file",
        ),
    ],
)
def test_wrong_options_get_one_message(
    finished: Path, options: tuple[str, str], message: str
) -> None:
    done = malmoi("report", finished, *options)
    assert done.returncode == 2
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1
