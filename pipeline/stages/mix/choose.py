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
    before, made = np.zeros(len(ids)), []
    for wanted, name, goes_on in zip(epochs, names, fresh, strict=True):
        uniform = uniform_of(ids, name, goes_on, seed)
        if goes_on:
            times = whole(before + wanted, uniform) - whole(before, uniform)
            before = before + wanted
        else:
            times = whole(wanted, uniform)
        made.append(times.astype(np.int32))
    return made


def uniform_of(ids: pa.ChunkedArray, phase: str, fresh: bool, seed: int) -> np.ndarray:
    """The number of each document that decides in a phase: one for all that are `fresh`."""
    return hashing.uniform(seed, ids, "mix" if fresh else f"mix {phase}")


def whole(epochs: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """floor(epochs), and one more where `uniform` lies below the rest."""
    floor = np.floor(epochs)
    return floor + (uniform < epochs - floor)
