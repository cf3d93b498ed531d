"""The global shuffle: the place of every document and epoch is a hash.

The epoch is mixed in by the finalizer of SplitMix64 (Steele, Lea, Flood 2014): a sum or an exclusive or alone
would make every epoch a shifted copy of the first, in which the same documents meet again.
"""

import numpy as np
import pyarrow as pa

from pipeline.kernels import hashing

_GAMMA = np.uint64(0x9E3779B97F4A7C15)


def _mixed(values: np.ndarray) -> np.ndarray:
    """The finalizer of SplitMix64, uint64: each bit of a value changes half of the result's."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def places(table: pa.Table, times: np.ndarray, seed: int, phase: str) -> pa.Table:
    """Row i `times[i]` times, with `epoch` int32, from 0, and `place` uint64: hash(seed, phase, id,
    epoch)."""
    rows = np.repeat(np.arange(len(table)), times)
    ends = np.cumsum(times)
    epoch = (np.arange(len(rows)) - np.repeat(ends - times, times)).astype(np.int32)
    place = hashing.hash64(table.column("id"), hashing.salted(seed, phase))[rows]
    place = _mixed(place + (epoch.astype(np.uint64) + np.uint64(1)) * _GAMMA)
    if np.any(times != 1):
        table = table.take(pa.array(rows))
    return table.append_column("epoch", pa.array(epoch)).append_column("place", pa.array(place))
