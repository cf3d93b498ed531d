"""Verification: a document is removed only if its exact similarity to a survivor reaches the threshold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.exchange import ByKey, Chunked, Rows
from pipeline.core.job import Job
from pipeline.kernels.hashing import hash64
from pipeline.stages.dedup.comparison import Comparison
from pipeline.stages.dedup.removals import REMOVAL
from pipeline.stages.dedup.survivors import Keep, columns, members, order

COMPARED = ("address", "id", "source", "lang", "text")


def verified(
    job: Job,
    corpus: Corpus,
    clusters: Dataset,
    clean: Sequence[Dataset],
    comparison: Comparison,
    keep: Sequence[Keep],
    max_compared: int,
) -> Dataset:
    """REMOVAL rows of all clusters. `clean` is what `judged` gives for them."""
    return job.exchange(
        "removals",
        Rows(
            corpus,
            tuple(dict.fromkeys((*COMPARED, *columns(keep)))),
            partial(members, keep=keep, columns=COMPARED),
            (clusters, *clean),
        ),
        ByKey("cluster"),
        Chunked(
            partial(verify_clusters, comparison=comparison, max_compared=max_compared),
            order=order(keep),
        ),
    )


def verify_clusters(
    chunks: Iterator[pa.Table],
    comparison: Comparison,
    max_compared: int,
) -> pa.Table:
    """REMOVAL rows of the documents that are copies of a survivor of their cluster.

    Chunks are sorted by cluster and then by rank, the best first. The last `max_compared` survivors of the
    last cluster of a chunk are carried into the next chunk.
    """
    removed = [REMOVAL.empty_table()]
    carried = ClusterTail()
    for table in chunks:
        offsets, hashes = comparison.shingles_of(table)
        clusters = table.column("cluster").to_numpy()
        chunk = ClusterTail(
            clusters,
            table.column("address").to_numpy(),
            table.column("id").to_pylist(),
            _codes(table.column("source")),
            offsets,
            hashes,
        )
        both = carried.followed_by(chunk)
        kept, measured = comparison.jaccard.load().verify(
            both.clusters,
            both.sources,
            both.offsets,
            both.hashes,
            carried.num,
            comparison.threshold,
            max_compared,
            comparison.measure == "containment",
            comparison.cross_source,
        )
        copies = np.flatnonzero(kept >= 0)
        removed.append(
            pa.table(
                {
                    "address": both.address[copies],
                    "kept": both.address[kept[copies]],
                    "kept_id": [both.id[i] for i in kept[copies]],
                    "measure": measured[copies],
                    "rule": [comparison.measure] * len(copies),
                },
                schema=REMOVAL,
            )
        )
        carried = both.tail(kept, max_compared)
    return pa.concat_tables(removed)


def _codes(source: pa.ChunkedArray) -> np.ndarray:
    """The hash of each source as int64: the same in every chunk."""
    return hash64(source).view(np.int64)


@dataclass(frozen=True)
class ClusterTail:
    """Documents by cluster: text i has the shingles hashes[offsets[i]:offsets[i + 1]]."""

    clusters: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    address: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    id: list[str] = field(default_factory=list)
    sources: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    offsets: np.ndarray = field(default_factory=lambda: np.zeros(1, np.int64))
    hashes: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint64))

    @property
    def num(self) -> int:
        """The number of documents."""
        return len(self.clusters)

    def followed_by(self, other: "ClusterTail") -> "ClusterTail":
        """The documents of both, these first."""
        if not self.num:
            return other
        return ClusterTail(
            np.concatenate([self.clusters, other.clusters]),
            np.concatenate([self.address, other.address]),
            self.id + other.id,
            np.concatenate([self.sources, other.sources]),
            np.concatenate([self.offsets[:-1], other.offsets + self.offsets[-1]]),
            np.concatenate([self.hashes, other.hashes]),
        )

    def tail(self, kept: np.ndarray, most: int) -> "ClusterTail":
        """The last `most` survivors of the last cluster; kept[i] is negative for a survivor."""
        if not self.num:
            return self
        rows = np.flatnonzero((self.clusters == self.clusters[-1]) & (kept < 0))[-most:]
        ends = self.offsets[1:][rows]
        starts = self.offsets[:-1][rows]
        return ClusterTail(
            self.clusters[rows],
            self.address[rows],
            [self.id[i] for i in rows],
            self.sources[rows],
            np.concatenate([[0], np.cumsum(ends - starts)]),
            np.concatenate(
                [np.zeros(0, np.uint64)]
                + [self.hashes[a:b] for a, b in zip(starts, ends, strict=True)]
            ),
        )
