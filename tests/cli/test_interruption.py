"""An ended command says what stays and what to do next, by its message and by its exit code."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from malmoi.testing import contents
from tests.cli.processes import MALMOI

SLOW_STAGE = """
import os
import time
from pathlib import Path

import pyarrow as pa

from malmoi import Stage


class Nap(Stage):
    act = "mark"

    def run(self, corpus, job):
        return job.mark(nap, corpus, ["id"])


def nap(table):
    if "NAP" in os.environ:
        Path(os.environ["NAP"]).touch()
        time.sleep(60)
    return pa.table({"drop_reason": pa.nulls(len(table), pa.string())})
"""


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """A recipe whose last stage sleeps if NAP names a file, which it makes."""
    (tmp_path / "a.jsonl").write_text('{"text": "비가 내리는 밤이었다."}\n' * 3)
    (tmp_path / "own_nap.py").write_text(SLOW_STAGE)
    path = tmp_path / "r.yaml"
    path.write_text(
        "root: out\nuse: own_nap\nstages: {ingest: {sources: [{name: a, path: a.jsonl}]}, nap: {}}\n"
    )
    return path


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [("--version", 0), ("--help", 0), ("schema", 0), ("run r.yaml", 0), ("nonsense", 2)],
)
def test_closed_streams_change_no_exit_code_and_no_work(
    recipe: Path, closed: str, arguments: str, code: int
) -> None:
    shell = ["sh", "-c", f"{MALMOI} {arguments} {closed}"]
    done = subprocess.run(shell, cwd=recipe.parent, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    if arguments == "run r.yaml":
        assert list((recipe.parent / "out" / "nap").glob("marks/*.parquet"))
    # errors do not go to the output instead
    if code:
        assert done.stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "schema", "--version"])
def test_output_that_cannot_be_written_is_said_in_a_line(arguments: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [MALMOI, arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("malmoi: ")
    assert "No space left" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("executor", ["local", pytest.param("ray", marks=pytest.mark.slow)])
def test_signal_ends_a_run_with_its_number_and_the_same_command_goes_on(
    recipe: Path, executor: str, number: signal.Signals
) -> None:
    begun = recipe.parent / "begun"
    command = [MALMOI, "run", str(recipe), "--executor", executor]
    environment = {**os.environ, "NAP": str(begun)}
    run = subprocess.Popen(
        command,
        cwd=recipe.parent,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        # the tests themselves may run under nohup, which has all below it ignore SIGHUP
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )
    _wait_for(begun, run)
    sent = time.monotonic()
    os.kill(run.pid, number)
    _, errors = run.communicate(timeout=60)
    assert time.monotonic() - sent < 30
    assert run.returncode == 128 + number
    expected = f"malmoi: ended by {number.name}; what is finished stays, and the same command goes on from there"
    assert expected in errors
    assert "Traceback" not in errors
    before = {n: b for n, b in contents(recipe.parent / "out").items() if n != "_corpus.json"}
    done = subprocess.run(command, cwd=recipe.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    after = contents(recipe.parent / "out")
    assert before.items() <= after.items()
    assert any(name.startswith("nap/") for name in after)


def _wait_for(file: Path, run: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while not file.exists():
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.1)


STUCK = """
import ctypes, sys, threading
from pathlib import Path
from pipeline.cli import front

front.GRACE = 1.0

def stuck():
    Path(sys.argv[1]).touch()
    # a lock that is taken twice: in C, without the interpreter's lock, and no signal ends it
    library, lock = ctypes.CDLL(None), ctypes.create_string_buffer(64)
    library.pthread_mutex_lock(lock)
    library.pthread_mutex_lock(lock)

import pipeline.cli.app as app
app.app = lambda **_: stuck()
front._run()
"""


def test_signal_ends_a_process_that_is_stuck_in_a_library(tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", STUCK, str(tmp_path / "begun")], stderr=subprocess.PIPE, text=True
    )
    _wait_for(tmp_path / "begun", run)
    run.send_signal(signal.SIGTERM)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 143
    assert "a library did not return; what is finished stays" in errors
