"""A disk that is full: half a file is never taken for a whole one, and the run goes on once there is space.

The limit on the size of a file stands for the disk: writes beyond it fail with an error of their own number.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from classifiers.estimators import fasttext
from classifiers.estimators.fasttext import FastText
from classifiers.model import load
from malmoi.testing import contents
from pipeline import recipe as recipes
from pipeline.core.dataset import Dataset, Folder
from pipeline.core.errors import DamagedOutput
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.fold import run

REPOSITORY = Path(__file__).parents[2]


def limited(most: int) -> None:
    """No file of this process and its children grows beyond `most` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def malmoi(*arguments: str, most: int | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli.front import main; main()", *arguments]
    return subprocess.run(
        command,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        preexec_fn=(lambda: limited(most)) if most else None,
        capture_output=True,
        text=True,
        check=False,
    )


def test_46_full_disk_is_named_with_the_mend_and_the_same_command_goes_on(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    command = ("run", str(sources / "recipe.yaml"), "--root", str(root), "--executor", "local")
    full = malmoi(*command, most=20_000)
    assert full.returncode == 1
    assert (
        "cannot be written: File too large. What is finished stays: free some space" in full.stderr
    )
    assert str(root) in full.stderr
    assert "Traceback" not in full.stderr
    assert malmoi(*command).returncode == 0
    assert contents(root) == contents(finished)


def test_46_model_that_fasttext_saved_by_half_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """fastText itself writes what fits and returns."""
    whole, half = tmp_path / "whole", tmp_path / "half"
    for folder in (whole, half):
        folder.mkdir()
    texts = ["비가 온다 " * 3, "눈이 온다 " * 3] * 20
    labels = np.array([0, 1] * 20)
    estimator = FastText(buckets=2000, dim=16)
    estimator.train(texts, labels, 2, whole, 1)
    size = (whole / fasttext.FILE).stat().st_size
    started = subprocess.run

    def on_a_full_disk(*arguments, **options):
        return started(*arguments, **options, preexec_fn=lambda: limited(size // 2))

    monkeypatch.setattr(subprocess, "run", on_a_full_disk)
    with pytest.raises(OSError, match="fastText could not save its model"):
        estimator.train(texts, labels, 2, half, 1)


@pytest.mark.parametrize("change", ["cut", "flip", "remove"])
def test_58_model_that_is_not_as_it_was_trained_is_refused(
    finished: Path, tmp_path: Path, change: str
) -> None:
    folder = Path(shutil.copytree(finished / "quality" / "model", tmp_path / "model"))
    inner = next(p.parent for p in sorted(folder.rglob("model.json")))
    load(inner)
    weights = max((p for p in inner.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    damage(weights, change)
    with pytest.raises(ValueError, match="it is not the file that training wrote"):
        load(inner)


@pytest.mark.parametrize("change", ["cut", "flip", "remove"])
def test_48_model_of_a_root_is_compared_with_its_commit_and_made_again(
    sources: Path, finished: Path, tmp_path: Path, change: str
) -> None:
    root = Path(shutil.copytree(finished, tmp_path / "root"))
    (weights,) = (root / "tokenizer" / "model").rglob("tokenizer.json")
    damage(weights, change)
    with pytest.raises(DamagedOutput, match=r"tokenizer/model/tokenizer\.json"):
        Folder(Store(str(root)), "tokenizer/model").local()
    shutil.rmtree(root / "pack")
    run(recipes.read(sources / "recipe.yaml", str(root)), executor=LocalExecutor())
    assert contents(root) == contents(finished)
    assert Dataset(Store(str(root)), "pack/train").num_rows


def damage(file: Path, change: str) -> None:
    data = bytearray(file.read_bytes())
    if change == "remove":
        file.unlink()
        return
    if change == "flip":
        data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data[: len(data) // 2] if change == "cut" else data))


def test_raw_text_lies_where_its_owner_alone_can_enter(finished: Path) -> None:
    assert (finished / "ingest").stat().st_mode & 0o777 == 0o700
    assert (finished / "scrub").stat().st_mode & 0o055 == 0o055
