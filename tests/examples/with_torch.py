"""The training loop learns, and goes on where it stopped. Needs torch, which brings gigabytes and so stands
outside the locks: `pip install torch`, then `python -m pytest tests/examples/with_torch.py`. The name keeps
it out of `make test`; continuous integration runs it once a week."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
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
    shards, saved = finished / "pack/train", tmp_path / "c.pt"
    vocabulary = json.loads((shards / "_phase.json").read_text())["arguments"]["vocab_size"]
    straight = losses(shards, "--steps", 50)
    losses(shards, "--steps", 40, "--checkpoint", saved)
    resumed = losses(shards, "--steps", 10, "--resume", saved)
    # an untrained model knows nothing: the logarithm of the vocabulary. One batch is noisy, three less so
    assert straight[0] == pytest.approx(np.log(vocabulary), abs=0.3)
    assert np.mean(straight[-3:]) < straight[0] - 0.4
    assert resumed[-1] == straight[-1]
