"""Sources that lost many of their documents to one stage: a rule may not fit them."""

from collections.abc import Iterator

import polars as pl

from pipeline.core.corpus import Corpus

# Sources with fewer documents lose large shares by chance.
MIN_DOCUMENTS = 20
# The stage that leaves out what the recipe's weights do not ask for.
MIX = "mix"
# Reasons of a source and documents of a reason that are named.
REASONS, SAMPLES = 3, 2


def losses(corpus: Corpus, above: float) -> Iterator[str]:
    """A line for each source and stage, except mix, with a share of drops above a bound, in the order of the
    stages: the share of the documents that reached the stage, the reasons, and ids of documents to look at.
    """
    ledger = corpus.ledger().with_columns(row=pl.int_range(pl.len()).hash(1))
    dropped: list[str] = []
    for stage in (name for name, _ in corpus.marks if name != MIX):
        reached = ledger.filter(~pl.col("dropped_by").is_in(dropped).fill_null(False))
        is_dropped = (pl.col("dropped_by") == stage).fill_null(False)
        counts = reached.group_by("source").agg(num=pl.len(), lost=is_dropped.sum())
        large = counts.filter(
            (pl.col("num") >= MIN_DOCUMENTS) & (pl.col("lost") > above * pl.col("num"))
        )
        for source, num, lost in large.sort("source").iter_rows():
            gone = reached.filter(is_dropped & (pl.col("source") == source))
            share = f"{lost / num:.0%} of source {source} ({lost:,} of {num:,})"
            yield f"{stage} dropped {share}: {_reasons(gone)}"
        dropped.append(stage)


def _reasons(gone: pl.DataFrame) -> str:
    """The most frequent reasons with their numbers, and documents of each, chosen by a hash."""
    named = []
    counts = (
        gone.group_by("drop_reason").len("num").sort("num", "drop_reason", descending=[True, False])
    )
    for reason, num in counts.head(REASONS).iter_rows():
        samples = gone.filter(pl.col("drop_reason") == reason).sort("row")["id"].head(SAMPLES)
        named.append(f"{reason} {num:,}, such as {' and '.join(samples)}")
    return "; ".join(named)
