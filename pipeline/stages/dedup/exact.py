"""Mark exact duplicates by content hash; one document of each set survives."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.exchange import ByKey, Rows, Sorted, ToShards
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.kernels import hashing
from pipeline.stages.dedup import survivors
from pipeline.stages.dedup.clean import judged, judges_for, rules_of
from pipeline.stages.dedup.removals import REMOVAL, mark_removals, routed, unchanged
from pipeline.stages.dedup.survivors import Keep

# The hash of the content, 16 bytes: copies have the same.
KEY = "cluster"
MEMBER = ("address", "id")


class DedupExact(Stage):
    """Mark all but one of the documents with the same text. The survivor is the first by `keep`, then by
    id; every removal names it."""

    act: ClassVar = "mark"

    normalized: bool = False
    """Also texts that differ in case, white space and punctuation alone."""
    keep: tuple[Keep, ...] = ("clean", "priority")
    """Which one stays, rule by rule: clean (later filters and quality rules keep it), priority, quality,
    longest, shortest, newest, oldest."""

    def check(self, earlier: Sequence[str] = ()) -> None:
        survivors.check(self.name(), self.keep, earlier)

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        job, judges = judges_for(job, corpus, self.keep)
        content = "text" if self.normalized else "text_hash"
        copies = job.exchange(
            "copies",
            Rows(corpus, (content, "address"), partial(keyed, normalized=self.normalized)),
            ByKey(KEY),
            Sorted(repeated),
        )
        clusters = job.exchange("clusters", Rows(copies), ToShards(corpus), Sorted(unchanged))
        clean, keep = judged(job, corpus, clusters, judges), rules_of(self.keep, judges)
        removals = job.exchange(
            "removals",
            Rows(
                corpus,
                (*MEMBER, *survivors.columns(keep)),
                partial(survivors.members, keep=keep, columns=MEMBER),
                (clusters, *clean),
            ),
            ByKey(KEY),
            Sorted(
                partial(all_but_first, rule="normalized" if self.normalized else "text_hash"),
                order=survivors.order(keep),
            ),
        )
        mark = partial(mark_removals, reason="duplicate")
        return job.mark(
            mark, corpus, ("address",), (routed(job, corpus, removals),), sides=("evidence",)
        )


def keyed(table: pa.Table, normalized: bool) -> pa.Table:
    """(address, cluster) of every document."""
    content = hashing.text_hashes(normal(table.column("text"))) if normalized else None
    key = table.column("text_hash") if content is None else content
    return table.select(["address"]).append_column(KEY, key)


def repeated(table: pa.Table) -> pa.Table:
    """The rows whose key another row has too."""
    return table.filter(pl.DataFrame(table.select([KEY]))[KEY].is_duplicated().to_arrow())


def normal(texts: pa.ChunkedArray) -> pa.Array:
    """Texts in lower case without white space and punctuation; a text that would become empty is kept
    unchanged."""
    text = pl.col("text")
    bare = text.str.to_lowercase().str.replace_all(r"[\s\p{P}]+", "")
    kept = pl.when(bare.str.len_bytes() > 0).then(bare).otherwise(text)
    column = pl.DataFrame({"text": texts}).select(kept).to_series().to_arrow()
    return column.cast(pa.large_string())


def all_but_first(table: pa.Table, rule: str) -> pa.Table:
    """REMOVAL rows of every row but the first of its key."""
    frame = pl.DataFrame(table.select([KEY, "address", "id"]))
    later = frame.with_columns(
        kept=pl.col("address").first().over(KEY), kept_id=pl.col("id").first().over(KEY)
    ).filter(~pl.col(KEY).is_first_distinct())
    rows = later.select(
        "address", "kept", "kept_id", measure=pl.lit(1.0), rule=pl.lit(rule)
    ).to_arrow()
    return rows.cast(REMOVAL)
