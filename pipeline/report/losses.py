"""Sources that lost many of their documents to one stage: a rule may not fit them."""

from collections.abc import Iterator

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.report.owned import owned

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
    cells = corpus.cells(["source"])
    dropped: list[str] = []
    found = []
    for stage in (name for name, _ in corpus.marks if name != MIX):
        reached = cells.filter(~pl.col("dropped_by").is_in(dropped).fill_null(False))
        is_dropped = (pl.col("dropped_by") == stage).fill_null(False)
        documents = pl.col("documents")
        counts = reached.group_by("source").agg(
            num=documents.sum(), lost=documents.filter(is_dropped).sum()
        )
        large = counts.filter(
            (pl.col("num") >= MIN_DOCUMENTS) & (pl.col("lost") > above * pl.col("num"))
        )
        found += [(stage, *row) for row in large.sort("source").iter_rows()]
        dropped.append(stage)
    samples = _samples(corpus) if found else pl.DataFrame()
    for stage, source, num, lost in found:
        of_both = (pl.col("dropped_by") == stage) & (pl.col("source") == source)
        share = f"{lost / num:.0%} of source {source} ({lost:,} of {num:,})"
        reasons = _reasons(cells.filter(of_both), samples.filter(of_both))
        yield f"{stage} dropped {share}: {reasons}"


def _reasons(cells: pl.DataFrame, samples: pl.DataFrame) -> str:
    """The most frequent reasons with their numbers, and documents of each."""
    named = []
    most = cells.sort("documents", "drop_reason", descending=[True, False]).head(REASONS)
    for reason, num in most.select("drop_reason", "documents").iter_rows():
        ids = samples.filter(pl.col("drop_reason") == reason)["id"]
        named.append(f"{reason} {num:,}, such as {' and '.join(ids)}")
    return "; ".join(named)


def _samples(corpus: Corpus) -> pl.DataFrame:
    """The SAMPLES dropped documents of each source, stage and reason that a hash of their place chooses."""
    keys = ["source", "dropped_by", "drop_reason"]
    best = pl.DataFrame()
    first = 0
    for shard in range(corpus.num_shards):
        ledger = corpus.ledger_of(shard)
        place = pl.int_range(first, first + len(ledger), eager=True).hash(1)
        gone = ledger.select("id", *keys, row=place).drop_nulls("dropped_by")
        best = pl.concat([best, gone]) if len(best) else gone
        best = owned(best.sort("row").filter(pl.int_range(pl.len()).over(keys) < SAMPLES))
        first += len(ledger)
    return best
