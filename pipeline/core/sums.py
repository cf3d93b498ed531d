"""Sums over all shards of a phase, for a driver that must hold the keys only once."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pyarrow as pa

from pipeline.core.dataset import Dataset

# Shards whose rows are in memory together, beside the sums so far.
SHARDS = 64
# Reads at the same time: a store far away answers each within tens of milliseconds.
READERS = 8


def summed(dataset: Dataset, by: Sequence[str]) -> pl.DataFrame:
    """A row for each combination of the columns `by`, sorted by them, with the sums of all other columns.

    These are integers, whose sums do not depend on an order."""
    sums = _frame(dataset.schema.empty_table())
    for tables in _read(dataset):
        rows = pl.concat([sums, *map(_frame, tables)])
        sums = rows.group_by(*by).agg(pl.exclude(*by).sum())
    return sums.sort(*by)


def _frame(table: pa.Table) -> pl.DataFrame:
    return pl.DataFrame(table).with_columns(pl.col(pl.Categorical).cast(pl.String))


def _read(dataset: Dataset) -> Iterator[list[pa.Table]]:
    with ThreadPoolExecutor(READERS) as pool:
        for first in range(0, dataset.num_shards, SHARDS):
            shards = range(first, min(first + SHARDS, dataset.num_shards))
            yield list(pool.map(dataset.read, shards))
