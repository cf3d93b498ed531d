"""Mark near duplicates: MinHash LSH finds candidates, exact Jaccard similarity decides.

LSH with connected components alone removes wrong documents (half of the removals in one peer's
audit), so a document goes only if it is as similar as the threshold to one that stays.
"""

from functools import partial
from typing import ClassVar, Literal

import numpy as np
import pyarrow as pa
from datasketch import MinHashLSH
from pydantic import BaseModel, ConfigDict, Field

from pipeline.core.corpus import SHARD_BITS, Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.identity import Kernel
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.kernels.minhash import NO_SHINGLE, UNITS
from pipeline.stages.dedup_exact import REMOVAL, as_it_is, mark_removals

EDGE = pa.schema([("a", pa.int64()), ("b", pa.int64())])


class Shingle(BaseModel):
    """How a text is cut for comparison."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    unit: Literal["char", "word"]
    """Characters without white space, or words."""
    width: int = Field(ge=1)
    """Units per shingle."""


class Lsh(BaseModel):
    """The banding in use, worked out from threshold and num_perm unless given outright."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    bands: int = Field(ge=1)
    """Bands per signature."""
    rows: int = Field(ge=1)
    """Signature values per band."""


# A Korean text has about half the characters of the same English one, and its spacing varies between
# copies: short character shingles without spaces. Words carry English well enough, and are fewer.
SHINGLES = {"ko": Shingle(unit="char", width=5), "default": Shingle(unit="word", width=5)}


# What LSH wrongly proposes, verification refuses; what it misses is lost. At threshold 0.8 and 128
# values this gives 14 bands of 9: 87 % of pairs at J = .80 are found, 97.5 % at .85, 99.9 % at .90.
WEIGHTS = (0.1, 0.9)  # of false positives and false negatives


class DedupFuzzy(Stage):
    """Mark near duplicates by MinHash LSH with verification; one document of each cluster survives.

    Survivors are chosen by source priority, then length (longest), then id. A text shorter than one
    shingle is compared whole; a text without letters or signs has no twin.
    """

    act: ClassVar = "mark"

    threshold: float = Field(default=0.8, gt=0, lt=1)
    """Jaccard similarity from which on two documents are copies."""
    num_perm: int = Field(default=128, ge=16, le=1024)
    """Values per signature; more find more and cost more."""
    lsh: Lsh | None = None
    """Bands and rows; default: datasketch's optimal ones for threshold and num_perm, recall first."""
    shingles: dict[str, Shingle] = SHINGLES
    """Shingle by language; `default` for the others."""
    max_compared: int = Field(default=256, ge=1)
    """Survivors of its cluster that a document is compared with, at most: bounds giant clusters."""

    def banding(self) -> Lsh:
        """(bands, rows) in use."""
        if self.lsh:
            return self.lsh
        optimal = MinHashLSH(self.threshold, self.num_perm, weights=WEIGHTS)
        return Lsh(bands=optimal.b, rows=optimal.r)

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        shingles = {"default": SHINGLES["default"], **self.shingles}
        lsh, minhash = self.banding(), job.kernel("minhash")
        sign = partial(sign_documents, shingles=shingles, num_perm=self.num_perm, kernel=minhash)
        signatures = job.map("signatures", sign, corpus, ("text", "lang", "address"))

        bands = partial(band_rows, bands=lsh.bands, rows=lsh.rows)
        components = job.kernel("components")
        edges = partial(spanning_forest, kernel=components)
        forests = job.exchange(
            "forests", edges, signatures, by="band", sort=("address",), emit=bands
        )
        clusters = partial(cluster_shards, num_shards=corpus.num_shards, kernel=components)
        clustered = job.make("clusters", clusters, [forests])

        verify = partial(
            verify_clusters,
            threshold=self.threshold,
            max_compared=self.max_compared,
            shingles=shingles,
            minhash=minhash,
            jaccard=job.kernel("jaccard"),
        )
        removals = job.exchange(
            "removals",
            verify,
            corpus,
            by="cluster",
            sort=("priority", "order", "id"),
            emit=cluster_members,
            columns=("address", "id", "priority", "bytes", "lang", "text"),
            aligned=(clustered,),
        )
        routed = job.exchange("routed", as_it_is, removals, by="address", to_shards_of=corpus)
        mark = partial(mark_removals, reason="near_duplicate", rule="jaccard")
        return job.mark(mark, corpus, ("address",), (routed,), sides=("evidence",))


def cuts(lang: pa.ChunkedArray, shingles: dict[str, Shingle]) -> tuple[np.ndarray, np.ndarray]:
    """(unit, width) int32 of each document by its language."""
    chosen = [shingles.get(name or "", shingles["default"]) for name in lang.to_pylist()]
    units = np.array([UNITS[s.unit] for s in chosen], dtype=np.int32)
    return units, np.array([s.width for s in chosen], dtype=np.int32)


def sign_documents(
    table: pa.Table, shingles: dict[str, Shingle], num_perm: int, kernel: Kernel
) -> pa.Table:
    """(address, signature) of each document; a signature is num_perm uint32, datasketch affine32."""
    units, widths = cuts(table.column("lang"), shingles)
    signatures = kernel.load().sign(table.column("text"), units, widths, num_perm)
    values = pa.FixedSizeListArray.from_arrays(pa.array(signatures.ravel()), num_perm)
    return pa.table({"address": table.column("address"), "signature": values})


def band_rows(table: pa.Table, bands: int, rows: int) -> pa.Table:
    """(band uint64, address) for every band of every signature; none for texts without shingles."""
    if not len(table):
        return pa.table({"band": pa.array([], pa.uint64()), "address": table.column("address")})
    column = table.column("signature").combine_chunks()
    column = pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) else column
    signatures = column.flatten().to_numpy().reshape(len(table), -1)
    address = table.column("address").to_numpy()
    signed = (signatures != NO_SHINGLE).any(axis=1)
    signatures, address = signatures[signed], address[signed]
    keys = np.empty((bands, len(address)), dtype=np.uint64)
    for band in range(bands):
        key = np.full(len(address), band + 1, dtype=np.uint64)
        for value in signatures[:, band * rows : (band + 1) * rows].T:
            key = (key ^ value) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(29)
        keys[band] = key
    return pa.table({"band": keys.ravel(), "address": np.tile(address, bands)})


def spanning_forest(table: pa.Table, kernel: Kernel) -> pa.Table:
    """(a, b) edges that connect the same documents as the bands of one part do, b the least of them."""
    band, address = table.column("band").to_numpy(), table.column("address").to_numpy()
    same = band[1:] == band[:-1]
    nodes, roots = kernel.load().components(address[1:][same], address[:-1][same])
    joined = nodes != roots
    return pa.table({"a": nodes[joined], "b": roots[joined]}, schema=EDGE)


def cluster_shards(forests: Dataset, num_shards: int, kernel: Kernel):
    """(address, cluster) of all clustered documents, one table per document shard."""
    edges = forests.table()
    nodes, roots = kernel.load().components(
        edges.column("a").to_numpy(), edges.column("b").to_numpy()
    )
    ends = np.searchsorted(nodes, np.arange(num_shards + 1, dtype=np.int64) << SHARD_BITS)
    for begin, end in zip(ends, ends[1:], strict=False):
        yield pa.table({"address": nodes[begin:end], "cluster": roots[begin:end]})


def cluster_members(table: pa.Table, clusters: pa.Table) -> pa.Table:
    """The clustered documents of a shard with their cluster; `order` puts the longest first."""
    at = np.searchsorted(table.column("address").to_numpy(), clusters.column("address").to_numpy())
    members = table.take(pa.array(at))
    order = pa.array(-members.column("bytes").to_numpy())
    return (
        members.drop_columns(["bytes"])
        .append_column("order", order)
        .append_column("cluster", clusters["cluster"])
    )


def verify_clusters(
    table: pa.Table,
    threshold: float,
    max_compared: int,
    shingles: dict[str, Shingle],
    minhash: Kernel,
    jaccard: Kernel,
) -> pa.Table:
    """(address, kept_id, measure) of the documents that equal a survivor of their cluster."""
    if not len(table):
        return pa.table(
            {n: pa.array([], REMOVAL.field(n).type) for n in REMOVAL.names}, schema=REMOVAL
        )
    units, widths = cuts(table.column("lang"), shingles)
    offsets, hashes = minhash.load().shingles(table.column("text"), units, widths)
    clusters = table.column("cluster").to_numpy()
    kept, measure = jaccard.load().verify(clusters, offsets, hashes, threshold, max_compared)
    gone = np.flatnonzero(kept >= 0)
    return pa.table(
        {
            "address": table.column("address").take(pa.array(gone)),
            "kept_id": table.column("id").take(pa.array(kept[gone])),
            "measure": pa.array(measure[gone]),
        },
        schema=REMOVAL,
    )
