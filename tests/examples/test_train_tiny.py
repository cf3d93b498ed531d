"""The example of a training loop, where torch is installed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "examples" / "train_tiny.py"


def losses(*arguments: object) -> list[float]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [float(x) for x in re.findall(r"loss ([\d.]+)", done.stdout)]


def test_it_learns_and_goes_on_where_it_stopped(finished: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    shards, saved = finished / "pack/train", tmp_path / "c.pt"
    straight = losses(shards, "--steps", 50)
    losses(shards, "--steps", 40, "--checkpoint", saved)
    resumed = losses(shards, "--steps", 10, "--resume", saved)
    assert straight[-1] < straight[0] - 1
    assert resumed[-1] == straight[-1]
