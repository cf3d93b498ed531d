"""The global shuffle: every document and epoch has a place of its own."""

import numpy as np
import pyarrow as pa

from pipeline.kernels import hashing

VERSION = 3


def places(table: pa.Table, seed: int, phase: str, epochs: str | None) -> pa.Table:
    """(id, ids, epoch, place) for each document and epoch: hash(seed, phase, id, epoch) is its place."""
    times = table.column(epochs).to_numpy() if epochs else np.ones(len(table), np.int32)
    rows = np.repeat(np.arange(len(table)), times)
    ends = np.cumsum(times)
    epoch = (np.arange(len(rows)) - np.repeat(ends - times, times)).astype(np.int32)
    place = hashing.hash64(table.column("id"), hashing.salted(seed, phase))[rows]
    place = (place ^ (epoch.astype(np.uint64) + np.uint64(1))) * np.uint64(0x9E3779B97F4A7C15)
    place ^= place >> np.uint64(32)
    repeated = table.select(["id", "ids"])
    if not np.array_equal(times, np.ones_like(times)):
        repeated = repeated.take(pa.array(rows))
    return repeated.append_column("epoch", pa.array(epoch)).append_column("place", pa.array(place))
