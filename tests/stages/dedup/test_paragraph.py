"""Lines that stand in many documents are cut from all of them, for every later stage."""

from pathlib import Path

import pyarrow.parquet as pq

from pipeline.core.corpus import Corpus
from pipeline.export.documents import export
from tests.stages.dedup.test_stages import evidence, ids, run

FOOT = "저작권자 (c) 말모이신문 무단전재 및 재배포 금지"


def pages(num: int = 30) -> list[dict]:
    """Pages with the same foot; the last one holds little beside it."""
    texts = [f"기사 {i}번은 다른 기사와 다른 글이다\n{FOOT}\n" for i in range(num - 1)]
    return [
        {"id": f"a{i:02d}", "source": "a", "text": t}
        for i, t in enumerate([*texts, f"짧다\n{FOOT}"])
    ]


def texts(corpus: Corpus) -> dict[str, str]:
    table = corpus.table(["id", "text"])
    return dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))


def test_repeated_line_is_cut_and_what_is_left_too_small_goes(tmp_path: Path) -> None:
    corpus = run(tmp_path, pages(), "dedup_paragraph: {}")
    assert ids(corpus) == {f"a{i:02d}" for i in range(29)}
    assert all(FOOT not in t and t.endswith("글이다\n") for t in texts(corpus).values())
    kept, share = evidence(corpus, "dedup_paragraph")["a29"]
    assert kept == "a00"
    assert 0.85 < share < 1
    marks = corpus.columns(0, ["dedup_paragraph.cut"]).column(0).to_pylist()
    start = len("기사 0번은 다른 기사와 다른 글이다\n".encode())
    assert marks[0] == [{"start": start, "end": start + len(FOOT.encode()) + 1}]


def test_later_stages_and_export_see_what_is_left(tmp_path: Path) -> None:
    stages = "dedup_paragraph: {min_left: 0}, dedup_fuzzy: {}"
    corpus = run(tmp_path, pages(), stages)
    export(corpus, tmp_path / "out.parquet")
    found = pq.read_table(tmp_path / "out.parquet", columns=["id", "text"]).to_pylist()
    assert {r["id"]: r["text"] for r in found} == texts(corpus)
    assert texts(corpus)["a29"] == "짧다\n"
    assert FOOT in corpus.documents.table(["text"])["text"][0].as_py()


def test_few_repeats_short_lines_and_programs_stay(tmp_path: Path) -> None:
    rows = [
        {"id": f"a{i}", "source": "a", "text": f"글 {i}\n}}\n목록\n{FOOT if i < 10 else i}"}
        for i in range(30)
    ]
    corpus = run(tmp_path / "few", rows, "dedup_paragraph: {}")
    assert texts(corpus) == {r["id"]: r["text"] for r in rows}
    exempt = run(tmp_path / "exempt", pages(), "dedup_paragraph: {exempt: [ko]}")
    assert len(ids(exempt)) == 30
    assert FOOT in texts(exempt)["a00"]


def test_length_of_a_line_is_in_characters_without_its_margins(tmp_path: Path) -> None:
    rows = [
        {"id": f"a{i:02d}", "source": "a", "text": f"글 {i}\n   짧은 메뉴줄   \n"}
        for i in range(30)
    ]
    whole = run(tmp_path / "ten", rows, "dedup_paragraph: {min_chars: 7}")
    assert texts(whole) == {r["id"]: r["text"] for r in rows}
    cut = run(tmp_path / "six", rows, "dedup_paragraph: {min_chars: 6, min_left: 0}")
    assert texts(cut)["a03"] == "글 3\n"


def test_paragraphs_are_cut_with_the_blank_lines_after_them(tmp_path: Path) -> None:
    rows = [
        {"id": f"a{i}", "source": "a", "text": f"앞글 {i}\n\n메뉴 하나\n메뉴 둘\n\n\n뒷글 {i}"}
        for i in range(12)
    ]
    corpus = run(tmp_path, rows, "dedup_paragraph: {unit: paragraph}")
    assert texts(corpus)["a3"] == "앞글 3\n\n뒷글 3"
