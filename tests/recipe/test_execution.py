"""The executor of a run is opened when the first unit of work arrives."""

from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.errors import JobError
from pipeline.core.executor import Executor
from pipeline.executors.local import LocalExecutor
from pipeline.recipe import fold
from pipeline.recipe.execution import Deferred, Execution
from tests.corpora import contents


class Watched(LocalExecutor):
    """A local executor that counts how often one was opened and closed."""

    opened = closed = 0

    def __init__(self) -> None:
        super().__init__()
        Watched.opened += 1

    def close(self) -> None:
        Watched.closed += 1


@pytest.fixture
def watched() -> type[Watched]:
    Watched.opened = Watched.closed = 0
    return Watched


def test_without_items_nothing_is_opened(watched: type[Watched]) -> None:
    executor = Deferred(watched)
    assert list(executor.map(str, [])) == []
    assert list(executor.map(str, iter(()))) == []
    executor.close()
    assert (watched.opened, watched.closed) == (0, 0)


def test_one_executor_serves_all_phases_and_is_closed(watched: type[Watched]) -> None:
    executor = Deferred(watched)
    assert list(executor.map(str, [1, 2])) == ["1", "2"]
    assert list(executor.map(str, [])) == []
    assert list(executor.map(str, (i for i in [3]))) == ["3"]
    assert (watched.opened, watched.closed) == (1, 0)
    executor.close()
    assert (watched.opened, watched.closed) == (1, 1)


def test_finished_root_is_run_again_without_an_executor(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watched: type[Watched]
) -> None:
    def opened(*_: object) -> Executor:
        return watched()

    monkeypatch.setattr(fold, "open_executor", opened)
    recipe = recipes.read(sources / "recipe.yaml", str(tmp_path / "root"))
    recipes.run(recipe)
    assert (watched.opened, watched.closed) == (1, 1)
    before = contents(tmp_path / "root")
    recipes.run(recipe)
    assert (watched.opened, watched.closed) == (1, 1)
    assert contents(tmp_path / "root") == before


def test_error_of_the_opening_is_raised_at_the_first_unit(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Executor:
        raise JobError("no cluster")

    monkeypatch.setattr(fold, "open_executor", refused)
    recipe = recipes.read(sources / "recipe.yaml", str(tmp_path / "root"))
    with pytest.raises(JobError, match="no cluster"):
        recipes.run(recipe)


def test_what_auto_chooses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    assert Execution(executor="local").choice == Execution(executor="ray").choice == ""
    assert Execution(workers=1).choice.startswith("executor auto: 1 process of this machine")
    assert Execution(workers=3).choice.startswith("executor auto: 3 processes of this machine")
    assert Execution(address="host:1").choice == "executor auto: Ray, as its address is given"
    monkeypatch.setenv("RAY_ADDRESS", "host:1")
    assert (Execution().chosen, Execution().choice) == (
        "ray",
        "executor auto: Ray, as its address is given",
    )
    # a variable that a shell has emptied names no cluster
    monkeypatch.setenv("RAY_ADDRESS", "")
    assert Execution().chosen == "local"
    assert "of this machine" in Execution().choice
