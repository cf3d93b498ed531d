"""`malmoi plan --probe` leaves no trace but its forecast, which the run then grades."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.cli.plan import plan
from pipeline.core.errors import DataError, RecipeError
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.recipe import grade
from tests.cli.processes import MALMOI, malmoi
from tests.cli.test_interruption import SLOW_STAGE

FAILING = SLOW_STAGE.replace("time.sleep(60)", 'raise DataError("no such thing here")').replace(
    "from malmoi import Stage",
    "from malmoi import Stage\nfrom pipeline.core.errors import DataError",
)


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """A recipe whose last stage sleeps if NAP names a file, which it makes."""
    texts = (
        f'{{"text": "비가 내리는 밤이었다. 그 {i}번째 밤에도 나는 잠을 자지 못했다."}}\n'
        for i in range(2000)
    )
    (tmp_path / "a.jsonl").write_text("".join(texts))
    (tmp_path / "own_nap.py").write_text(SLOW_STAGE)
    path = tmp_path / "r.yaml"
    path.write_text(
        "root: out\nuse: own_nap\nexecution: {executor: local}\n"
        "stages: {ingest: {sources: [{name: a, path: a.jsonl}]}, nap: {}}\n"
    )
    return path


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Path -> (bytes, time of the last change) of everything in a folder."""
    found = sorted(folder.rglob("*"))
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in found}


def test_probe_leaves_nothing_and_its_forecast_is_graded(recipe: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = ("plan", recipe, "--share", "50%", "--save", "f.json")
    done = malmoi(*command, cwd=tmp_path, TMPDIR=str(scratch))
    assert done.returncode == 0, done.stderr
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "out").exists()
    assert "stage" in done.stdout
    assert "core time" in done.stdout
    stored = json.loads((tmp_path / "f.json").read_text())
    assert {p["stage"] for p in stored["phases"]} == {"ingest", "nap"}
    run = malmoi("run", recipe, "--forecast", "f.json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    (line,) = [x for x in (run.stdout + run.stderr).splitlines() if "forecast" in x]
    for said in ("took", "disk", "memory of a worker"):
        assert said in line
    graded = grade.last(Store(str(tmp_path / "out")))
    assert graded is not None
    assert graded in line


def test_finished_recipe_is_forecast_to_cost_nothing_and_stays(
    recipe: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    recipes.run(recipes.read(recipe), executor=LocalExecutor())
    before = state(tmp_path / "out")
    plan(recipe, save=Path("f.json"))
    assert "nothing is left to do" in capsys.readouterr().out
    assert state(tmp_path / "out") == before
    written = json.loads((tmp_path / "f.json").read_text())
    assert written["cpu"]["value"] == written["disk"]["value"] == 0


def test_probe_that_fails_says_why_and_leaves_nothing(recipe: Path, tmp_path: Path) -> None:
    (tmp_path / "own_nap.py").write_text(FAILING)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    nap = str(tmp_path / "begun")
    done = malmoi("plan", recipe, "--probe", cwd=tmp_path, TMPDIR=str(scratch), NAP=nap)
    assert done.returncode == 1
    where = "nap/marks, shard 0, document a/a.jsonl#1"
    assert f"failed on its share of the text: {where}: no such thing here; a larger" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "out").exists()


def test_signal_ends_a_probe_and_removes_its_folder(recipe: Path, tmp_path: Path) -> None:
    scratch, begun = tmp_path / "scratch", tmp_path / "begun"
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch), "NAP": str(begun)}
    run = subprocess.Popen(
        [MALMOI, "plan", str(recipe), "--probe"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not begun.exists():
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert len(list(scratch.iterdir())) == 1
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 130, errors
    assert list(scratch.iterdir()) == []
    assert not (tmp_path / "out").exists()


def test_source_that_cannot_be_read_is_refused_with_the_message_of_a_run(
    recipe: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").rename(tmp_path / "b.jsonl")
    with pytest.raises(DataError) as refusal:
        recipes.run(recipes.read(recipe), executor=LocalExecutor())
    with pytest.raises(SystemExit):
        plan(recipe, probe=True)
    assert str(refusal.value) in capsys.readouterr().out


def test_source_without_documents_is_named(
    recipe: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.jsonl").touch()
    text = recipe.read_text()
    sources = "sources: [{name: a, path: a.jsonl}, {name: b, path: b.jsonl}]"
    recipe.write_text(text.replace("sources: [{name: a, path: a.jsonl}]", sources))
    plan(recipe, share="100%")
    said = capsys.readouterr().out
    assert "no document came out of the sample of b; a run ends" in said
    assert "1 shards" not in said


def test_forecast_that_nothing_tells_is_refused(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RecipeError, match="give --probe, or --like another root"):
        plan(recipe, as_json=True)
    with pytest.raises(RecipeError, match="--share 200%: expected a share of the text"):
        plan(recipe, share="200%")
    (tmp_path / "f.json").write_text("{}")
    with pytest.raises(RecipeError, match=r"f.json: is not a forecast; .* writes one"):
        grade.read("f.json")


def test_work_that_is_left_is_not_called_nothing_where_its_costs_are_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("산에 오르는 길은 두 갈래다.", encoding="utf-8")
    sources = "{sources: [{name: a, path: a.txt}]}"
    recipe = tmp_path / "half.yaml"
    recipe.write_text(
        f"root: half\nstages:\n  ingest: {sources}\n  scrub: {{}}\n", encoding="utf-8"
    )
    recipes.run(recipes.read(recipe), only="ingest", executor=LocalExecutor())
    plan(recipe)
    printed = capsys.readouterr().out
    assert "nothing is left to do" not in printed
    assert "what this costs is not known here; --probe forecasts it" in printed
