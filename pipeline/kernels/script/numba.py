"""One pass over the bytes; a table answers for the first 64 Ki code points."""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels import script as s
from pipeline.kernels.buffers import utf8
from pipeline.kernels.script.reference import classify
from pipeline.kernels.utf8 import code_point, width_at

_TABLE = np.array([classify(c) for c in range(0x10000)], dtype=np.uint8)


@njit(cache=True)
def _count(offsets, data, table, counts):
    for t in range(len(offsets) - 1):
        i, end = offsets[t], offsets[t + 1]
        row = counts[t]
        while i < end:
            width = width_at(data[i])
            if width < 4:
                row[table[code_point(data, i, width)]] += 1
            else:
                c = code_point(data, i, width)
                row[s.HAN if 0x20000 <= c <= 0x3FFFF else s.MARK] += 1
            row[s.CHARS] += 1
            i += width


def count(texts: pa.ChunkedArray | pa.Array) -> np.ndarray:
    """int32 [n, NUM]: characters of each text by script; CHARS is their total."""
    offsets, data = utf8(texts)
    counts = np.zeros((len(offsets) - 1, s.NUM), dtype=np.int32)
    _count(offsets, data, _TABLE, counts)
    return counts
