"""Candidate clusters: documents that bands connect, as a tree of spanning-forest merges.

Each part of the bands becomes a forest: one edge for each document in it but the least of its
component. Forests are merged FAN_IN at a time until one is left. A unit holds the edges of one
forest at a time, and one number for each document.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.exchange import ByKey, Rows, Sorted, ToShards, Unsorted
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.stages.dedup.removals import unchanged

FAN_IN = 16
# Rows of a shard of the last forest.
ROWS = 1 << 22
FOREST = pa.schema([("address", pa.int64()), ("cluster", pa.int64())])


@dataclass(frozen=True)
class ForestSlice:
    """The shards [first, stop) of a phase of forests."""

    forests: Dataset
    first: int
    stop: int

    def identity(self) -> dict[str, Any]:
        return {**self.forests.identity(), "shards": [self.first, self.stop]}


def clustered(
    job: Job,
    bands: Rows,
    corpus: Corpus,
    kernel: Kernel,
    num_bands: int,
) -> Dataset:
    """(address, cluster) of every document that shares a band with another, shard by shard. The name of a
    cluster is its least address. `bands` are rows of (band, address), `num_bands` for each row of their
    source."""
    assert isinstance(bands.source, Dataset)
    forests = job.exchange(
        "forests",
        bands,
        ByKey("band", parts_for(bands.source, num_bands * bands.source.num_rows)),
        Unsorted(partial(spanning_forest, kernel=kernel)),
    )
    level = 0
    while True:
        level += 1
        num = len(forests.shards)
        slices = [ForestSlice(forests, i, min(i + FAN_IN, num)) for i in range(0, num, FAN_IN)]
        is_last = len(slices) <= 1
        merge = partial(merged, rows=corpus.documents.rows, kernel=kernel, with_roots=is_last)
        forests = job.make(f"forests_{level}", merge, slices)
        if is_last:
            return job.exchange("clusters", Rows(forests), ToShards(corpus), Sorted(unchanged))


def parts_for(source: Dataset, rows: int) -> int:
    """The number of parts of about ROWS rows: FAN_IN or more for several workers, at most one per shard."""
    num = max(source.num_shards, 1)
    return min(num, max(FAN_IN, -(-rows // ROWS)))


def spanning_forest(table: pa.Table, kernel: Kernel) -> pa.Table:
    """The forest of the documents that share a band in one part."""
    band, address = table.column("band").to_numpy(), table.column("address").to_numpy()
    return _forest(*kernel.load().grouped(band, address))


def merged(
    forest_slice: ForestSlice, rows: list[int], kernel: Kernel, with_roots: bool
) -> Iterator[pa.Table]:
    """One FOREST that connects all documents that a forest of the slice connects; `with_roots`: with a row
    for each root as well, in shards of ROWS.

    `rows` are the numbers of documents of the shards. Documents are numbered 0, 1, ..., so that an array of
    parents, 4 bytes a document (8 above 2 ** 31), replaces a sort: 10 s instead of 120.
    """
    starts = np.concatenate([[0], np.cumsum(rows)]).astype(np.int64)
    kind = np.int32 if starts[-1] < 1 << 31 else np.int64
    parent = np.arange(starts[-1], dtype=kind)
    for shard in range(forest_slice.first, forest_slice.stop):
        forest = forest_slice.forests.read(shard)
        edges = (_number(forest.column(n).to_numpy(), starts).astype(kind) for n in FOREST.names)
        parent = kernel.load().unite(parent, *edges)
    joined = parent != np.arange(len(parent), dtype=kind)
    if with_roots:
        joined[parent[joined]] = True
    nodes = np.flatnonzero(joined)
    # One shard for each slice, so that the next level has fewer.
    size = ROWS if with_roots else max(len(nodes), 1)
    for start in range(0, max(len(nodes), 1), size):
        part = nodes[start : start + size]
        columns = {"address": _address(part, starts), "cluster": _address(parent[part], starts)}
        yield pa.table(columns, schema=FOREST)


def _number(address: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return starts[address >> SHARD_BITS] + (address & ((1 << SHARD_BITS) - 1))


def _address(number: np.ndarray, starts: np.ndarray) -> np.ndarray:
    shard = np.searchsorted(starts, number, side="right") - 1
    return (shard << SHARD_BITS) | (number - starts[shard])


def _forest(nodes: np.ndarray, roots: np.ndarray) -> pa.Table:
    joined = nodes != roots
    return pa.table({"address": nodes[joined], "cluster": roots[joined]}, schema=FOREST)
