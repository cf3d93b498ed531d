"""Train a decoder on the documents of an arm, from the start or from a base, and score the held-out ones."""

import shutil
from pathlib import Path

import numpy as np

from pipeline.core.errors import JobError
from pipeline.effect.decoder.sizes import SIZES, Name

_BASE = "base.pt"


def bits(
    size: Name,
    seed: int,
    documents: tuple[np.ndarray, np.ndarray],
    held: tuple[np.ndarray, np.ndarray, np.ndarray],
    vocabulary: int,
    home: Path,
    start: Path | None = None,
) -> np.ndarray:
    """float64 [n], bits of each held-out document: (offsets, ids, counted) of `held`. Checkpoints lie in
    `home` until the bits are known. `start` is a folder of `base`, whose model goes on with the documents.

    Raises JobError if torch is not installed."""
    try:
        from pipeline.effect.decoder.scoring import scored
        from pipeline.effect.decoder.training import falling, rise_and_fall, trained
    except ImportError as error:
        raise _missing(error) from error
    schedule = rise_and_fall if start is None else falling
    state = None if start is None else start / _BASE
    model = trained(SIZES[size], seed, *documents, vocabulary, home, schedule, state)
    found = scored(model, SIZES[size], *held, vocabulary)
    shutil.rmtree(home, ignore_errors=True)
    return found


def base(
    size: Name,
    seed: int,
    documents: tuple[np.ndarray, np.ndarray],
    vocabulary: int,
    home: Path,
    folder: Path,
) -> None:
    """Train a model whose rate never falls, and leave it in `folder` for others to go on with.

    Raises JobError if torch is not installed."""
    try:
        from pipeline.effect.decoder.training import CHECKPOINT, rising, trained
    except ImportError as error:
        raise _missing(error) from error
    trained(SIZES[size], seed, *documents, vocabulary, home, rising)
    shutil.copyfile(home / CHECKPOINT, folder / _BASE)
    shutil.rmtree(home, ignore_errors=True)


def _missing(error: ImportError) -> JobError:
    return JobError(f"tier decoder: {error}; pip install 'malmoi[effect]'")
