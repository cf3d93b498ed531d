"""What a command takes as a whole process: wall, CPU, memory and bytes, its children included."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WATCH = Path(__file__).with_name("watch.py")


@dataclass(frozen=True)
class Usage:
    """The resources of a process and of all processes below it."""

    # Seconds until the process ends, and CPU seconds of all.
    wall: float
    cpu: float
    # Bytes of memory at most: the sum of PSS.
    peak: int
    # Bytes that calls of read and write moved. Files that are mapped into memory do not count.
    read: int
    written: int
    # Cores that other processes of the machine kept busy meanwhile.
    others: float


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    usage: Usage
    output: str
    errors: str


def measured(
    command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Done:
    """Run a command to its end; `environment` is added to that of this process."""
    with tempfile.TemporaryDirectory(prefix="malmoi-") as name:
        report = Path(name) / "report"
        done = subprocess.run(
            [sys.executable, str(WATCH), str(report), *command],
            capture_output=True,
            text=True,
            env={**os.environ, **(environment or {})},
            cwd=folder,
            check=False,
        )
        if not report.exists():
            raise RuntimeError(f"{command[0]} cannot be watched: {last_line(done.stderr)}")
        found = json.loads(report.read_text())
        return Done(found.pop("code"), Usage(**found), done.stdout, done.stderr)


def last_line(text: str) -> str:
    """The last line that is not blank, or `no message`."""
    return next((x.strip() for x in reversed(text.splitlines()) if x.strip()), "no message")
