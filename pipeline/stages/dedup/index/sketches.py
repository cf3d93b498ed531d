"""Sketches: the shingles of a text, each as the upper half of its hash, as an index stores them."""

import numpy as np
import pyarrow as pa

from pipeline.stages.dedup.comparison import Comparison


def sketch_rows(table: pa.Table, comparison: Comparison) -> pa.Table:
    """(address, id, source, hashes) of the documents of a shard; hashes is a list of uint32."""
    ends, hashes = sketches_of(table, comparison)
    column = pa.LargeListArray.from_arrays(pa.array(ends), pa.array(hashes))
    return table.select(["address", "id", "source"]).append_column("hashes", column)


def sketches_of(table: pa.Table, comparison: Comparison) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], sorted distinct uint32): the upper halves of each text's shingle hashes."""
    ends, hashes = comparison.shingles_of(table)
    upper = (hashes >> np.uint64(32)).astype(np.uint32)
    first = np.ones(len(upper), bool)
    first[1:] = upper[1:] != upper[:-1]
    first[ends[:-1][np.diff(ends) > 0]] = True  # the first of a text is never a repeat
    return np.concatenate([[0], np.cumsum(first)])[ends], upper[first]
