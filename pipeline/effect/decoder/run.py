"""Train a decoder on the documents of an arm and score the held-out ones."""

import shutil
from pathlib import Path

import numpy as np

from pipeline.core.errors import JobError
from pipeline.effect.decoder.sizes import SIZES, Name


def bits(
    size: Name,
    seed: int,
    documents: tuple[np.ndarray, np.ndarray],
    held: tuple[np.ndarray, np.ndarray],
    vocabulary: int,
    home: Path,
) -> np.ndarray:
    """float64 [n], bits of each held-out document. Checkpoints lie in `home` until the bits are known.

    Raises JobError if torch is not installed."""
    try:
        from pipeline.effect.decoder.scoring import scored
        from pipeline.effect.decoder.training import trained
    except ImportError as error:
        raise JobError(f"tier decoder: {error}; pip install 'malmoi[effect]'") from error
    model = trained(SIZES[size], seed, *documents, vocabulary, home)
    found = scored(model, SIZES[size], *held, vocabulary)
    shutil.rmtree(home, ignore_errors=True)
    return found
