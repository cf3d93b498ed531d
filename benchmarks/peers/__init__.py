"""Scripts that run a peer in its own interpreter (MALMOI_PEERS=/path/to/python) and print one JSON line."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def run(script: str, *arguments: str) -> dict[str, Any] | None:
    """What benchmarks/peers/<script>.py prints; None where no interpreter with peers is named."""
    python = os.environ.get("MALMOI_PEERS")
    if not python:
        return None
    command = [python, str(FOLDER / f"{script}.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script}: {done.stderr.strip().splitlines()[-1:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])
