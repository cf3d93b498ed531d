"""What an index knows of new documents: texts that came before, and near copies of what it kept."""

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
from pipeline.stages.dedup.index import Index, Shelf, Together
from pipeline.stages.dedup.removals import REMOVAL
from pipeline.stages.dedup.sketches import sketched

CANDIDATE = pa.schema([("address", pa.int64()), ("old", pa.int64())])


def known(
    index: Index | None,
    job: Job,
    corpus: Corpus,
    signatures: Dataset,
    bands: Any,
    comparison: Comparison,
    max_compared: int,
) -> tuple[Dataset, ...]:
    """REMOVAL rows, shard by shard, of the documents that the index knows; nothing where it is empty."""
    if index is None or not index.generations:
        return ()
    shelf = Shelf(index)
    seen = job.exchange(
        "index_exact",
        Rows(corpus, ("text_hash", "address")),
        ByKey("text_hash", index.parts),
        Sorted(seen_before, beside=(Together(index, "exact"),)),
    )
    met = job.exchange(
        "index_candidates",
        Rows(signatures, ("address", "signature"), bands),
        ByKey("band", index.parts),
        Sorted(
            partial(meetings, most=max_compared),
            beside=(Together(index, "bands", shelf.starts()),),
        ),
    )
    candidates = job.exchange("candidates", Rows(met), ToShards(corpus), Sorted(distinct))
    matches = job.exchange(
        "matches",
        Rows(corpus, ("address", "source", "lang", "text"), paired, (candidates,)),
        ToShards(shelf, "old"),
        Chunked(partial(compared, comparison=comparison), order=("address",), beside=(shelf,)),
    )
    own = job.exchange("known_texts", Rows(seen), ToShards(corpus), Sorted(best))
    copies = job.exchange("known_copies", Rows(matches), ToShards(corpus), Sorted(best))
    return (job.map("known", first_of, own, REMOVAL.names, aligned=(copies,)),)


def seen_before(table: pa.Table, old: pa.Table) -> pa.Table:
    """REMOVAL rows of the texts that an earlier run took in, for the survivor that they had then."""
    first = pl.DataFrame(old).unique("text_hash", keep="first", maintain_order=True)
    found = pl.DataFrame(table).join(first, on="text_hash", how="inner", maintain_order="left")
    return _removals(found)


def meetings(table: pa.Table, old: pa.Table, most: int) -> pa.Table:
    """CANDIDATE pairs of a new and an old document in one band, at most `most` for each band of a new one."""
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
    """Each pair once, in order."""
    return pl.DataFrame(table).unique().sort("address", "old").to_arrow().cast(CANDIDATE)


def paired(table: pa.Table, candidates: pa.Table) -> pa.Table:
    """A new document once for each old shard that holds candidates of it: `old` is their shard's
    address, `rows` theirs in it."""
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
    """REMOVAL rows of the new documents that equal an old one of a shard; the best each."""
    old_rows = sketches.column("address").to_numpy() & ((1 << SHARD_BITS) - 1)
    theirs = _flat(sketches.column("hashes"))
    old_ids, old_sources = (sketches.column(n).to_pylist() for n in ("id", "source"))
    found = [REMOVAL.empty_table()]
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
        measured = comparison.measured(sketched(table, comparison), new, theirs, old)
        hit = measured >= comparison.threshold
        address = table.column("address").to_numpy()[new[hit]]
        frame = pl.DataFrame(
            {
                "address": address,
                "kept_id": [old_ids[i] for i in old[hit]],
                "measure": measured[hit],
                "rule": [comparison.measure] * len(address),
            },
            schema=_NAMED,
        )
        found.append(best(_removals(frame)))
    return pa.concat_tables(found)


def best(table: pa.Table) -> pa.Table:
    """One removal for each document: that of the greatest measure, then of the least id."""
    ordered = pl.DataFrame(table).sort(
        "address", "measure", "kept_id", descending=[False, True, False]
    )
    return ordered.unique("address", keep="first", maintain_order=True).to_arrow().cast(REMOVAL)


def first_of(own: pa.Table, other: pa.Table) -> pa.Table:
    """The removals of both; where both remove a document, the first has it."""
    both = pl.concat([pl.DataFrame(own), pl.DataFrame(other)])
    first = both.unique("address", keep="first", maintain_order=True).sort("address")
    return first.to_arrow().cast(REMOVAL)


_NAMED = {
    "address": pl.Int64,
    "kept_id": pl.String,
    "measure": pl.Float64,
    "rule": pl.String,
}


def _removals(frame: pl.DataFrame) -> pa.Table:
    """REMOVAL rows whose survivor lies outside the corpus."""
    rows = frame.with_columns(kept=pl.lit(None, pl.Int64)).select(REMOVAL.names)
    return rows.to_arrow().cast(REMOVAL)


def _flat(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """(offsets, values) of a column of lists."""
    whole = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    return whole.offsets.to_numpy(), whole.values.to_numpy()
