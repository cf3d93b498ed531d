"""What is left of a run is forecast by what runs on the root, or on another one, have spent."""

import json
from pathlib import Path

import pytest

from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.core import log
from pipeline.core.errors import MalmoiError
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.recipe import grade
from pipeline.recipe.estimate import Forecast
from pipeline.recipe.forecast import forecast
from pipeline.recipe.outlay import by_root
from pipeline.recipe.recipe import Recipe
from pipeline.recipe.spent import Spent, spent_in

STAGES = "stages: {ingest: {sources: [{name: a, path: in}]}, scrub: {}, dedup_exact: {}}\n"
SENTENCE = "비가 내리는 밤이었다. 그 {}번째 밤에도 나는 {}을 기다렸고, 창밖에는 {}만 있었다. "


def write(folder: Path, names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        lines = (
            json.dumps({"text": SENTENCE.format(f"{name}{i}", i * 7, i * 13) * 12}) + "\n"
            for i in range(150)
        )
        (folder / f"{name}.jsonl").write_text("".join(lines))


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    write(tmp_path / "in", "abcd")
    (tmp_path / "r.yaml").write_text(f"root: {tmp_path}/root\n{STAGES}")
    return recipes.read(tmp_path / "r.yaml")


def left(recipe: Recipe, like: Path | None = None) -> Forecast | None:
    return by_root(recipe, list(forecast(recipe)), str(like) if like else None)


def spent(root: Path, since: int = 0) -> Spent:
    return spent_in(log.lines(Store(str(root)))[since:])


def clock(root: Path) -> None:
    """Set the times in the log of a root to what a quiet machine measures: a second per megabyte.

    Measured times of so small a run differ by a factor of five on a busy machine."""
    lines = log.lines(Store(str(root)))
    for line in lines:
        if "driver" in line:
            line["driver"] = 0.01
        if "cpu" in line:
            line["cpu"] = line["seconds"] = line["bytes"] / 1e6
            line["largest"] = [(size, size / 1e6, peak) for size, _, peak in line["largest"]]
    (root / log.LOG_FILE).write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_finished_root_is_forecast_to_cost_nothing(recipe: Recipe, tmp_path: Path) -> None:
    assert left(recipe) is None
    recipes.run(recipe, executor=LocalExecutor())
    before = contents(tmp_path / "root")
    found = left(recipe)
    assert found is not None
    assert found.phases == ()
    assert found.cpu.value == found.wall.value == found.disk.value == found.peak.value == 0
    assert contents(tmp_path / "root") == before


def test_rest_of_a_root_is_forecast_by_its_first_half(recipe: Recipe, tmp_path: Path) -> None:
    recipes.run(recipe, executor=LocalExecutor())
    clock(tmp_path / "root")
    write(tmp_path / "in", "efgh")
    found = left(recipe)
    assert found is not None
    num = len(log.lines(Store(recipe.root)))
    recipes.run(recipe, executor=LocalExecutor())
    clock(tmp_path / "root")
    truth = spent(tmp_path / "root", num)
    assert found.cpu.value == pytest.approx(truth.cpu, rel=0.1)
    whole = spent(tmp_path / "root")
    kept = sum(p.written for p in whole.phases.values() if not p.is_between)
    assert found.disk.value == pytest.approx(kept, rel=0.5)


def test_another_root_tells_what_a_new_one_will_cost(recipe: Recipe, tmp_path: Path) -> None:
    recipes.run(recipe, executor=LocalExecutor())
    clock(tmp_path / "root")
    other = recipes.read(tmp_path / "r.yaml", str(tmp_path / "other"))
    once = left(other, tmp_path / "root")
    write(tmp_path / "in", "efgh")
    twice = left(other, tmp_path / "root")
    assert once is not None
    assert twice is not None
    assert not (tmp_path / "other").exists()
    assert [p.phase for p in once.phases] == [p for _, p in spent(tmp_path / "root").phases]
    assert once.cpu.value == pytest.approx(spent(tmp_path / "root").cpu, rel=0.1)
    assert twice.text == pytest.approx(2 * once.text, rel=0.01)
    assert once.cpu.value * 1.5 < twice.cpu.value < once.cpu.value * 2.1
    with pytest.raises(MalmoiError, match="has left its costs"):
        left(other, tmp_path / "nothing")


def test_stages_that_have_not_run_are_named(recipe: Recipe, tmp_path: Path) -> None:
    short = STAGES.replace(", scrub: {}, dedup_exact: {}", "")
    (tmp_path / "short.yaml").write_text(f"root: {tmp_path}/root\n{short}")
    recipes.run(recipes.read(tmp_path / "short.yaml"), executor=LocalExecutor())
    found = left(recipe)
    assert found is not None
    assert found.notes == (
        "scrub, dedup_exact have not run there: their costs are left out; --probe has them",
    )


def test_forecast_of_an_interrupted_run_is_graded_once_at_its_end(
    recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipes.run(recipe, executor=LocalExecutor())
    other = recipes.read(tmp_path / "r.yaml", str(tmp_path / "other"))
    found = left(other, tmp_path / "root")
    assert found is not None
    stage = type(other.stages[-1])
    with monkeypatch.context() as patch:
        patch.setattr(stage, "run", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            recipes.run(other, executor=LocalExecutor(), forecast=found)
    assert grade.last(Store(other.root)) is None
    recipes.run(other, executor=LocalExecutor())
    told = grade.last(Store(other.root))
    assert told is not None
    whole = spent(tmp_path / "other")
    assert f"core time {grade.duration(found.cpu.value)}, took {grade.duration(whole.cpu)}" in told
    kept = sum(p.written for p in whole.phases.values() if not p.is_between)
    assert f"disk {grade.size(found.disk.value)}, took {grade.size(kept)}" in told
    assert {s for s, _ in whole.phases} == set(other.names())
    recipes.run(other, executor=LocalExecutor())
    assert [x for x in log.lines(Store(other.root)) if x.get("event") == "grade"] != []
    assert len([x for x in log.lines(Store(other.root)) if x.get("event") == "grade"]) == 1


def test_amounts_are_spelled_as_people_say_them() -> None:
    assert [grade.duration(s) for s in (4.21, 720, 6840)] == ["4.21 s", "12 min", "1.9 h"]
    assert [grade.size(b) for b in (12, 31e9, 1.5e12)] == ["12 B", "31 GB", "1.5 TB"]
