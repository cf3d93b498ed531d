"""The summary: a run that has not finished, wording of the most frequent values, names and paths."""

import json
from pathlib import Path

import pytest

from pipeline.core.corpus import Corpus
from pipeline.report import page
from pipeline.report.page.compose import context_of
from pipeline.report.page.paths import short
from pipeline.report.page.sections.summary import section
from pipeline.report.page.words import LANGUAGES, Words
from tests.report.page.test_page import made

RECORDS = [{"text": f"오늘은 모임 장소가 {i}번째로 바뀌었습니다"} for i in range(4)]


def summary(corpus: Corpus, lang: str = "en") -> str:
    """The summary of a corpus as HTML."""
    return section(context_of(corpus, Words("ko" if lang == "ko" else "en"))).html


def change(corpus: Corpus, **values: object) -> None:
    """Change what the root remembers of its last run."""
    path = Path(corpus.documents.store.at("run.json"))
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}), encoding="utf-8")


@pytest.mark.parametrize("state", ["DataError", "interrupted", "running"])
def test_first_sentence_says_that_the_last_run_has_not_finished(tmp_path: Path, state: str) -> None:
    corpus = made(tmp_path, [*RECORDS], scrub={})
    assert "4 of 4 documents are in the corpus (100" in summary(corpus)
    change(corpus, state=state)
    first = summary(corpus).split("<li>")[1]
    assert first.startswith(
        "The last run has not finished. So far, after Personal data, 4 of 4 documents remain"
    )
    assert "in the corpus (100" not in summary(corpus)
    assert "4 documents after the last finished stage (100" in summary(corpus)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_of_an_unfinished_run_is_complete(tmp_path: Path, lang: str) -> None:
    corpus = made(tmp_path, [*RECORDS], scrub={})
    change(corpus, state="interrupted")
    words = {"en": "The last run has not finished.", "ko": "마지막 실행이 끝나지 않았습니다."}
    assert words[lang] in page.page(corpus, "ko" if lang == "ko" else "en")


def test_settings_show_no_folder_of_the_machine_and_no_personal_data(tmp_path: Path) -> None:
    mail, phone, folder = "hong.gildong@naver.com", "010-7345-6789", tmp_path / "data" / "deep"
    (folder / mail).mkdir(parents=True)
    (folder / mail / "a.jsonl").write_text(json.dumps(RECORDS[0]) + "\n", encoding="utf-8")
    source = {"name": phone, "path": str(folder / mail), "lang": "ko"}
    near = {"name": "near", "path": str(tmp_path / "x" / "in"), "lang": "ko"}
    corpus = made(
        tmp_path / "x",
        [*RECORDS],
        scrub={},
        dedup_exact={},
        ingest={"sources": [near, source], "max_reject_share": 1},
    )
    for lang in LANGUAGES:
        text = page.page(corpus, "ko" if lang == "ko" else "en")
        assert mail not in text
        assert phone not in text
        assert str(tmp_path) not in text
        assert "path: in\n" in text
        assert "path: …/deep/&lt;|PI:EMAIL|&gt;\n" in text


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/data/project/in/a.jsonl", "in/a.jsonl"),
        ("/data/big/web/2024/*.jsonl", "…/2024/*.jsonl"),
        ("/home/kim/x", "…/x"),
        ("/Users/kim", "…"),
        ("~/texts", "…/texts"),
        ("file:///srv/a/b/c", "…/b/c"),
        ("C:\\Users\\kim\\x\\y", "…/x/y"),
        ("s3://bucket/a/kim.minsu@naver.com/x", "s3://bucket/a/<|PI:EMAIL|>/x"),
        ("chars > 9 # not / a path", "chars > 9 # not / a path"),
    ],
)
def test_paths_are_short(path: str, shown: str) -> None:
    assert short(path, "/data/project") == shown


@pytest.mark.parametrize("state", ["done", "interrupted"])
def test_stages_of_the_recipe_stand_in_its_order(tmp_path: Path, state: str) -> None:
    corpus = made(tmp_path, [*RECORDS], scrub={}, filter={"long": "chars > 3"}, dedup_exact={})
    if state != "done":
        Path(corpus.documents.store.at("recipe.yaml")).unlink()
    change(corpus, state=state)
    assert list(context_of(corpus, Words("en")).recipe["stages"]) == [
        "ingest",
        "scrub",
        "filter",
        "dedup_exact",
    ]
