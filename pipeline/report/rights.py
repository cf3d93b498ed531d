"""What the stage rights found: the evidence on a document, and counts by reuse and licence."""

from typing import Any

import polars as pl

from pipeline.core.corpus import Corpus

STAGE, COLUMN = "rights", "evidence"
# Reasons that are listed, and characters of one.
MOST_REASONS, LONGEST = 30, 60


def evidence_lines(mark: dict[str, Any]) -> list[str]:
    """A line for each piece of evidence in a mark: kind and place, the words, what they say."""
    return [
        f"{one['kind']} ({one['place']}): {one['text']}{_says(one)}"
        for one in mark.get(COLUMN) or ()
    ]


def _says(one: dict[str, Any]) -> str:
    names = [one[name] for name in ("license", "reuse") if one.get(name)]
    return f" -> {', '.join(names)}" if names else ""


def counts(corpus: Corpus) -> pl.DataFrame:
    """(reuse, license, documents, bytes) of the documents that reached the stage, the most first;
    no rows if it has not run. Memory holds the rows of one shard and the sums."""
    schema = {"reuse": pl.String, "license": pl.String, "documents": pl.Int64, "bytes": pl.Int64}
    sums = pl.DataFrame(schema=schema)
    if not any(stage == STAGE for stage, _ in corpus.marks):
        return sums
    for shard in range(corpus.num_shards):
        names = [f"{STAGE}.reuse", f"{STAGE}.license", "bytes"]
        rows = pl.DataFrame(corpus.columns(shard, names)).rename(
            {names[0]: "reuse", names[1]: "license"}
        )
        rows = rows.filter(pl.col("reuse").is_not_null()).with_columns(
            documents=pl.lit(1, pl.Int64)
        )
        sums = (
            pl.concat([sums, rows.select(list(schema))])
            .group_by("reuse", "license")
            .agg(pl.col("documents", "bytes").sum())
        )
    return sums.sort(
        "documents", "reuse", "license", descending=[True, False, False], nulls_last=True
    )


def named(corpus: Corpus) -> pl.DataFrame:
    """(why, reason, documents) of the documents that a list names or whose owner opted out."""
    sums = pl.DataFrame(schema={"why": pl.String, "reason": pl.String, "documents": pl.Int64})
    if not any(stage == STAGE for stage, _ in corpus.marks):
        return sums
    for shard in range(corpus.num_shards):
        for why in ("opt_out", "listed"):
            values = pl.DataFrame(corpus.columns(shard, [f"{STAGE}.{why}"])).to_series()
            rows = pl.DataFrame({"reason": values.drop_nulls().str.slice(0, LONGEST)}).select(
                pl.lit(why).alias("why"), "reason", pl.lit(1, pl.Int64).alias("documents")
            )
            sums = pl.concat([sums, rows]).group_by("why", "reason").agg(pl.col("documents").sum())
    ordered = sums.sort("documents", "why", "reason", descending=[True, False, False])
    return ordered.head(MOST_REASONS)
