"""Mark exact duplicates by content hash; one document of each set survives."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.kernels import hashing
from pipeline.stages.dedup import survivors
from pipeline.stages.dedup.removals import REMOVAL, mark_removals, routed
from pipeline.stages.dedup.survivors import Keep

KEY = "key"


class DedupExact(Stage):
    """Mark all but one of the documents with the same text. The survivor is the first by `keep`, then by
    id; every removal names it."""

    act: ClassVar = "mark"

    normalized: bool = False
    """Also texts that differ in case, white space and punctuation alone."""
    keep: tuple[Keep, ...] = ("priority",)
    """Which one stays, rule by rule: priority, quality, longest, shortest, newest, oldest."""

    def check(self, earlier: Sequence[str] = ()) -> None:
        survivors.check(self.name(), self.keep, earlier)

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        content = "text" if self.normalized else "text_hash"
        removals = job.exchange(
            "removals",
            Rows(
                corpus,
                (content, "address", "id", *survivors.columns(self.keep)),
                partial(keyed, keep=self.keep, normalized=self.normalized),
            ),
            ByKey(KEY),
            Sorted(
                partial(all_but_first, rule="normalized" if self.normalized else "text_hash"),
                order=survivors.order(self.keep),
            ),
        )
        mark = partial(mark_removals, reason="duplicate")
        return job.mark(
            mark, corpus, ("address",), (routed(job, corpus, removals),), sides=("evidence",)
        )


def keyed(table: pa.Table, keep: tuple[Keep, ...], normalized: bool) -> pa.Table:
    """(address, id, columns of `survivors.order`, key); copies have an equal key, 16 bytes."""
    content = hashing.text_hashes(normal(table.column("text"))) if normalized else None
    table = survivors.ranked(table, keep)
    wanted = ["address", "id", *survivors.order(keep)[:-1]]
    key = table.column("text_hash") if content is None else content
    return table.select(wanted).append_column(KEY, key)


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
