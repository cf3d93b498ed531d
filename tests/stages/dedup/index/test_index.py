"""The index: what came before goes, naming what it equals; what stays is remembered."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.errors import DataError, RecipeError
from pipeline.executors.local import LocalExecutor
from tests.corpora import contents
from tests.stages.dedup.test_stages import ESSAY, OTHER, evidence, ids, run

TEXTS = [
    ESSAY + "하나",
    ESSAY + "하나 둘",
    OTHER + "셋이 모여 앉아 지난 이야기를 나누었다",
    "A quite different text of some words that nobody has seen before in any crawl at all",
    "짧다",
    "...",
    "",
]


def crawl(prefix: str, texts: list[str], source: str = "a") -> list[dict]:
    return [{"id": f"{prefix}{i}", "source": source, "text": t} for i, t in enumerate(texts)]


def stages(index: Path, more: str = "") -> str:
    return f"dedup_exact: {{}}, dedup_fuzzy: {{index: {index}{more}}}"


def reasons(corpus) -> dict[str, str]:
    table = corpus.dropped("dedup_fuzzy", ["id"])
    return dict(zip(table["id"].to_pylist(), table["drop_reason"].to_pylist(), strict=True))


def test_the_same_crawl_twice_goes_whole_the_second_time(tmp_path: Path) -> None:
    texts = [t for t in TEXTS if t]
    first = run(tmp_path / "one", crawl("x", texts), stages(tmp_path / "index"))
    assert len(ids(first)) == 5  # one essay has gone for the other
    second = run(tmp_path / "two", crawl("y", texts), stages(tmp_path / "index"))
    assert ids(second) == set()
    assert set(reasons(second).values()) == {"in_index"}
    kept = evidence(second, "dedup_fuzzy")
    assert kept["y0"][0] == kept["y1"][0] == "x1"
    assert kept["y0"][1] == pytest.approx(evidence(first, "dedup_fuzzy")["x0"][1])
    assert [kept[f"y{i}"] for i in (2, 3, 4, 5)] == [(f"x{i}", 1.0) for i in (2, 3, 4, 5)]


def test_near_copy_of_an_old_document_goes_whatever_its_rank(tmp_path: Path) -> None:
    run(tmp_path / "one", crawl("x", [ESSAY, OTHER]), stages(tmp_path / "index"))
    new = [ESSAY + "그리고 조금 더", "전혀 다른 새 글이 하나 여기에 있다", ESSAY + "그리고 더"]
    second = run(tmp_path / "two", crawl("y", new), stages(tmp_path / "index", ", keep: [longest]"))
    assert ids(second) == {"y1"}
    assert reasons(second) == {"y0": "in_index", "y2": "in_index"}
    gone = evidence(second, "dedup_fuzzy")
    assert {k for k, _ in gone.values()} == {"x0"}
    assert all(0.8 <= measure < 1 for _, measure in gone.values())


def test_third_run_knows_what_the_second_one_added(tmp_path: Path) -> None:
    for name, text in (("x", ESSAY), ("y", OTHER)):
        run(tmp_path / name, crawl(name, [text]), stages(tmp_path / "index"))
    third = run(tmp_path / "z", crawl("z", [OTHER, ESSAY + "끝"]), stages(tmp_path / "index"))
    found = {gone: kept for gone, (kept, _) in evidence(third, "dedup_fuzzy").items()}
    assert found == {"z0": "y0", "z1": "x0"}


def test_run_again_is_the_same_run(tmp_path: Path) -> None:
    rows = crawl("x", [t for t in TEXTS if t])
    once = run(tmp_path / "one", rows, stages(tmp_path / "index"))
    root, index = contents(tmp_path / "one" / "root"), contents(tmp_path / "index")
    shutil.rmtree(tmp_path / "one" / "root" / "dedup_fuzzy" / "marks")
    again = run(tmp_path / "one", rows, stages(tmp_path / "index"))
    assert ids(again) == ids(once)
    assert contents(tmp_path / "one" / "root") == root
    assert contents(tmp_path / "index") == index


def test_cross_source_index_removes_only_copies_of_other_sources(tmp_path: Path) -> None:
    more = ", scope: cross_source"
    run(tmp_path / "one", crawl("x", [ESSAY]), stages(tmp_path / "index", more))
    rows = [*crawl("y", [ESSAY + "끝"]), *crawl("z", [ESSAY + "끝이다"], "b")]
    second = run(tmp_path / "two", rows, stages(tmp_path / "index", more))
    assert ids(second) == {"y0"}


def test_index_of_other_parameters_is_refused(tmp_path: Path) -> None:
    run(tmp_path / "one", crawl("x", [ESSAY]), stages(tmp_path / "index"))
    with pytest.raises(RecipeError, match=r"num_perm: 128 -> 64"):
        run(tmp_path / "two", crawl("y", [ESSAY]), stages(tmp_path / "index", ", num_perm: 64"))


def test_generation_that_is_gone_is_named(tmp_path: Path) -> None:
    run(tmp_path / "one", crawl("x", [ESSAY]), stages(tmp_path / "index"))
    memory = tmp_path / "two/root/dedup_fuzzy/index.json"
    memory.parent.mkdir(parents=True)
    memory.write_text(json.dumps({"index": str(tmp_path / "index"), "consulted": ["abc"]}))
    with pytest.raises(DataError, match="generation abc is gone"):
        run(tmp_path / "two", crawl("y", [ESSAY]), stages(tmp_path / "index"))


def test_another_recipe_of_the_same_root_takes_back_what_it_added(tmp_path: Path) -> None:
    rows = crawl("x", [ESSAY + "하나", ESSAY + "둘이 왔다"])
    run(tmp_path / "one", rows, stages(tmp_path / "index", ", lsh: {bands: 18, rows: 7}"))
    recipe = recipes.read(tmp_path / "one/r.yaml", None, ["dedup_fuzzy.threshold=0.99"])
    changed = recipes.run(recipe, replace_stale=True, executor=LocalExecutor())
    assert len(ids(changed)) == 2
    generations = [p for p in (tmp_path / "index").iterdir() if p.is_dir()]
    assert len(generations) == 1
