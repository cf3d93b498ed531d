"""Which documents, how often: the same choice on every machine, and as few changes as possible."""

import numpy as np
import pyarrow as pa

from pipeline.kernels import hashing


def taken(
    ids: pa.ChunkedArray, epochs: list[np.ndarray], names: list[str], fresh: list[bool], seed: int
) -> list[np.ndarray]:
    """int32 times that each document is taken in each phase, for the `epochs` wanted of it there.

    The fraction is decided by uniform(seed, id), so that a higher weight keeps every earlier choice and other
    documents change nothing. A phase that is `fresh` goes on where the fresh ones before it stopped, document
    by document, so that what they left comes first and repeats come last; another one draws anew.
    """
    common = hashing.uniform(seed, ids, "mix")
    before, made = np.zeros(len(ids)), []
    for wanted, name, goes_on in zip(epochs, names, fresh, strict=True):
        if goes_on:
            times = _whole(before + wanted, common) - _whole(before, common)
            before = before + wanted
        else:
            times = _whole(wanted, hashing.uniform(seed, ids, f"mix {name}"))
        made.append(times.astype(np.int32))
    return made


def _whole(epochs: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """floor(epochs), and one more where `uniform` lies below the rest."""
    whole = np.floor(epochs)
    return whole + (uniform < epochs - whole)
