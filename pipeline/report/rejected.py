"""Records that ingest could not read: how many of each source, why, and one to look at."""

import shlex
from collections.abc import Iterator

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.report.inflow import Inflow

# Sources, and reasons of a source, that are named.
SOURCES, REASONS = 8, 3


def rejected(corpus: Corpus, root: str) -> Iterator[str]:
    """A line for each source with rejected records, most first: their number, the most frequent reasons, each
    with the first such record, and the command that tells more of it."""
    inflow = Inflow(corpus.documents.store)
    records = dict(inflow.sources.group_by("source").agg(pl.col("records").sum()).iter_rows())
    found = inflow.rejected_records
    sums = found.group_by("source").agg(pl.col("records").sum())
    order = sums.sort("records", "source", descending=[True, False])
    for source, num in order.head(SOURCES).iter_rows():
        of_source = found.filter(pl.col("source") == source).head(REASONS)
        named = "; ".join(
            f"{reason} {count:,}, such as {first}"
            for reason, count, first in of_source.select("reason", "records", "first").iter_rows()
        )
        command = f"malmoi explain {shlex.quote(root)} {shlex.quote(of_source['first'][0])}"
        share = f"{num:,} of {records.get(source, num):,} records of source {source}"
        yield f"ingest rejected {share}: {named}  ({command})"
    if len(order) > SOURCES:
        more = order["records"][SOURCES:].sum()
        yield f"ingest rejected {more:,} records of {len(order) - SOURCES} other sources"
