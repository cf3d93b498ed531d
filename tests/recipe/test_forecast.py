"""`malmoi plan` says of each stage whether it stands, where work begins, and what would be refused."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.forecast import Outlook, forecast
from pipeline.recipe.recipe import Recipe

TEXT = "stages: {ingest: {sources: [{name: a, path: in}]}, filter: {long: words > 5}, dedup_exact: {}}\n"


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("비가 내리는 밤이었다.")
    (tmp_path / "r.yaml").write_text(f"root: {tmp_path}/root\n{TEXT}")
    return recipes.read(tmp_path / "r.yaml")


def outlooks(recipe: Recipe) -> dict[str, tuple[str, str]]:
    """Stage -> (state, reason)."""
    seen: list[Outlook] = list(forecast(recipe))
    return {o.stage.name(): (o.state, o.reason) for o in seen}


def run(recipe: Recipe) -> None:
    recipes.run(recipe, executor=LocalExecutor())


def test_nothing_stands_in_an_empty_root_and_nothing_is_written(
    recipe: Recipe, tmp_path: Path
) -> None:
    assert outlooks(recipe) == {
        "ingest": ("runs", "from ingest/documents, 1 unit"),
        "filter": ("runs", "after ingest"),
        "dedup_exact": ("runs", "after ingest"),
    }
    assert not (tmp_path / "root").exists()


def test_everything_stands_after_a_run_and_the_root_is_left_as_it_is(
    recipe: Recipe, tmp_path: Path
) -> None:
    run(recipe)
    before = contents(tmp_path / "root")
    assert {state for state, _ in outlooks(recipe).values()} == {"stands"}
    assert contents(tmp_path / "root") == before


def test_another_field_is_refused_where_the_run_refuses_it(recipe: Recipe, tmp_path: Path) -> None:
    run(recipe)
    before = contents(tmp_path / "root")
    changed = recipes.read(tmp_path / "r.yaml", None, ["filter.long=words > 9"])
    found = outlooks(changed)
    assert [state for state, _ in found.values()] == ["stands", "refused", "runs"]
    assert "words > 9" in found["filter"][1]
    assert contents(tmp_path / "root") == before


def test_new_file_makes_its_unit_run_and_the_stages_after_it(
    recipe: Recipe, tmp_path: Path
) -> None:
    run(recipe)
    (tmp_path / "in" / "b.txt").write_text("눈이 내리는 아침이었다.")
    assert outlooks(recipe)["ingest"] == ("runs", "from ingest/documents, 1 unit")
    assert outlooks(recipe)["filter"] == ("runs", "after ingest")


def test_input_that_is_gone_is_refused(recipe: Recipe, tmp_path: Path) -> None:
    run(recipe)
    (tmp_path / "in" / "b.txt").write_text("눈이 내리는 아침이었다.")
    run(recipe)
    (tmp_path / "in" / "a.txt").unlink()
    state, reason = outlooks(recipe)["ingest"]
    assert state == "refused"
    assert "a.txt is gone" in reason


def test_interrupted_stage_says_how_much_of_it_is_done(recipe: Recipe, tmp_path: Path) -> None:
    small = tmp_path / "small.yaml"
    small.write_text(
        f"root: {tmp_path}/root\n" + TEXT.replace("sources", "shard_bytes: 40, sources")
    )
    for name in "bcd":
        (tmp_path / "in" / f"{name}.txt").write_text(f"{name}, 눈이 내리는 아침이었다.")
    recipe = recipes.read(small)
    run(recipe)
    (tmp_path / "root/dedup_exact/marks/_commit.json").unlink()
    (tmp_path / "root/dedup_exact/marks/00002.parquet").unlink()
    reason = "from dedup_exact/marks, 4 units, 3 of them done"
    assert outlooks(recipe)["dedup_exact"] == ("runs", reason)


def test_root_that_is_moved_stands(recipe: Recipe, tmp_path: Path) -> None:
    run(recipe)
    shutil.move(tmp_path / "root", tmp_path / "other")
    moved = replace(recipe, root=str(tmp_path / "other"))
    assert {state for state, _ in outlooks(moved).values()} == {"stands"}


def test_what_a_stage_lacks_is_refused_before_the_stages_in_front_of_it_have_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recipe: Recipe
) -> None:
    monkeypatch.delenv("MALMOI_PII_KEY", raising=False)
    other = tmp_path / "other.yaml"
    scrub = "scrub: {policy: {EMAIL: pseudonymize}}"
    other.write_text(f"root: {tmp_path}/root\n" + TEXT.replace("filter: {long: words > 5}", scrub))
    found = outlooks(recipes.read(other))
    assert [state for state, _ in found.values()] == ["runs", "refused", "runs"]
    assert "pseudonymize needs the environment variable" in found["scrub"][1]
