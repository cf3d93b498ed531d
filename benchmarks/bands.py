"""`python -m benchmarks.bands [MILLIONS]`: exchange and components of the bands of as many documents.

No text: half of the documents are alone, the others in clusters of two to a hundred whose bands chain
them (each shares a third or two thirds of its bands with its neighbours). Prints time and peak memory,
and exits 1 if the clusters are not those that were made, or memory passes 8 GB.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS
from pipeline.core.exchange import Rows
from pipeline.core.job import Job
from pipeline.core.schema import DOCUMENTS, conform
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.progress import TerminalProgress
from pipeline.registry import KERNELS
from pipeline.stages.dedup.clusters import clustered

BANDS = 18
MOST_MB = 8000
MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Shard:
    """A million documents."""

    number: int
    num: int = 1_000_000

    def identity(self) -> dict[str, Any]:
        return {"number": self.number, "num": self.num}


def documents(shard: Shard) -> Iterator[pa.Table]:
    nothing = pa.nulls(shard.num, pa.string())
    yield conform(pa.table({"id": nothing}), DOCUMENTS)


def addresses(shard: Shard) -> Iterator[pa.Table]:
    base = np.int64(shard.number) << SHARD_BITS
    yield pa.table({"address": base + np.arange(shard.num, dtype=np.int64)})


def place(address: np.ndarray, num: int, shards: int) -> np.ndarray:
    """A number of each document that spreads neighbours over all shards, uint64 below num * shards."""
    row, shard = address & ((1 << SHARD_BITS) - 1), address >> SHARD_BITS
    return (row * shards + shard).astype(np.uint64)


def bands(table: pa.Table, num: int, shards: int) -> pa.Table:
    """(band, address): document n of a cluster shares a band with n - 1 in two of three, else its own."""
    address = table.column("address").to_numpy()
    n = place(address, num, shards)
    cluster, nth = first_of(n), n - first_of(n)
    keys = np.empty((BANDS, len(address)), np.uint64)
    for band in range(BANDS):
        link = nth // np.uint64(2) if band % 3 else (nth + np.uint64(1)) // np.uint64(2)
        key = ((cluster << np.uint64(8)) + link) * MIX + np.uint64(band)
        keys[band] = (key ^ (key >> np.uint64(29))) * MIX
    return pa.table({"band": keys.ravel(), "address": np.tile(address, BANDS)})


def first_of(n: np.ndarray) -> np.ndarray:
    """The first number of the cluster of each: of 200 numbers, 100 are alone, the rest 50 + 30 + 18 + 2."""
    base, at = n - n % np.uint64(200), n % np.uint64(200)
    starts = np.array([100, 150, 180, 198], np.uint64)
    which = np.searchsorted(starts, at, side="right")
    return base + np.where(which == 0, at, starts[np.maximum(which - 1, 0)])


def main(millions: int = 100) -> int:
    """Print time and memory; returns the exit code."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        job = Job(Store(folder), "bands", LocalExecutor(2), TerminalProgress(), kernels=KERNELS)
        shards = [Shard(i) for i in range(millions)]
        corpus = Corpus(job.make("documents", documents, shards))
        source = job.make("addresses", addresses, shards)
        emit = partial(bands, num=shards[0].num, shards=millions)
        found = clustered(job, Rows(source, emit=emit), corpus, job.kernel("components"), BANDS)
        wrong = sum(_wrong(found.read(i), shards[0].num, millions) for i in range(millions))
        rows = found.num_rows
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{millions} million documents, {BANDS} bands: {rows:,} clustered, {wrong} wrongly")
    print(f"{seconds:.0f} s, peak {peak:,.0f} MB")
    return int(wrong > 0 or rows != millions * shards[0].num // 2 or peak > MOST_MB)


def _wrong(table: pa.Table, num: int, shards: int) -> int:
    """Documents whose cluster is not named by the least address of those that belong to it."""
    n = place(table.column("address").to_numpy(), num, shards)
    named = place(table.column("cluster").to_numpy(), num, shards)
    return int((first_of(n) != first_of(named)).sum())


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
