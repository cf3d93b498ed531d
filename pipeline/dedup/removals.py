"""From removals to marks: every document that goes names the one that stays."""

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.job import Job
from pipeline.core.schema import EVIDENCE
from pipeline.dedup.clusters import as_it_is

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


def routed(job: Job, corpus: Corpus, removals: Dataset) -> tuple[Dataset, Dataset]:
    """(removals, sizes) of each shard: what goes from it, and what those that stay in it stand for."""
    own = job.exchange("routed", as_it_is, removals, by="address", to_shards_of=corpus)
    sizes = job.exchange(
        "sizes", cluster_sizes, removals, by="kept", to_shards_of=corpus, emit=kept_ones
    )
    return own, sizes


def kept_ones(removals: pa.Table) -> pa.Table:
    """(kept) of the removals whose survivor is in the corpus."""
    kept = removals.select(["kept"])
    return kept.filter(kept.column("kept").is_valid())


def cluster_sizes(table: pa.Table) -> pa.Table:
    """(kept, size): documents that each survivor stands for, itself among them."""
    counts = pl.DataFrame(table).group_by("kept").agg(size=pl.len() + 1).sort("kept")
    return counts.with_columns(pl.col("size").cast(pl.Int32)).to_arrow()


def mark_removals(
    living: pa.Table,
    removals: pa.Table,
    sizes: pa.Table,
    known: pa.Table | None = None,
    *,
    reason: str,
) -> dict[str, pa.Table]:
    """Marks and EVIDENCE of one shard, those that an index `known` before among them. `cluster_size`
    counts a survivor and the copies removed for it."""
    address = living.column("address").to_numpy()
    at = np.searchsorted(address, removals.column("address").to_numpy())
    reasons = np.full(len(living), None, dtype=object)
    reasons[at] = reason
    if known is not None:
        before = np.searchsorted(address, known.column("address").to_numpy())
        reasons[before] = "in_index"
        removals = pa.concat_tables([removals, known])
        at = np.concatenate([at, before])
    size = np.ones(len(living), np.int32)
    size[np.searchsorted(address, sizes.column("kept").to_numpy())] = sizes.column(
        "size"
    ).to_numpy()
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
