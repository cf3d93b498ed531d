"""Mark exact duplicates by content hash; one document of each set survives."""

from functools import partial
from typing import ClassVar

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.job import Job
from pipeline.core.schema import EVIDENCE
from pipeline.core.stage import Stage

REMOVAL = pa.schema([("address", pa.int64()), ("kept_id", pa.string()), ("measure", pa.float64())])


class DedupExact(Stage):
    """Equal bytes after cleaning are one text. The survivor is the one of the best source priority,
    then of the least id; every removal names it."""

    act: ClassVar = "mark"

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        removals = job.exchange(
            "removals",
            all_but_first,
            corpus,
            by="text_hash",
            sort=("priority", "id"),
            columns=("text_hash", "address", "priority", "id"),
        )
        routed = job.exchange("routed", as_it_is, removals, by="address", to_shards_of=corpus)
        mark = partial(mark_removals, reason="duplicate", rule="text_hash")
        return job.mark(mark, corpus, ("address",), (routed,), sides=("evidence",))


def all_but_first(table: pa.Table) -> pa.Table:
    """(address, kept_id) of every row but the first of its text_hash."""
    frame = pl.DataFrame(table.select(["text_hash", "address", "id"]))
    later = frame.with_columns(kept_id=pl.col("id").first().over("text_hash")).filter(
        ~pl.col("text_hash").is_first_distinct()
    )
    return later.select("address", "kept_id", measure=pl.lit(1.0)).to_arrow().cast(REMOVAL)


def as_it_is(table: pa.Table) -> pa.Table:
    """Rows that only had to reach their shard."""
    return table


def mark_removals(
    living: pa.Table, removals: pa.Table, reason: str, rule: str
) -> dict[str, pa.Table]:
    """Marks and EVIDENCE of one shard from its removals (address, kept_id, measure; addresses ascend)."""
    at = np.searchsorted(living.column("address").to_numpy(), removals.column("address").to_numpy())
    reasons = np.full(len(living), None, dtype=object)
    reasons[at] = reason
    evidence = pa.table(
        {
            "removed_id": living.column("id").take(pa.array(at)),
            "kept_id": removals.column("kept_id"),
            "measure": removals.column("measure"),
            "rule": pa.array([rule] * len(at), pa.string()),
        },
        schema=EVIDENCE,
    )
    return {
        "marks": pa.table({"drop_reason": pa.array(reasons, pa.string())}),
        "evidence": evidence,
    }
