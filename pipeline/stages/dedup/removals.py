"""From removals to marks: every document that goes names the one that stays."""

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.exchange import Rows, Sorted, ToShards
from pipeline.core.job import Job
from pipeline.core.schema import EVIDENCE

# `kept` is the address of the document that stays, null where it lies outside the corpus.
REMOVAL = pa.schema(
    [
        ("address", pa.int64()),
        ("kept", pa.int64()),
        ("kept_id", pa.string()),
        ("measure", pa.float64()),
        ("rule", pa.string()),
    ]
)
ROUTED = REMOVAL.append(pa.field("size", pa.int32()))


def routed(job: Job, corpus: Corpus, removals: Dataset) -> Dataset:
    """What happens in each shard, by address: a removal where a document goes, or the `size` of the
    cluster that one stands for."""
    rows = Rows(removals, emit=both_sides)
    return job.exchange("routed", rows, ToShards(corpus), Sorted(with_sizes))


def unchanged(table: pa.Table) -> pa.Table:
    """The rows themselves: they only had to reach their shard or part."""
    return table


def both_sides(removals: pa.Table) -> pa.Table:
    """Each removal, and once more at its survivor if that one is in the corpus (`kept_id` null)."""
    survivors = removals.filter(removals.column("kept").is_valid())
    nothing = {n: pa.nulls(len(survivors), REMOVAL.field(n).type) for n in REMOVAL.names}
    stays = pa.table({**nothing, "address": survivors.column("kept")}, schema=REMOVAL)
    return pa.concat_tables([removals, stays])


def with_sizes(table: pa.Table) -> pa.Table:
    """Removals, and one row for each survivor with the documents that it stands for, itself too."""
    frame = pl.DataFrame(table)
    sizes = frame.filter(pl.col("kept_id").is_null()).group_by("address").agg(size=pl.len() + 1)
    gone = frame.filter(pl.col("kept_id").is_not_null())
    both = pl.concat([gone, sizes.with_columns(pl.col("size").cast(pl.Int32))], how="diagonal")
    return both.sort("address").to_arrow().cast(ROUTED)


def mark_removals(
    living: pa.Table,
    routed: pa.Table,
    known: pa.Table | None = None,
    *,
    reason: str,
) -> dict[str, pa.Table]:
    """Marks and EVIDENCE of one shard, those that an index `known` before among them. `cluster_size`
    counts a survivor and the copies removed for it."""
    address = living.column("address").to_numpy()
    stays = routed.column("size").is_valid()
    sizes = routed.filter(stays)
    removals = routed.filter(pc.invert(stays)).select(REMOVAL.names)
    at = np.searchsorted(address, removals.column("address").to_numpy())
    reasons = np.full(len(living), None, dtype=object)
    reasons[at] = reason
    if known is not None:
        before = np.searchsorted(address, known.column("address").to_numpy())
        reasons[before] = "in_index"
        removals = pa.concat_tables([removals, known])
        at = np.concatenate([at, before])
    size = np.ones(len(living), np.int32)
    counted = np.searchsorted(address, sizes.column("address").to_numpy())
    size[counted] = sizes.column("size").to_numpy()
    gone = np.zeros(len(living), bool)
    gone[at] = True
    evidence = pa.table(
        {
            "removed_id": living.column("id").take(pa.array(at)),
            **{n: removals.column(n) for n in ("kept_id", "measure", "rule")},
        },
        schema=EVIDENCE,
    )
    marks = pa.table(
        {
            "drop_reason": pa.array(reasons, pa.string()),
            "cluster_size": pa.array(size, mask=gone),
        }
    )
    return {"marks": marks, "evidence": evidence}
