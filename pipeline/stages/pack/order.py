"""The global shuffle: the place of every document and epoch is a hash."""

import numpy as np
import pyarrow as pa

from pipeline.kernels import hashing


def places(table: pa.Table, times: np.ndarray, seed: int, phase: str) -> pa.Table:
    """Row i `times[i]` times, with `epoch` int32, from 0, and `place` uint64: hash(seed, phase, id,
    epoch)."""
    rows = np.repeat(np.arange(len(table)), times)
    ends = np.cumsum(times)
    epoch = (np.arange(len(rows)) - np.repeat(ends - times, times)).astype(np.int32)
    place = hashing.hash64(table.column("id"), hashing.salted(seed, phase))[rows]
    place = (place ^ (epoch.astype(np.uint64) + np.uint64(1))) * np.uint64(0x9E3779B97F4A7C15)
    place ^= place >> np.uint64(32)
    if len(rows) != len(table) or np.any(times != 1):
        table = table.take(pa.array(rows))
    return table.append_column("epoch", pa.array(epoch)).append_column("place", pa.array(place))
