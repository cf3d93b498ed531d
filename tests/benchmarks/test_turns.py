"""Tools in turns: how often each runs, and which results must agree."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import turns
from benchmarks.process import Usage
from benchmarks.stages import tool as tool_module
from benchmarks.stages.tool import NotInstalledError, Outcome, Tool, peer


def outcome(wall: float, cpu: float = 1.0, others: float = 0.0, **results: object) -> Outcome:
    return Outcome(Usage(wall, cpu, 1000, 0, 0, others), results)


def tool(name: str, *outcomes: Outcome | Exception) -> Tool:
    left = list(outcomes)

    def run(folder: Path) -> Outcome:
        assert list(folder.iterdir()) == []
        (folder / "left over").touch()
        found = left.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    return Tool(name, 1, 100.0, run)


def test_best_of_all_runs_counts_and_slow_tools_run_once() -> None:
    quick = tool("quick", outcome(4, 3), outcome(2, 5), outcome(5, 4))
    slow = tool("slow", outcome(turns.SLOW))
    first, second = turns.measure([quick, slow], 3)
    assert (first.wall, first.cpu, len(first.runs)) == (2, 3, 3)
    assert (first.rate, first.cpu_rate) == (50, pytest.approx(100 / 3))
    assert len(second.runs) == 1


def test_tools_that_fail_give_the_reason_and_leave_the_others() -> None:
    broken = tool("broken", RuntimeError("no space left"))
    absent = tool("absent", NotInstalledError("rensa"))
    found = turns.measure([broken, absent, tool("sound", outcome(1), outcome(1))], 2)
    assert [m.problem for m in found] == ["no space left", "rensa is not installed", ""]
    assert [len(m.runs) for m in found] == [0, 0, 2]


def test_tool_without_environment_is_not_installed(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("MALMOI_PEERS_HOME", str(tmp_path))
    (found,) = turns.measure([peer("Polars", "polars", "polars_steps", ["read"], 1.0)], 1)
    assert found.problem == "polars is not installed"


def test_results_of_one_name_must_be_equal_in_all_runs() -> None:
    ours = tool("malmoi", outcome(1, documents=7, merges="a"), outcome(1, documents=7))
    same, other = tool("same", outcome(1, documents=7)), tool("other", outcome(1, documents=6))
    found = [*turns.measure([ours], 2), *turns.measure([same, other], 1)]
    assert list(turns.differences(found[:2])) == []
    assert list(turns.differences(found)) == ["documents: malmoi 7, other 6"]


def test_run_beside_other_work_is_marked_if_it_is_the_fastest() -> None:
    busy, quiet = outcome(2, others=1.0), outcome(1, others=0.0)
    (found,) = turns.measure([tool("malmoi", busy, quiet)], 2)
    assert not found.is_disturbed
    (found,) = turns.measure([tool("malmoi", busy)], 1)
    assert found.is_disturbed


def test_script_of_a_peer_gives_its_results_and_its_remark(monkeypatch, tmp_path) -> None:
    python = tmp_path / "json" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setenv("MALMOI_PEERS_HOME", str(tmp_path))
    monkeypatch.setattr(tool_module, "SCRIPTS", tmp_path)
    made = {"results": {"documents": 7}, "remark": "all of them", "seconds": 1.5}
    script = f"import json, os, sys; print(sys.argv[1:], os.environ['RAYON_NUM_THREADS'])\nprint({json.dumps(made)!r})"
    (tmp_path / "sound.py").write_text(script)
    (tmp_path / "broken.py").write_text("raise ValueError('no texts')")
    (tmp_path / "endless.py").write_text("import time; time.sleep(60)")
    monkeypatch.setattr(tool_module, "LIMIT", 1)
    scripts = ("sound", "broken", "endless")
    found = turns.measure([peer(s, "json", s, ["read"], 1.0, 2, True) for s in scripts], 1)
    (run,) = found[0].runs
    assert (run.results, run.remark) == ({"documents": 7}, "all of them")
    assert [m.problem for m in found] == ["", "ValueError: no texts", "ended after 1 s"]
