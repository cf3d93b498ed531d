"""Find new documents in an index: texts equal to an earlier one, and near copies of kept documents."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.exchange import ByKey, Chunked, Rows, Sorted, ToShards
from pipeline.core.job import Job
from pipeline.stages.dedup.comparison import Comparison
from pipeline.stages.dedup.index.sketches import sketches_of
from pipeline.stages.dedup.index.storage import Index, IndexPhase, IndexSketches
from pipeline.stages.dedup.removals import REMOVAL

# A new document and an old one that share a band; `old` is an address in IndexSketches.
CANDIDATE = pa.schema([("address", pa.int64()), ("old", pa.int64())])


def find_copies(
    index: Index | None,
    job: Job,
    corpus: Corpus,
    signatures: Dataset,
    bands: Any,
    comparison: Comparison,
    max_compared: int,
) -> tuple[Dataset, ...]:
    """One dataset of REMOVAL rows of the documents with a copy in the index, shard by shard; () if there is
    no index or if it is empty.

    `bands` makes the (band, address) rows of signatures; a document is compared with at most `max_compared`
    old ones for each of its bands."""
    if index is None or not index.generations:
        return ()
    sketches = IndexSketches(index)
    equal_texts = job.exchange(
        "index_exact",
        Rows(corpus, ("text_hash", "address")),
        ByKey("text_hash", index.parts),
        Sorted(equal_to_old, beside=(IndexPhase(index, "exact"),)),
    )
    pairs = job.exchange(
        "index_candidates",
        Rows(signatures, ("address", "signature"), bands),
        ByKey("band", index.parts),
        Sorted(
            partial(pairs_by_band, most=max_compared),
            beside=(IndexPhase(index, "bands", sketches.starts()),),
        ),
    )
    candidates = job.exchange("candidates", Rows(pairs), ToShards(corpus), Sorted(distinct))
    matches = job.exchange(
        "matches",
        Rows(corpus, ("address", "source", "lang", "text"), by_old_shard, (candidates,)),
        ToShards(sketches, "old"),
        Chunked(partial(compared, comparison=comparison), order=("address",), beside=(sketches,)),
    )
    exact = job.exchange("known_texts", Rows(equal_texts), ToShards(corpus), Sorted(best))
    near = job.exchange("known_copies", Rows(matches), ToShards(corpus), Sorted(best))
    return (job.map("known", exact_then_near, exact, REMOVAL.names, aligned=(near,)),)


def equal_to_old(table: pa.Table, old: pa.Table) -> pa.Table:
    """REMOVAL rows of the texts that an earlier run read; the survivor is that of the earlier run."""
    first = pl.DataFrame(old).unique("text_hash", keep="first", maintain_order=True)
    equal = pl.DataFrame(table).join(first, on="text_hash", how="inner", maintain_order="left")
    return _removals(equal)


def pairs_by_band(table: pa.Table, old: pa.Table, most: int) -> pa.Table:
    """CANDIDATE pairs of a new and an old document that share a band, at most `most` for each band of a new
    document."""
    order = np.argsort(old.column("band").to_numpy(), kind="stable")
    theirs = old.column("band").to_numpy()[order]
    address = old.column("address").to_numpy()[order]
    mine = table.column("band").to_numpy()
    first = np.searchsorted(theirs, mine)
    num = np.minimum(np.searchsorted(theirs, mine, side="right") - first, most)
    row = np.repeat(np.arange(len(mine)), num)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(num) - num, num)
    pairs = {"address": table.column("address").to_numpy()[row], "old": address[first[row] + nth]}
    return distinct(pa.table(pairs, schema=CANDIDATE))


def distinct(table: pa.Table) -> pa.Table:
    """CANDIDATE pairs without repeats, sorted by new and then by old address."""
    return pl.DataFrame(table).unique().sort("address", "old").to_arrow().cast(CANDIDATE)


def by_old_shard(table: pa.Table, candidates: pa.Table) -> pa.Table:
    """One row per (new document, old shard with candidates): `old` is the address of the shard, `rows` the
    list of the candidates' rows in it, int64."""
    size = 1 << SHARD_BITS
    pairs = pl.DataFrame(candidates).with_columns(shard=pl.col("old") // size * size)
    grouped = (
        pairs.group_by("address", "shard")
        .agg(rows=pl.col("old") - pl.col("shard"))
        .sort("address", "shard")
    )
    at = np.searchsorted(table.column("address").to_numpy(), grouped["address"].to_numpy())
    return (
        table.take(pa.array(at))
        .append_column("old", grouped["shard"].to_arrow())
        .append_column("rows", grouped["rows"].to_arrow().cast(pa.list_(pa.int64())))
    )


def compared(chunks: Iterator[pa.Table], sketches: pa.Table, comparison: Comparison) -> pa.Table:
    """REMOVAL rows of the new documents that are copies of a document of an old shard: one row for each
    chunk and document, for its most similar old document. `sketches` are those of the old shard."""
    old_rows = sketches.column("address").to_numpy() & ((1 << SHARD_BITS) - 1)
    theirs = _flat(sketches.column("hashes"))
    old_ids, old_sources = (sketches.column(n).to_pylist() for n in ("id", "source"))
    removals = [REMOVAL.empty_table()]
    for table in chunks:
        rows = table.column("rows").combine_chunks()
        rows = pa.concat_arrays(rows.chunks) if isinstance(rows, pa.ChunkedArray) else rows
        new = np.repeat(np.arange(len(table)), np.diff(rows.offsets.to_numpy()))
        old = np.searchsorted(old_rows, rows.flatten().to_numpy())
        if comparison.cross_source:
            sources = table.column("source").to_pylist()
            other = np.array(
                [sources[i] != old_sources[j] for i, j in zip(new, old, strict=True)], bool
            )
            new, old = new[other], old[other]
        measured = comparison.measured(sketches_of(table, comparison), new, theirs, old)
        hit = measured >= comparison.threshold
        address = table.column("address").to_numpy()[new[hit]]
        frame = pl.DataFrame(
            {
                "address": address,
                "kept_id": [old_ids[i] for i in old[hit]],
                "measure": measured[hit],
                "rule": [comparison.measure] * len(address),
            },
            schema=_REMOVED_FOR,
        )
        removals.append(best(_removals(frame)))
    return pa.concat_tables(removals)


def best(table: pa.Table) -> pa.Table:
    """One removal for each document: that of the greatest measure, then of the least survivor id."""
    ordered = pl.DataFrame(table).sort(
        "address", "measure", "kept_id", descending=[False, True, False]
    )
    return ordered.unique("address", keep="first", maintain_order=True).to_arrow().cast(REMOVAL)


def exact_then_near(exact: pa.Table, near: pa.Table) -> pa.Table:
    """The REMOVAL rows of both tables, sorted by address; a document in both is removed by `exact`."""
    both = pl.concat([pl.DataFrame(exact), pl.DataFrame(near)])
    first = both.unique("address", keep="first", maintain_order=True).sort("address")
    return first.to_arrow().cast(REMOVAL)


# The columns of REMOVAL but `kept`.
_REMOVED_FOR = {
    "address": pl.Int64,
    "kept_id": pl.String,
    "measure": pl.Float64,
    "rule": pl.String,
}


def _removals(frame: pl.DataFrame) -> pa.Table:
    """REMOVAL rows whose survivor is outside the corpus: `kept` is null."""
    rows = frame.with_columns(kept=pl.lit(None, pl.Int64)).select(REMOVAL.names)
    return rows.to_arrow().cast(REMOVAL)


def _flat(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], values) of a column of lists."""
    whole = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    return whole.offsets.to_numpy(), whole.values.to_numpy()
