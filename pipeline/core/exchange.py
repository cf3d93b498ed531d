"""An exchange as a stage asks for it: which rows, by which key, and what each part becomes.

`pipeline.core.shuffle` moves the rows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.unit import Sharded, Tables


@dataclass(frozen=True)
class Rows:
    """The rows to exchange: those that `emit(table, *aligned)` makes of each shard, or the shard itself."""

    source: Corpus | Dataset
    columns: Iterable[str] | None = None
    emit: Callable[..., pa.Table] | None = None
    aligned: Sequence[Dataset] = ()


@dataclass(frozen=True)
class ByKey:
    """Rows with an equal value in the column `key` reach one of `parts` parts; default: one per shard."""

    key: str
    parts: int | None = None


@dataclass(frozen=True)
class ToShards:
    """Rows go to the shard that their column `key`, an address, names; part i is shard i of `shards`."""

    shards: Corpus | Sharded
    key: str = "address"


@dataclass(frozen=True)
class Reducer:
    """The function that makes the output of a part from its rows; a subclass states how it takes them.

    Rows are sorted by key and then by `order`. For part i the function also gets shard i of each dataset
    in `beside`. `sides` are names of side outputs. The output is Parquet, or with `stream` an Arrow stream.
    """

    function: Callable[..., pa.Table | Tables]
    order: tuple[str, ...] = ()
    beside: tuple[Sharded, ...] = ()
    sides: tuple[str, ...] = ()
    stream: bool = False

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """The rows of a part that fits in memory, as arguments of the function."""
        raise NotImplementedError


class Sorted(Reducer):
    """`function(table)`: one sorted table."""

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """(the sorted rows)."""
        return (table.take(pa.array(sorted_order(table, keys))),)


class Chunked(Reducer):
    """`function(tables)`: an iterator of consecutive sorted tables of about CHUNK bytes, for parts that are
    larger than memory."""

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """(an iterator of one sorted table)."""
        return (iter([table.take(pa.array(sorted_order(table, keys)))]),)


class Ordered(Reducer):
    """`function(table, order)`: the rows as they came, and the sorted order as row numbers, int64."""

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """(the unsorted rows, their sorted order)."""
        return table, sorted_order(table, keys)


class Unsorted(Reducer):
    """`function(table)`: the rows as they came, in the order of the source's shards."""

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """(the unsorted rows)."""
        return (table,)


def sorted_order(table: pa.Table, keys: tuple[str, ...]) -> np.ndarray:
    """Row numbers in the order of the keys; equal keys stay in map-shard order, so that the result
    never depends on timing."""
    frame = pl.DataFrame(table.select(list(keys)))
    return frame.select(pl.arg_sort_by(list(keys), maintain_order=True)).to_series().to_numpy()
