"""Locality-sensitive hashing: signatures in bands, and the probability that a pair shares a band."""

import numpy as np
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field

from pipeline.core.kernel import Kernel
from pipeline.stages.dedup.shingling import Shingle, units_and_widths

# Weights of false positives and false negatives. Verification rejects false positives; false negatives are
# lost. At threshold 0.8 and 128 values this gives 18 bands of 7: 98.6 % of pairs at J = .80 share a band,
# 99.9 % at .85, 13 % at .50.
WEIGHTS = (0.01, 0.99)


class Lsh(BaseModel):
    """A banding: by default the optimal one for threshold and num_perm."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bands: int = Field(ge=1)
    """Bands per signature."""
    rows: int = Field(ge=1)
    """Signature values per band."""

    def meets(self, similarity: float) -> float:
        """Probability that two documents of this Jaccard similarity share a band: 1 - (1 - s^r)^b."""
        return 1 - (1 - similarity**self.rows) ** self.bands


def optimal(threshold: float, num_perm: int) -> Lsh:
    """datasketch's optimal banding for a threshold: the least weighted area of errors.

    Of all bands x rows <= num_perm, the first in the order of bands. datasketch itself integrates with
    SciPy, whose import alone takes 0.4 s and 40 MB.
    """
    below, above = _nodes(0, threshold), _nodes(threshold, 1)
    best, least_error = Lsh(bands=1, rows=1), np.inf
    for bands in range(1, num_perm + 1):
        rows = np.arange(1, num_perm // bands + 1)[:, None]
        wrong = [((1 - s**rows) ** bands) @ weights for s, weights in (below, above)]
        error = WEIGHTS[0] * (threshold - wrong[0]) + WEIGHTS[1] * wrong[1]
        at = int(error.argmin())
        if error[at] < least_error:
            best, least_error = Lsh(bands=bands, rows=at + 1), error[at]
    return best


def _nodes(start: float, stop: float) -> tuple[np.ndarray, np.ndarray]:
    """(nodes, weights) float64 of an integral: Gauss-Legendre of 8 nodes in each of 128 panels."""
    nodes, weights = np.polynomial.legendre.leggauss(8)
    edges = np.linspace(start, stop, 129)
    middle, half = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
    return (middle[:, None] + half[:, None] * nodes).ravel(), np.outer(half, weights).ravel()


def sign_documents(
    table: pa.Table, shingles: dict[str, Shingle], num_perm: int, kernel: Kernel
) -> pa.Table:
    """(row, signature) of each document; a signature is the bytes of num_perm uint32, datasketch affine32.

    Parquet stores levels beside each value of a list: 937,000 signatures as lists took 2.9 s to write, 2.3 to
    read and four times their size in memory, as bytes .2, .2 and twice."""
    units, widths = units_and_widths(table.column("lang"), shingles)
    signatures = kernel.load().sign(table.column("text"), units, widths, num_perm)
    data = pa.py_buffer(np.ascontiguousarray(signatures, "<u4"))
    kind = pa.binary(4 * num_perm)
    values = pa.FixedSizeBinaryArray.from_buffers(kind, len(table), [None, data])
    return pa.table({"row": table.column("row"), "signature": values})


def band_rows(
    table: pa.Table, in_index: pa.Table | None = None, *, bands: int, rows: int, kernel: Kernel
) -> pa.Table:
    """(band uint64, address) for every band of every signature, without texts that have no shingles and
    without documents that have a REMOVAL row `in_index`."""
    if in_index is not None and len(in_index):
        removed = in_index.column("address").to_numpy()
        is_removed = np.isin(table.column("address").to_numpy(), removed)
        table = table.filter(pa.array(~is_removed))
    keys, signed = kernel.load().bands(signatures_of(table), bands, rows)
    address = table.column("address").to_numpy()[signed]
    return pa.table({"band": keys.ravel(), "address": np.tile(address, bands)})


def signatures_of(table: pa.Table) -> np.ndarray:
    """uint32 [n, num_perm] of a column of signatures; of one chunk, as shards have, without a copy: 500,000
    short documents have 256 MB of signatures."""
    column = table.column("signature")
    width = column.type.byte_width // 4
    parts = [_values(c, width) for c in column.chunks]
    return parts[0] if len(parts) == 1 else np.concatenate([np.empty((0, width), "<u4"), *parts])


def _values(chunk: pa.FixedSizeBinaryArray, width: int) -> np.ndarray:
    values = np.frombuffer(chunk.buffers()[1] or b"", "<u4")
    return values[chunk.offset * width : (chunk.offset + len(chunk)) * width].reshape(-1, width)
