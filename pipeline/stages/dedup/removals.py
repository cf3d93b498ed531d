"""From removals to marks: every removed document names its survivor."""

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.exchange import Rows, Sorted, ToShards
from pipeline.core.job import Job
from pipeline.core.schema import EVIDENCE

# `kept` is the address of the survivor, null if the survivor is outside the corpus.
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
    """ROUTED rows of each shard, by address: the removal of a removed document, or the cluster `size` of a
    survivor."""
    rows = Rows(removals, emit=with_survivors)
    return job.exchange("routed", rows, ToShards(corpus), Sorted(with_sizes))


def unchanged(table: pa.Table) -> pa.Table:
    """The rows unchanged: the exchange only had to bring them to their shard or part."""
    return table


def with_survivors(removals: pa.Table) -> pa.Table:
    """Each removal, and a row at the address of its survivor (`kept_id` null) if that is in the corpus."""
    survivors = removals.filter(removals.column("kept").is_valid())
    nulls = {n: pa.nulls(len(survivors), REMOVAL.field(n).type) for n in REMOVAL.names}
    kept = pa.table({**nulls, "address": survivors.column("kept")}, schema=REMOVAL)
    return pa.concat_tables([removals, kept])


def with_sizes(table: pa.Table) -> pa.Table:
    """ROUTED: removals, and one row for each survivor with the `size` of its cluster, itself included."""
    frame = pl.DataFrame(table)
    sizes = frame.filter(pl.col("kept_id").is_null()).group_by("address").agg(size=pl.len() + 1)
    removed = frame.filter(pl.col("kept_id").is_not_null())
    both = pl.concat([removed, sizes.with_columns(pl.col("size").cast(pl.Int32))], how="diagonal")
    return both.sort("address").to_arrow().cast(ROUTED)


def mark_removals(
    living: pa.Table,
    routed: pa.Table,
    in_index: pa.Table | None = None,
    *,
    reason: str,
) -> dict[str, pa.Table]:
    """Marks and EVIDENCE of one shard. `routed` are its ROUTED rows, `in_index` REMOVAL rows of documents
    with a copy in an index. `cluster_size` counts a survivor and the copies removed for it."""
    address = living.column("address").to_numpy()
    is_survivor = routed.column("size").is_valid()
    sizes = routed.filter(is_survivor)
    removals = routed.filter(pc.invert(is_survivor)).select(REMOVAL.names)
    at = np.searchsorted(address, removals.column("address").to_numpy())
    reasons = np.full(len(living), None, dtype=object)
    reasons[at] = reason
    if in_index is not None:
        indexed = np.searchsorted(address, in_index.column("address").to_numpy())
        reasons[indexed] = "in_index"
        removals = pa.concat_tables([removals, in_index])
        at = np.concatenate([at, indexed])
    size = np.ones(len(living), np.int32)
    counted = np.searchsorted(address, sizes.column("address").to_numpy())
    size[counted] = sizes.column("size").to_numpy()
    is_removed = np.zeros(len(living), bool)
    is_removed[at] = True
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
            "cluster_size": pa.array(size, mask=is_removed),
        }
    )
    return {"marks": marks, "evidence": evidence}
