"""The two sides of an exchange: rows are spilled by part, and all rows of an equal key reach one part.

An exchange is a sort shuffle over storage rather than through Ray's object store: it must be resumable,
deterministic, and larger than the memory of a cluster.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core import spill
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.unit import Shard, Sharded, Tables, as_tables

# Bytes of a sorted part that are in memory at a time, if its function takes chunks.
CHUNK = 1 << 26
_RANK = "_rank"


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
        return (table.take(pa.array(_order(table, keys))),)


class Chunked(Reducer):
    """`function(tables)`: an iterator of consecutive sorted tables of about CHUNK bytes, for parts that are
    larger than memory."""

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """(an iterator of one sorted table)."""
        return (iter([table.take(pa.array(_order(table, keys)))]),)


class Ordered(Reducer):
    """`function(table, order)`: the rows as they came, and the sorted order as row numbers, int64."""

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """(the unsorted rows, their sorted order)."""
        return table, _order(table, keys)


class Unsorted(Reducer):
    """`function(table)`: the rows as they came, in the order of the source's shards."""

    def arguments(self, table: pa.Table, keys: tuple[str, ...]) -> tuple[Any, ...]:
        """(the unsorted rows)."""
        return (table,)


@dataclass(frozen=True)
class Spill:
    """The map side of an exchange: the rows of one shard of the source, sorted by part."""

    phase: str
    rows: Rows
    key: str
    parts: int
    by_shard: bool

    def __call__(self, shard: int) -> Iterator[Shard]:
        table = self.rows.source.read(shard, self.rows.columns)  # type: ignore[arg-type]
        num, size = len(table), table.nbytes
        if self.rows.emit is not None:
            table = self.rows.emit(table, *(d.read(shard) for d in self.rows.aligned))
        part = part_of(table.column(self.key), self.parts, self.by_shard)
        groups = np.bincount(part, minlength=self.parts).tolist()
        if self.parts > 1:
            table = table.take(pa.array(np.argsort(part, kind="stable")))
        yield Shard({self.phase: table}, {}, num, size, groups)


def part_of(key: pa.ChunkedArray, parts: int, by_shard: bool) -> np.ndarray:
    """The part of each key, int64 in [0, parts). Equal keys get equal parts on every machine."""
    if by_shard:
        return key.to_numpy() >> SHARD_BITS
    if pa.types.is_integer(key.type) or pa.types.is_fixed_size_binary(key.type):
        if pa.types.is_fixed_size_binary(key.type):
            key = pa.chunked_array([_first_word(c) for c in key.chunks], pa.uint64())
        mixed = key.to_numpy().astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        return ((mixed >> np.uint64(32)) % np.uint64(parts)).astype(np.int64)
    raise TypeError(f"exchange by {key.type}: use an integer or a fixed-size binary key")


def _first_word(chunk: pa.Array) -> pa.Array:
    width = chunk.type.byte_width
    start = chunk.offset * width
    raw = np.frombuffer(chunk.buffers()[1], np.uint8)[start : start + len(chunk) * width]
    return pa.array(raw.reshape(-1, width)[:, :8].copy().view(np.uint64).ravel())


@dataclass(frozen=True)
class Reduce:
    """The reduce side of an exchange: the function gets all rows of one part."""

    phase: str
    reducer: Reducer
    spilled: Dataset
    keys: tuple[str, ...]

    def __call__(self, part: int) -> Iterator[Shard]:
        store, paths = self.spilled.store, self.spilled.paths
        chunked = isinstance(self.reducer, Chunked)
        size = spill.size_of(store, paths, part) if chunked else 0
        beside = [d.read(part) for d in self.reducer.beside]
        if size > CHUNK:
            keys = pa.concat_tables(t.select(list(self.keys)) for t in self._rows(part))
            order = _order(keys, self.keys)
            rows = len(order)
            with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
                chunks = self._cut(part, order, -(-size // CHUNK), Path(folder))
                result = self.reducer.function(chunks, *beside)
        else:
            table = pa.concat_tables(self._rows(part))
            rows, size = len(table), table.nbytes
            result = self.reducer.function(*self.reducer.arguments(table, self.keys), *beside)
        yield Shard(as_tables(result, self.phase), {"exchanged": rows}, rows, size)

    def _rows(self, part: int) -> Iterator[pa.Table]:
        return spill.rows_of(self.spilled.store, self.spilled.paths, part)

    def _cut(self, part: int, order: np.ndarray, num: int, folder: Path) -> Iterator[pa.Table]:
        """The rows of a part in `num` sorted chunks, by way of a local file for each."""
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        width = -(-len(order) // num)
        begin, files = 0, [folder / str(i) for i in range(num)]
        with ExitStack() as stack:
            writers: dict[int, Any] = {}
            for table in self._rows(part):
                ranks = rank[begin : begin + len(table)]
                begin += len(table)
                table = table.append_column(_RANK, pa.array(ranks))
                chunk = ranks // width
                for i in np.unique(chunk).tolist():
                    if i not in writers:
                        writer = pa.ipc.new_file(str(files[i]), table.schema)
                        writers[i] = stack.enter_context(writer)
                    writers[i].write_table(table.filter(pa.array(chunk == i)))
        for file in files:
            if file.exists():
                with pa.ipc.open_file(str(file)) as reader:
                    table = reader.read_all()
                file.unlink()
                order_here = np.argsort(table.column(_RANK).to_numpy())
                yield table.take(pa.array(order_here)).drop_columns([_RANK])


def _order(table: pa.Table, keys: tuple[str, ...]) -> np.ndarray:
    """Row numbers in the order of the keys; equal keys stay in map-shard order, so that the result
    never depends on timing."""
    frame = pl.DataFrame(table.select(list(keys)))
    return frame.select(pl.arg_sort_by(list(keys), maintain_order=True)).to_series().to_numpy()
