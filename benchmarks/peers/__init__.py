"""Scripts that run a peer in an interpreter of its own and print one JSON line.

MALMOI_PEERS=/path/to/python[:/another/python...]; a peer runs in the first one that can import it.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
ABSENT = 3  # exit code of a script whose peer is not installed


def run(script: str, *arguments: str) -> dict[str, Any] | None:
    """What benchmarks/peers/<script>.py prints, with the `peak_mb` of its largest process; None where
    no interpreter has the peer."""
    for python in filter(None, os.environ.get("MALMOI_PEERS", "").split(":")):
        found = measured([python, str(FOLDER / f"{script}.py"), *arguments])
        if found["code"] == ABSENT or "ModuleNotFoundError" in found["errors"][-300:]:
            continue
        if found["code"]:
            raise RuntimeError(f"{script}: {found['errors'].strip().splitlines()[-1:]}")
        printed = json.loads(found["output"].strip().splitlines()[-1])
        return {**printed, "peak_mb": found["peak_mb"], "wall": found["wall"]}
    return None


def measured(command: list[str]) -> dict[str, Any]:
    """Exit code, output, errors, wall seconds, and the memory of the largest process of a command."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        around = [sys.executable, str(FOLDER / "measure.py"), str(report), *command]
        done = subprocess.run(around, capture_output=True, text=True, check=False)
        return {
            **json.loads(report.read_text()),
            "output": done.stdout,
            "errors": done.stderr,
        }
