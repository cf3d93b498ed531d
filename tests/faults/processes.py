"""`malmoi run` as a process of its own, a stage in which it can be held, and the processes below it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 120  # seconds that a test waits for a process before it fails

# The unit that comes first says which process it runs in, and is slow; all others and its retry pass.
GATE = """
import os
import time
import uuid
from pathlib import Path

import pyarrow as pa

from malmoi import Stage


class Gate(Stage):
    act = "mark"

    def run(self, corpus, job):
        return job.mark(gate, corpus, ["id"])


def gate(table):
    if "GATE" in os.environ:
        folder = Path(os.environ["GATE"])
        try:
            with (folder / "first").open("x") as file:
                file.write(f"{os.getpid()} {os.getppid()}\\n")
            time.sleep(float(os.environ["GATE_SECONDS"]))
            (folder / "last").touch()
        except FileExistsError:
            name = "after" if (folder / "last").exists() else "meanwhile"
            (folder / f"{name}-{uuid.uuid4().hex}").touch()
    return pa.table({"drop_reason": pa.nulls(len(table), pa.string())})
"""
RECIPE = """
root: unused
use: own_gate
stages:
  ingest: {shard_bytes: 600, sources: [{name: a, path: a.jsonl}]}
  scrub: {}
  gate: {}
"""


def gated(folder: Path) -> Path:
    """A recipe of some fifteen shards whose last stage is the gate."""
    rows = ({"text": f"{i}번째 글이다. 비가 내리는 밤이었다."} for i in range(180))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "a.jsonl").write_text(text, encoding="utf-8")
    (folder / "own_gate.py").write_text(GATE)
    (folder / "r.yaml").write_text(RECIPE)
    return folder / "r.yaml"


def started(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    """`malmoi` with these arguments, in addition to this environment with `environment`."""
    return subprocess.Popen(
        [sys.executable, "-c", "from pipeline.cli.front import main; main()", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `malmoi` with these arguments has ended with."""
    process = started(*arguments, **environment)
    output, errors = process.communicate(timeout=600)
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def wait_for(
    condition: Callable[[], object],
    process: subprocess.Popen[str] | None = None,
    every: float = 0.05,
) -> None:
    """Return once the condition holds. Fails if the process ends before, or after PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert process is None or process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(every)


def first_of(folder: Path) -> list[int]:
    """[process, its parent] of the unit that waits in the gate; [] before."""
    file = folder / "first"
    words = file.read_text().split() if file.exists() else []
    return [int(word) for word in words] if len(words) == 2 else []


def below(process: int) -> Iterator[tuple[int, str]]:
    """(number, command) of all processes that a process has started, and those that these have."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    children: dict[int, list[tuple[int, str]]] = {}
    for line in listed.stdout.splitlines():
        number, parent, command = line.split(None, 2)
        children.setdefault(int(parent), []).append((int(number), command))
    waiting = [process]
    while waiting:
        for number, command in children.get(waiting.pop(), []):
            waiting.append(number)
            yield number, command
