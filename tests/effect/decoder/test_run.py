"""The decoder, where torch is installed: it learns, goes on where it was killed, and its bits are probabilities."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.effect.decoder import run
from pipeline.effect.decoder.sizes import SIZES, Size
from tests.kernels.test_ngrams import TYPES, documents, flat

TINY = Size(layers=2, width=64, heads=2, context=64, rows=8, rate=3e-3)


def test_sizes_are_those_that_are_promised() -> None:
    assert 4e6 < SIZES["s"].parameters(0) < 6e6
    assert 55e6 < SIZES["m"].parameters(0) < 65e6


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    monkeypatch.setitem(SIZES, "s", TINY)


def bits(home: Path, number: int, seed: int = 1) -> np.ndarray:
    return run.bits("s", seed, flat(documents(1, number)), flat(documents(2, 40)), TYPES, home)


@pytest.mark.usefixtures("tiny")
def test_more_text_is_learnt_from(tmp_path: Path) -> None:
    little, much = bits(tmp_path, 200), bits(tmp_path, 4_000)
    assert much.sum() < 0.95 * little.sum()
    tokens = len(flat(documents(2, 40))[1]) + 40
    assert much.sum() / tokens < np.log2(TYPES)


@pytest.mark.usefixtures("tiny")
def test_interrupted_training_goes_on_to_the_same_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.effect.decoder import training

    monkeypatch.setattr(training, "EVERY", 10)
    whole = bits(tmp_path / "a", 1_500)
    kept, keep = [0], training._keep

    def killed(*arguments: object) -> None:
        keep(*arguments)  # pyright: ignore[reportArgumentType]
        kept[0] += 1
        if kept[0] == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(training, "_keep", killed)
    with pytest.raises(KeyboardInterrupt):
        bits(tmp_path / "b", 1_500)
    monkeypatch.setattr(training, "_keep", keep)
    assert np.abs(bits(tmp_path / "b", 1_500) - whole).max() < 1e-3 * whole.max()
    assert not (tmp_path / "b").exists()
