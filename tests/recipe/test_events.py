"""Events as JSON lines, and metrics as Prometheus reads them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline import recipe as recipes
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.progress import Silent
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.events import METRICS_EVERY, STATES, Events, check
from pipeline.recipe.recipe import Recipe

# https://prometheus.io/docs/instrumenting/exposition_formats: a name, labels in quotes, a number
SAMPLE = re.compile(r'[a-z_]+\{([a-z]+="(\\.|[^"\\])*",?)*\} -?[0-9.]+(e-?\d+)?')


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    (tmp_path / "a.jsonl").write_text('{"text": "비가 내리는 밤, 010-2345-6789."}\n' * 3)
    (tmp_path / "r.yaml").write_text(
        f'root: {tmp_path}/ro"ot\nstages: {{ingest: {{sources: [{{name: a, path: a.jsonl}}]}}, '
        f"scrub: {{}}, dedup_exact: {{}}}}\n"
        f"execution: {{events: {tmp_path}/events.jsonl, metrics: {tmp_path}/malmoi.prom}}\n"
    )
    return recipes.read(tmp_path / "r.yaml")


def events(folder: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (folder / "events.jsonl").read_bytes().splitlines()]


def metrics(folder: Path) -> dict[str, float]:
    """Sample -> value; every line is checked."""
    found: dict[str, float] = {}
    for line in (folder / "malmoi.prom").read_text().splitlines():
        if not line.startswith("# "):
            assert SAMPLE.fullmatch(line), line
            name, value = line.rsplit(" ", 1)
            found[name] = float(value)
    return found


def test_bar_of_a_person_advances_with_every_unit(tmp_path: Path) -> None:
    """What is counted for events and metrics is shown as well."""
    shown = list[tuple[int, int]]()

    class Shown(Silent):
        @contextmanager
        def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator[Any]:
            yield self

        def advance(self, rows: int, size: int, peak: int = 0) -> None:
            shown.append((rows, size))

    counting = Events(Shown(), str(tmp_path), str(tmp_path / "events.jsonl"), None)
    with counting.phase("s", "p", 2, 0) as bar:
        bar.advance(3, 40)
        bar.advance(5, 60)
    assert shown == [(3, 40), (5, 60)]


def test_run_tells_its_phases_with_time_run_and_host(recipe: Recipe, tmp_path: Path) -> None:
    recipes.run(recipe, executor=LocalExecutor())
    written = events(tmp_path)
    assert [written[0]["event"], written[-1]["event"]] == ["run_began", "run_ended"]
    assert len({e["run"] for e in written}) == len({e["host"] for e in written}) == 1
    assert all(re.fullmatch(r".{19}\.\d{3}\+00:00", e["time"]) for e in written)
    times = [datetime.fromisoformat(e["time"]) for e in written]
    assert times == sorted(times)
    ended = [e for e in written if e["event"] == "phase_ended"]
    begun = [e for e in written if e["event"] == "phase_began"]
    assert [(e["stage"], e["phase"]) for e in ended] == [(e["stage"], e["phase"]) for e in begun]
    stages = [(e["stage"], e["place"], e["of"]) for e in written if e["event"] == "stage_began"]
    assert stages == [("ingest", 1, 3), ("scrub", 2, 3), ("dedup_exact", 3, 3)]
    (read,) = (e for e in ended if (e["stage"], e["phase"]) == ("ingest", "documents"))
    assert (read["units"], read["kept"], read["rows"]) == (1, 0, 3)
    assert "2345" not in (tmp_path / "events.jsonl").read_text()


def test_second_run_adds_lines_under_another_name(recipe: Recipe, tmp_path: Path) -> None:
    recipes.run(recipe, executor=LocalExecutor())
    first = events(tmp_path)
    recipes.run(recipe, executor=LocalExecutor())
    both = events(tmp_path)
    assert both[: len(first)] == first
    stages = ["stage_began", "stage_ended"] * 3
    assert [e["event"] for e in both[len(first) :]] == ["run_began", *stages, "run_ended"]
    assert both[-1]["run"] != first[0]["run"]


def test_metrics_say_how_far_a_run_is(recipe: Recipe, tmp_path: Path) -> None:
    recipes.run(recipe, executor=LocalExecutor())
    found = metrics(tmp_path)
    assert {v for k, v in found.items() if 'state="done"' in k} == {1}
    assert sum(v for k, v in found.items() if k.startswith("malmoi_run_state")) == 1
    (rows,) = (
        v for k, v in found.items() if "rows_read" in k and 'stage="scrub",phase="documents"' in k
    )
    assert rows == 3
    units = {k.partition("{")[2]: v for k, v in found.items() if "phase_units{" in k}
    done = {k.partition("{")[2]: v for k, v in found.items() if "phase_units_done{" in k}
    assert units == done


def test_failed_run_says_so_without_its_message(recipe: Recipe, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"words": "홍길동"}\n' * 30)
    with pytest.raises(DataError):
        recipes.run(recipe, executor=LocalExecutor())
    (tmp_path / "a.jsonl").write_text('{"text": "글"}\n' + "홍길동\n" * 30)
    with pytest.raises(DataError):
        recipes.run(recipe, executor=LocalExecutor())
    last = events(tmp_path)[-1]
    assert (last["event"], last["state"], last["error"]) == ("run_ended", "failed", "DataError")
    assert "홍길동" not in (tmp_path / "events.jsonl").read_text()
    assert {k for k, v in metrics(tmp_path).items() if v == 1 and "run_state" in k} == {
        k for k in metrics(tmp_path) if f'state="{STATES[2]}"' in k
    }


def test_units_rows_bytes_and_seconds_of_a_phase_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr("pipeline.recipe.events.time.monotonic", lambda: clock[0])
    paths = str(tmp_path / "events.jsonl"), str(tmp_path / "malmoi.prom")
    told = Events(Silent(), "root", *paths)
    with told.phase("a", "b", 9, 4) as bar:
        written = metrics(tmp_path)
        for rows, size in ((3, 700), (2, 50)):
            clock[0] += METRICS_EVERY / 2
            bar.advance(rows, size)
        # a look at the metrics is not worth a write each time
        assert metrics(tmp_path) == written
        clock[0] += 0.25
        bar.advance(0, 0)
        found = {k.partition("{")[0]: v for k, v in metrics(tmp_path).items() if 'phase="b"' in k}
    ended = events(tmp_path)[-1]
    assert (ended["units"], ended["kept"], ended["rows"], ended["bytes"]) == (9, 4, 5, 750)
    assert ended["seconds"] == METRICS_EVERY + 0.25
    assert found == {
        "malmoi_phase_units": 9,
        "malmoi_phase_units_done": 7,
        "malmoi_phase_rows_read": 5,
        "malmoi_phase_bytes_read": 750,
        "malmoi_phase_seconds": METRICS_EVERY + 0.25,
    }


@pytest.mark.parametrize("how", [KeyboardInterrupt, SystemExit, ValueError])
def test_run_that_ends_early_says_how(tmp_path: Path, how: type[BaseException]) -> None:
    told = Events(Silent(), "root", str(tmp_path / "events.jsonl"))
    with pytest.raises(how), told.of_run():
        raise how
    last = events(tmp_path)[-1]
    state = "failed" if how is ValueError else "interrupted"
    assert (last["event"], last["state"], last["error"]) == ("run_ended", state, how.__name__)
    told.note("a line")
    assert events(tmp_path)[-1]["text"] == "a line"


@pytest.mark.parametrize("key", ["events", "metrics"])
def test_device_folder_and_missing_folder_are_refused_and_left_as_they_are(
    tmp_path: Path, key: str
) -> None:
    (tmp_path / "folder").mkdir()
    for path in ("/dev/null", str(tmp_path / "folder"), str(tmp_path / "none" / "e")):
        with pytest.raises(RecipeError, match=f"execution.{key}: {path}: "):
            check(**{"events": None, "metrics": None, key: path})
        with pytest.raises(RecipeError, match=f"execution.{key}: {path}: "):
            Events(Silent(), "root", **{key: path})
    assert not Path("/dev/null").is_file()
