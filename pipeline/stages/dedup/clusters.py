"""Candidate clusters: documents that bands connect, as a tree of spanning-forest merges.

A part of the bands becomes a forest: one edge for each document in it but the least of its
component. Forests are merged FAN_IN at a time, one after the other, until one is left; no unit
ever holds more than one forest's edges and a number for each document.
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
ROWS = 1 << 22  # of a shard of the last forest
FOREST = pa.schema([("address", pa.int64()), ("cluster", pa.int64())])


@dataclass(frozen=True)
class Grove:
    """Some of the forests of a phase."""

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
    """(address, cluster) of every document that shares a band with another, shard by shard; a
    cluster is named by its least address. `bands` are rows of (band, address), `num_bands` for each
    row of their source."""
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
        groves = [Grove(forests, i, min(i + FAN_IN, num)) for i in range(0, num, FAN_IN)]
        merge = partial(merged, rows=corpus.documents.rows, kernel=kernel, whole=len(groves) <= 1)
        forests = job.make(f"forests_{level}", merge, groves)
        if len(groves) <= 1:
            return job.exchange("clusters", Rows(forests), ToShards(corpus), Sorted(unchanged))


def parts_for(source: Dataset, rows: int) -> int:
    """Parts of about ROWS rows, as many as it has shards at most; enough of them for several workers."""
    num = max(source.num_shards, 1)
    return min(num, max(FAN_IN, -(-rows // ROWS)))


def spanning_forest(table: pa.Table, kernel: Kernel) -> pa.Table:
    """The forest of the documents that share a band in one part."""
    band, address = table.column("band").to_numpy(), table.column("address").to_numpy()
    return _forest(*kernel.load().grouped(band, address))


def merged(grove: Grove, rows: list[int], kernel: Kernel, whole: bool) -> Iterator[pa.Table]:
    """The forest that connects what any of the grove connects; `whole`: roots too, in shards of ROWS.

    `rows` are the documents of each shard: here they have numbers 0, 1, ..., and one array of
    parents, 4 bytes a document (8 above 2 ** 31), does without sorting: 10 s where it took 120.
    """
    starts = np.concatenate([[0], np.cumsum(rows)]).astype(np.int64)
    kind = np.int32 if starts[-1] < 1 << 31 else np.int64
    parent = np.arange(starts[-1], dtype=kind)
    for shard in range(grove.first, grove.stop):
        forest = grove.forests.read(shard)
        edges = (_number(forest.column(n).to_numpy(), starts).astype(kind) for n in FOREST.names)
        parent = kernel.load().unite(parent, *edges)
    joined = parent != np.arange(len(parent), dtype=kind)
    if whole:
        joined[parent[joined]] = True  # the roots of others
    nodes = np.flatnonzero(joined)
    # one shard of each grove, so that the next level has fewer
    size = ROWS if whole else max(len(nodes), 1)
    for start in range(0, max(len(nodes), 1), size):
        own = nodes[start : start + size]
        columns = {"address": _address(own, starts), "cluster": _address(parent[own], starts)}
        yield pa.table(columns, schema=FOREST)


def _number(address: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return starts[address >> SHARD_BITS] + (address & ((1 << SHARD_BITS) - 1))


def _address(number: np.ndarray, starts: np.ndarray) -> np.ndarray:
    shard = np.searchsorted(starts, number, side="right") - 1
    return (shard << SHARD_BITS) | (number - starts[shard])


def _forest(nodes: np.ndarray, roots: np.ndarray) -> pa.Table:
    joined = nodes != roots
    return pa.table({"address": nodes[joined], "cluster": roots[joined]}, schema=FOREST)
