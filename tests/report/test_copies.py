"""`malmoi explain` of copies: the survivor, what became of it, and whether a copy lives."""

import json
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.executors.local import LocalExecutor
from pipeline.report.explain import story

ESSAY = "아침에 일어나 창문을 열고 마당을 내다보니 밤새 내린 눈이 소복이 쌓여 있었다. 나는 외투를 걸치고 나갔다."
TEXTS = {
    "a1": ESSAY + " 끝이 났다.",
    "a2": ESSAY + " 끝이 났다.",
    "b1": ESSAY + " 끝이  났다!",
    "b2": ESSAY + " 끝이  났다!",
    "b3": "저녁이면 강가에 나가 물결을 바라보며 오래전에 떠난 사람들을 생각하곤 했다.",
}
BY_PRIORITY = "dedup_exact: {keep: [priority]}, dedup_fuzzy: {keep: [priority], index: INDEX}"


def run(folder: Path, stages: str, texts: dict[str, str] = TEXTS) -> Corpus:
    folder.mkdir(exist_ok=True)
    for name in "ab":
        rows = ({"id": i, "text": t} for i, t in texts.items() if i[0] == name)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    sources = ", ".join(
        f"{{name: {n}, path: {n}.jsonl, id_field: id, priority: {i}}}" for i, n in enumerate("ab")
    )
    stages = stages.replace("INDEX", str(folder / "index"))
    recipe = f"root: {folder}/root\nstages: {{ingest: {{sources: [{sources}]}}, {stages}}}\n"
    (folder / "r.yaml").write_text(recipe, encoding="utf-8")
    return recipes.run(recipes.read(folder / "r.yaml"), executor=LocalExecutor())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """a1 stands for all copies: a2 by its text, b1, which stands for b2, by similarity."""
    return run(tmp_path_factory.mktemp("kept"), BY_PRIORITY)


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The same, and then the source of a1 is dropped."""
    return run(
        tmp_path_factory.mktemp("lost"), BY_PRIORITY + """, filter: {banned: "source == 'a'"}"""
    )


def test_copy_names_a_survivor_that_lives(kept: Corpus) -> None:
    lines = story(kept, "a2").splitlines()
    assert f"{'':<13}its copy stays: a1  (text_hash = 1.0000)" in lines
    assert lines[-1] == "OUT: dropped by dedup_exact: duplicate"


def test_copy_of_a_removed_copy_names_the_document_at_the_end(kept: Corpus) -> None:
    text = story(kept, "b2")
    assert "its copy stayed here: b1  (text_hash = 1.0000)" in text
    assert "b1 was dropped by dedup_fuzzy: near_duplicate, a copy of a1  (jaccard = " in text
    assert "a1 is in the corpus" in text
    assert text.endswith("OUT: dropped by dedup_exact: duplicate")


def test_survivor_counts_the_copies_of_its_copies(kept: Corpus) -> None:
    text = story(kept, "a1")
    assert "kept instead of: a2  (text_hash = 1.0000)" in text
    assert "kept instead of: b1  (jaccard = " in text
    assert text.endswith("IN: it lives in the corpus, for 3 copies")


def test_document_without_copies_stands_for_itself(kept: Corpus) -> None:
    assert story(kept, "b3").endswith("IN: it lives in the corpus")


def test_copy_tells_that_its_survivor_was_dropped_and_why(lost: Corpus) -> None:
    text = story(lost, "b2")
    assert "b1 was dropped by dedup_fuzzy: near_duplicate, a copy of a1  (jaccard = " in text
    assert "a1 was dropped by filter: banned\n" in text
    assert "its copy stays" not in text
    assert text.endswith("OUT: dropped by dedup_exact: duplicate; no copy of it is in the corpus")


def test_survivor_that_was_dropped_tells_how_many_copies_went_with_it(lost: Corpus) -> None:
    assert story(lost, "a1").endswith(
        "OUT: dropped by filter: banned; it stood for 3 copies; no copy of it is in the corpus"
    )
    assert story(lost, "b1").endswith("it stood for 1 copy; no copy of it is in the corpus")


def test_value_that_dropped_the_survivor_is_shown(tmp_path: Path) -> None:
    rules = "{ko: {change: {too_long: {measure: chars, max: 5}}}}"
    run(tmp_path, f"dedup_exact: {{keep: [priority]}}, quality: {{rules: {rules}}}")
    text = story(Corpus.open(f"{tmp_path}/root"), "a2")
    assert "a1 was dropped by quality: too_long  value=" in text
    assert "bound=5" in text


def test_copy_in_an_index_is_looked_for_in_no_corpus(tmp_path: Path) -> None:
    """The second root holds the same ids as the index: a document is not a copy of itself."""
    run(tmp_path, BY_PRIORITY)
    (tmp_path / "root").rename(tmp_path / "first")
    again = run(tmp_path, BY_PRIORITY)
    text = story(again, "a2")
    assert "a1 was dropped by dedup_fuzzy: in_index, a copy of a1 in the index" in text
    assert text.endswith("OUT: dropped by dedup_exact: duplicate")
    alone = story(again, "a1")
    assert "its copy is in the index: a1  (text_hash = 1.0000)" in alone
    assert alone.endswith("OUT: dropped by dedup_fuzzy: in_index")


def test_document_stands_for_no_copy_of_its_namesake_in_an_index(tmp_path: Path) -> None:
    run(tmp_path, BY_PRIORITY)
    (tmp_path / "root").rename(tmp_path / "first")
    again = run(tmp_path, BY_PRIORITY, {"a1": "이름은 같아도 처음 보는 글이다.", "b1": TEXTS["a1"]})
    assert "its copy is in the index: a1" in story(again, "b1")
    assert story(again, "a1").endswith("IN: it lives in the corpus")


def test_more_copies_than_lines_are_counted(tmp_path: Path) -> None:
    many = [json.dumps({"id": f"c{i}", "text": ESSAY}, ensure_ascii=False) for i in range(9)]
    (tmp_path / "c.jsonl").write_text("\n".join(many), encoding="utf-8")
    sources = f"[{{name: c, path: {tmp_path}/c.jsonl, id_field: id}}]"
    (tmp_path / "r.yaml").write_text(
        f"root: {tmp_path}/root\nstages: {{ingest: {{sources: {sources}}}, dedup_exact: {{}}}}\n"
    )
    corpus = recipes.run(recipes.read(tmp_path / "r.yaml"), executor=LocalExecutor())
    text = story(corpus, "c0")
    assert text.count("kept instead of: ") == 5
    assert "and of 3 more\n" in text
    assert text.endswith("IN: it lives in the corpus, for 8 copies")
