"""The choice of documents and their epochs: equal on every machine, with few changes when weights change."""

import numpy as np
import pyarrow as pa

from pipeline.kernels import hashing


def taken(
    ids: pa.ChunkedArray, epochs: list[np.ndarray], names: list[str], fresh: list[bool], seed: int
) -> list[np.ndarray]:
    """int32 [n] for each phase: the times that each document is taken, given its wanted `epochs` [n].

    uniform(seed, id) decides on the fraction, so that a higher weight keeps every earlier choice and other
    documents change nothing. A `fresh` phase continues where the earlier fresh phases stopped, document by
    document: unused documents come first and repeats last. Another phase draws independently.
    """
    before, by_phase = np.zeros(len(ids)), []
    for wanted, name, is_fresh in zip(epochs, names, fresh, strict=True):
        uniform = uniform_of(ids, name, is_fresh, seed)
        if is_fresh:
            times = whole(before + wanted, uniform) - whole(before, uniform)
            before = before + wanted
        else:
            times = whole(wanted, uniform)
        by_phase.append(times.astype(np.int32))
    return by_phase


def uniform_of(ids: pa.ChunkedArray, phase: str, fresh: bool, seed: int) -> np.ndarray:
    """float64 [n] in [0, 1): the number that decides on each document in a phase; `fresh` phases share it."""
    return hashing.uniform(seed, ids, "mix" if fresh else f"mix {phase}")


def whole(epochs: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    """floor(epochs), plus one if `uniform` is below the fraction."""
    floor = np.floor(epochs)
    return floor + (uniform < epochs - floor)
