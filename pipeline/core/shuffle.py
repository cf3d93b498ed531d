"""How the rows of an exchange travel: spilled by part, merged if there are many shards, reduced.

An exchange is a sort shuffle over storage rather than through Ray's object store: it must be resumable,
deterministic, and larger than the memory of a cluster.

If every part read every spill, S shards and S parts would cost S * S reads: 50 s for 1,000 shards of 2,000
rows, hours for 20,000. Above DIRECT pairs of them the square roots of both numbers stand between: parts
are taken in buckets and spills in groups, and a merge brings what a group has for a bucket into one file,
which is split by part. A merge reads as many rows as a shard has, a part reads as many files as there are
groups, and the reads of a shard grow with the root of the number of shards.
"""

import math
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.core import spill
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import SHARD_BITS, Dataset
from pipeline.core.exchange import ByKey, Chunked, Reducer, Rows, ToShards, sorted_order
from pipeline.core.unit import Shard, as_tables, called

# Pairs of a spill and a part up to which parts read spills: merging 128 shards costs as much as it saves.
DIRECT = 1 << 14
# Bytes of a sorted part that are in memory at a time, if its function takes chunks.
CHUNK = 1 << 26
# Rows that are sorted by part at a time.
SLICE = 1 << 20
_RANK = "_rank"


@dataclass(frozen=True)
class Routes:
    """The files between `shards` shards and `parts` parts: parts in buckets, spills in groups."""

    shards: int
    parts: int
    # Parts of a bucket; 1 if parts read spills.
    width: int = 1
    # Spills of a group.
    height: int = 1

    @staticmethod
    def between(shards: int, parts: int) -> "Routes":
        """Direct ones up to DIRECT pairs, else with a merge for every group and bucket.

        A group has no more spills than there are buckets: a merge then reads as many rows as a shard has."""
        width = _root(parts)
        height = min(_root(shards), -(-parts // width))
        if shards * parts <= DIRECT or height < 2:
            return Routes(shards, parts)
        return Routes(shards, parts, width, height)

    @property
    def merges(self) -> bool:
        """True if spills are merged before parts read them."""
        return self.height > 1

    @property
    def buckets(self) -> int:
        """The number of buckets."""
        return -(-self.parts // self.width)

    @property
    def groups(self) -> int:
        """The number of groups."""
        return -(-self.shards // self.height)

    def merge_of(self, index: int) -> tuple[slice, int]:
        """(the spills that a merge reads, the bucket that it reads of them)."""
        group, bucket = divmod(index, self.buckets)
        return slice(group * self.height, (group + 1) * self.height), bucket

    def files_of(self, part: int) -> tuple[slice, int]:
        """(the files that hold rows of a part, in the order of the shards; its number in each)."""
        bucket, inside = divmod(part, self.width)
        return (slice(bucket, None, self.buckets), inside) if self.merges else (slice(None), part)


def _root(number: int) -> int:
    return max(2, math.isqrt(number))


@dataclass(frozen=True)
class Parting:
    """Which part a row belongs to: that of the hash of its key, or the shard that the key addresses."""

    key: str
    parts: int
    by_shard: bool

    @staticmethod
    def of(to: ByKey | ToShards, shards: int) -> "Parting":
        """Of an exchange of the rows of so many shards."""
        if isinstance(to, ToShards):
            return Parting(to.key, to.shards.num_shards, True)
        return Parting(to.key, to.parts or max(shards, 1), False)

    def parts_of(self, table: pa.Table) -> np.ndarray:
        """The part of each row, int64 in [0, parts)."""
        return part_of(table.column(self.key), self.parts, self.by_shard)


@dataclass(frozen=True)
class Spill:
    """The map side: the rows of one shard of the source, sorted by bucket."""

    phase: str
    rows: Rows
    parting: Parting
    routes: Routes

    @property
    def source(self) -> Corpus | Dataset:
        """The corpus or dataset whose rows are exchanged."""
        return self.rows.source

    def read(self, shard: int) -> tuple[pa.Table, list[pa.Table]]:
        """(the rows of a shard, those of the aligned datasets)."""
        table = self.source.read(shard, self.rows.columns)  # type: ignore[arg-type]
        return table, [d.read(shard) for d in self.rows.aligned]

    def call(self, table: pa.Table, *aligned: pa.Table) -> pa.Table:
        """The rows that are spilled for some rows of the source."""
        return table if self.rows.emit is None else called(self.rows.emit, table, *aligned)

    def __call__(self, shard: int) -> Iterator[Shard]:
        table, aligned = self.read(shard)
        num, size = len(table), table.nbytes
        table = self.call(table, *aligned)
        del aligned

        def bucket(rows: pa.Table) -> np.ndarray:
            return self.parting.parts_of(rows) // self.routes.width

        table, counts = split(table, bucket, self.routes.buckets)
        yield Shard({self.phase: table}, {}, num, size, counts)


@dataclass(frozen=True)
class Merge:
    """Between the two sides: the rows that a group of spills has for one bucket, sorted by part."""

    phase: str
    spilled: Dataset
    parting: Parting
    routes: Routes

    def __call__(self, index: int) -> Iterator[Shard]:
        spills, bucket = self.routes.merge_of(index)
        paths = self.spilled.paths_of(spills)
        table = pa.concat_tables(spill.rows_of(self.spilled.store, paths, bucket))
        num, size = len(table), table.nbytes

        def inside(rows: pa.Table) -> np.ndarray:
            return self.parting.parts_of(rows) - bucket * self.routes.width

        table, counts = split(table, inside, self.routes.width)
        yield Shard({self.phase: table}, {"merged": num}, num, size, counts)


def split(
    table: pa.Table, places: Callable[[pa.Table], np.ndarray], num: int
) -> tuple[pa.Table, list[list[int]]]:
    """(slices of the table, each sorted by the places of its rows, those of one place in their order; rows of
    each of `num` places, slice by slice).

    Places and their order take as much memory as the rows: 1.4 million short documents in a shard have 25
    million bands, which took 2.7 GB in one slice and take 1.1 GB in slices."""
    starts = range(0, len(table), SLICE) if len(table) else [0]
    slices, counts = [], []
    for start in starts:
        rows = table.slice(start, SLICE)
        place = places(rows)
        counts.append(np.bincount(place, minlength=num).tolist())
        if num > 1:
            rows = rows.take(pa.array(np.argsort(place, kind="stable")))
        slices.append(rows)
    return pa.concat_tables(slices), counts


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
    files: Dataset
    routes: Routes
    keys: tuple[str, ...]

    def __call__(self, part: int) -> Iterator[Shard]:
        files, inside = self._files(part)
        chunked = isinstance(self.reducer, Chunked)
        size = spill.size_of(self.files.store, files, inside) if chunked else 0
        beside = [d.read(part) for d in self.reducer.beside]
        if size > CHUNK:
            keys = pa.concat_tables(t.select(list(self.keys)) for t in self._rows(part))
            order = sorted_order(keys, self.keys)
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
        files, inside = self._files(part)
        return spill.rows_of(self.files.store, files, inside)

    def _files(self, part: int) -> tuple[list[str], int]:
        files, inside = self.routes.files_of(part)
        return self.files.paths_of(files), inside

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
