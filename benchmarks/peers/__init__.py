"""Scripts that run a peer in an interpreter of its own and print one JSON line.

A script runs in the first interpreter that can import its peer: those of MALMOI_PEERS
(`/path/to/python[:/another/python...]`), then those that `python -m benchmarks.peers install` made.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers.install import python_of
from benchmarks.peers.pins import PEERS
from benchmarks.process import last_line, measured

FOLDER = Path(__file__).parent
# Exit code of a script whose peer is not installed.
ABSENT = 3


def interpreters() -> Iterator[str]:
    """The interpreters that may have a peer."""
    yield from filter(None, os.environ.get("MALMOI_PEERS", "").split(":"))
    yield from (str(python_of(p.name)) for p in PEERS if python_of(p.name).exists())


def run(script: str, *arguments: str) -> dict[str, Any] | None:
    """What benchmarks/peers/<script>.py prints, with `wall` seconds and `peak_mb` of all its processes; None
    if no interpreter has the peer. Raises RuntimeError if the script fails."""
    for python in interpreters():
        done = measured([python, str(FOLDER / f"{script}.py"), *arguments])
        if done.code == ABSENT or "ModuleNotFoundError" in done.errors[-300:]:
            continue
        if done.code:
            raise RuntimeError(f"{script}: {last_line(done.errors)}")
        printed = json.loads(done.output.strip().splitlines()[-1])
        return {**printed, "wall": done.usage.wall, "peak_mb": done.usage.peak / 1e6}
    return None
