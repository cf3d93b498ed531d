"""A look finds what lies in a folder, and the recipe that it writes runs."""

import json
import zipfile
from pathlib import Path

import pytest
import yaml

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.demo.sample import Sample
from pipeline.executors.local import LocalExecutor
from pipeline.look import page, sampling
from pipeline.look.glance import spread_order
from pipeline.look.look import Look, look
from pipeline.look.written import path_in, quoted, recipe_text
from tests.faults.outcome import write

MAIL = "minji.kang@mail.example.co.kr"


def silent(line: str) -> None:
    """A look tells a test nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts as people keep them: records with Korean fields, pages, an archive, a broken file, a notice."""
    top = tmp_path_factory.mktemp("files") / "내 글 [1]"
    sample = Sample(1)
    bodies = [sample.compose(("ko", "en")[i % 2], "essay").body for i in range(60)]
    rows = [
        {"번호": i, "제목": f"글 {i}", "본문": f"{b} {MAIL}", "날짜": "2024-01-02"}
        for i, b in enumerate(bodies)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    write(
        top,
        {
            "board/a.jsonl": lines.encode(),
            "blog/1.md": f"---\ntitle: t\n---\n{bodies[0]}".encode(),
            "blog/2.md": bodies[1].encode("cp949", "replace"),
            "blog/LICENSE": b"licence",
            "list/index.jsonl": b'{"path": "a/b.txt", "size": "12 bytes of data and some more of it here"}\n',
            "old/x.hwp": b"no hwp",
            "old/y.xyz": b"\x01\x02",
        },
    )
    with zipfile.ZipFile(top / "old" / "z.zip", "w") as archive:
        archive.writestr("한글.txt", bodies[2])
    return top


@pytest.fixture(scope="module")
def looked(folder: Path) -> Look:
    return look([str(folder)], silent)


def test_findings_describe_what_is_there(looked: Look) -> None:
    found = looked.findings
    assert found.formats[".md"][0] == 2
    assert found.skipped == {"LICENSE": (1, "notice")}
    assert found.unread == {".xyz": 1}
    board = next(s for s in found.sources if s.name == "board")
    assert board.fields == {"text_field": "본문", "title_field": "제목", "date_field": "날짜"}
    assert found.is_complete
    assert set(found.languages) == {"ko", "en"}
    assert found.exact_copies == 0
    assert any("x.hwp" in line for line in found.unreadable)
    assert found.seconds is not None
    assert len(found.beginnings) >= 4


def test_personal_data_is_counted_and_never_printed(looked: Look) -> None:
    assert looked.findings.personal["EMAIL"] == 60
    printed = "\n".join(page.lines(looked.findings)) + json.dumps(looked.findings.as_json())
    assert MAIL not in printed
    assert "EMAIL" in printed


def test_recipe_has_sources_that_hold_text_and_runs(
    looked: Look, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = recipe_text(looked, folder.parent)
    assert text is not None
    path = folder.parent / "malmoi.yaml"
    path.write_text(text, encoding="utf-8")
    written = yaml.safe_load(text)["stages"]["ingest"]["sources"]
    by_name = {s["name"]: s for s in written}
    assert set(by_name) == {"blog", "board", "old-archives"}
    assert by_name["board"]["text_field"] == "본문"
    assert by_name["board"]["path"] == "내 글 [1]/board"
    assert "perhaps not text" in text
    recipes.run(recipes.read(path), executor=LocalExecutor())
    corpus = Corpus.open(f"out/{yaml.safe_load(text)['root'].partition('/')[2]}")
    assert corpus.documents.num_rows == 63
    assert corpus.trail[-1] == "pack"


def test_one_short_text_gives_a_recipe_without_quality_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("오늘은 비가 왔다.", encoding="utf-8")
    text = recipe_text(look(["a.txt"], silent), tmp_path)
    assert text is not None
    assert "quality" not in yaml.safe_load(text)["stages"]
    Path("malmoi.yaml").write_text(text, encoding="utf-8")
    corpus = recipes.run(recipes.read("malmoi.yaml"), executor=LocalExecutor())
    assert corpus.trail[-1] == "pack"


def test_nothing_that_can_be_read_gives_no_recipe(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.xyz": b"\x01\x02"})
    found = look([str(tmp_path / "in")], silent)
    assert found.findings.unread == {".xyz": 1}
    assert recipe_text(found, tmp_path) is None
    assert "no reader" in "\n".join(page.lines(found.findings))


def test_large_file_is_cut_and_its_text_estimated(tmp_path: Path) -> None:
    row = (
        json.dumps({"text": "오늘은 비가 왔다. 그래서 집에 있었다. " * 20}, ensure_ascii=False)
        + "\n"
    )
    data = row.encode() * 8000
    write(tmp_path, {"a.jsonl": data})
    found = look([str(tmp_path / "a.jsonl")], silent).findings
    assert not found.is_complete
    assert found.text_bytes < 3 << 20
    assert found.whole_text == pytest.approx(len(data), rel=0.1)


@pytest.mark.parametrize("num", [0, 1, 2, 7, 1000])
def test_every_beginning_of_the_order_is_spread(num: int) -> None:
    order = spread_order(num)
    assert sorted(order) == list(range(num))
    first = sorted(order[:8])
    assert num < 1000 or max(b - a for a, b in zip(first, first[1:], strict=False)) <= num // 4


@pytest.mark.parametrize(
    "value", ["a", "no", "1.5", "a b", "글", "a: b", "#x", "kids[].content", "2024-01-01", 'q"']
)
def test_values_are_read_as_they_were_written(value: str) -> None:
    assert yaml.safe_load(f"key: {quoted(value)}  # c") == {"key": value}


def test_paths_under_the_recipe_are_relative(tmp_path: Path) -> None:
    assert path_in(str(tmp_path / "a" / "b"), tmp_path / "a") == "b"
    assert path_in(str(tmp_path / "ab"), tmp_path / "a") == str(tmp_path / "ab")
    assert path_in("s3://a/b", tmp_path) == "s3://a/b"


def test_a_sample_shrinks_with_the_time_that_is_left_but_not_to_nothing() -> None:
    whole, half, late = (sampling.affordable(left) for left in (60.0, 3.0, -20.0))
    assert whole == (sampling.SECONDS, sampling.TEXT)
    assert half == (sampling.SECONDS / 2, sampling.TEXT // 2)
    assert late == (sampling.LEAST_SECONDS, sampling.LEAST_TEXT)
