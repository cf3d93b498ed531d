"""What happens to one unit of work, inside a worker: read, call the shard function, check, write.

Works are small callables that travel to workers. Each yields shards as `{phase: table}`, the main
phase under its own name, side phases (rejects, evidence) beside it. Sides are written first: the
main shard, with its receipt, is what says that the unit is done.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core import spill
from pipeline.core.corpus import SHARD_BITS, Corpus
from pipeline.core.dataset import Dataset, Receipt, Store, write_shard, write_stream
from pipeline.core.errors import ConservationError
from pipeline.core.identity import Identified
from pipeline.core.schema import MARKS

Tables = dict[str, pa.Table]
Given = Literal["sorted", "chunks", "order", "unsorted"]
"""How an exchange hands over the rows of a part: one sorted table; an iterator of consecutive sorted
tables of about CHUNK bytes, for parts larger than memory; the rows as they came, and the order to take
them in; as they came, in the order of map shards."""
CHUNK = 1 << 26  # bytes of a sorted part in memory at a time, where a function takes chunks
_RANK = "_rank"


class Sharded(Identified, Protocol):
    """What has numbered shards: a dataset, a corpus, several datasets one after the other."""

    @property
    def num_shards(self) -> int: ...

    def read(self, shard: int) -> pa.Table: ...


@dataclass(frozen=True)
class Output:
    """Where a phase is written: `<root>/<stage>/<phase>/`; sides lie beside it."""

    store: Store
    stage: str
    phase: str
    extension: str = ".parquet"

    @property
    def path(self) -> str:
        return f"{self.stage}/{self.phase}"

    def side(self, name: str) -> str:
        return f"{self.stage}/{name}"


@dataclass(frozen=True)
class Unit:
    """One resumable piece of a phase."""

    index: int
    fingerprint: str
    item: Any

    @property
    def name(self) -> str:
        return f"{self.index:05d}"


@dataclass(frozen=True)
class Done:
    """What a worker reports back: the receipts it wrote, and what it read (for progress only)."""

    unit: int
    shards: list[tuple[str, Receipt]]
    rows_read: int
    bytes_read: int


@dataclass
class Shard:
    """What a work yields: tables by phase, deterministic facts, and the size of what was read."""

    tables: Tables
    facts: dict[str, Any] = field(default_factory=dict)
    rows_read: int = 0
    bytes_read: int = 0
    parts: list[int] | None = None  # of a spill: rows of each part


@dataclass(frozen=True)
class Perform:
    """Run one unit and write its shards; the callable that executors receive."""

    output: Output
    work: Callable[[Any], Iterator[Shard]]
    many: bool = False  # a unit may yield several shards, named <unit>-<part>

    @property
    def path(self) -> str:
        """`<stage>/<phase>`: what an error names."""
        return self.output.path

    def __call__(self, unit: Unit) -> Done:
        written: list[tuple[str, Receipt]] = []
        rows = size = 0
        shards = self.work(unit.item)
        shard = next(shards)
        while shard is not None:
            following = next(shards, None)  # one shard of look-ahead tells which is the last
            rows, size = rows + shard.rows_read, size + shard.bytes_read
            written.append(self._write(unit, len(written), shard, following is None))
            shard = following
        # what a unit freed would stay with the process: 500 MB of memory instead of 650 for 16 MB shards
        pa.default_memory_pool().release_unused()
        return Done(unit.index, written, rows, size)

    def _write(self, unit: Unit, part: int, shard: Shard, last: bool) -> tuple[str, Receipt]:
        stem = f"{unit.name}-{part:03d}" if self.many else unit.name
        main = shard.tables[self.output.phase]
        for phase, table in shard.tables.items():
            if phase != self.output.phase:
                receipt = Receipt(unit.fingerprint, len(table), last)
                write_shard(
                    self.output.store, f"{self.output.side(phase)}/{stem}.parquet", table, receipt
                )
        receipt = Receipt(unit.fingerprint, len(main), last, shard.facts)
        name = stem + self.output.extension
        path = f"{self.output.path}/{name}"
        if shard.parts is not None:
            spill.write_spill(self.output.store, path, main, shard.parts, receipt)
        elif self.output.extension == ".arrow":
            write_stream(self.output.store, path, main, receipt)
        else:
            write_shard(self.output.store, path, main, receipt)
        return name, receipt


def _as_tables(result: pa.Table | Tables, phase: str) -> Tables:
    return result if isinstance(result, dict) else {phase: result}


@dataclass(frozen=True)
class Make:
    """`function(item)` -> iterator of tables (or {phase: table}), from outside the corpus."""

    phase: str
    function: Callable[[Any], Iterator[pa.Table | Tables]]

    def __call__(self, item: Any) -> Iterator[Shard]:
        for result in self.function(item):
            tables = _as_tables(result, self.phase)
            main = tables[self.phase]
            yield Shard(tables, {}, len(main), main.nbytes)


@dataclass(frozen=True)
class Map:
    """`function(table, *aligned)` over the living rows of one shard of a corpus, or over a dataset."""

    phase: str
    function: Callable[..., pa.Table | Tables]
    source: Corpus | Dataset
    columns: tuple[str, ...]
    aligned: tuple[Dataset, ...] = ()
    keep_rows: bool = False  # a rewrite: as many rows out as in, all of them, in order

    def __call__(self, shard: int) -> Iterator[Shard]:
        table = self.source.read(shard, self.columns)
        result = self.function(table, *(d.read(shard) for d in self.aligned))
        tables = _as_tables(result, self.phase)
        if self.keep_rows and len(tables[self.phase]) != len(table):
            raise ConservationError(
                f"shard {shard}: {len(table)} documents went in, {len(tables[self.phase])} came out"
            )
        yield Shard(tables, {}, len(table), table.nbytes)


@dataclass(frozen=True)
class Spill:
    """The map side of an exchange: rows sorted by part."""

    phase: str
    emit: Callable[..., pa.Table] | None
    source: Corpus | Dataset
    columns: tuple[str, ...] | None
    aligned: tuple[Dataset, ...]
    by: str
    parts: int
    by_shard: bool

    def __call__(self, shard: int) -> Iterator[Shard]:
        table = self.source.read(shard, self.columns)  # type: ignore[arg-type]
        rows, size = len(table), table.nbytes
        if self.emit is not None:
            table = self.emit(table, *(d.read(shard) for d in self.aligned))
        part = part_of(table.column(self.by), self.parts, self.by_shard)
        groups = np.bincount(part, minlength=self.parts).tolist()
        if self.parts > 1:
            table = table.take(pa.array(np.argsort(part, kind="stable")))
        yield Shard({self.phase: table}, {}, rows, size, groups)


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
    """The other side: all rows of one part meet and are reduced.

    The function is `given` them as it asks for, and shard i of what is `beside` with part i.
    """

    phase: str
    function: Callable[..., pa.Table | Tables]
    spilled: Dataset
    sort: tuple[str, ...]
    given: Given = "sorted"
    beside: tuple[Sharded, ...] = ()

    def __call__(self, part: int) -> Iterator[Shard]:
        store, paths = self.spilled.store, self.spilled.paths
        size = spill.size_of(store, paths, part) if self.given == "chunks" else 0
        beside = [d.read(part) for d in self.beside]
        if size > CHUNK:
            keys = pa.concat_tables(t.select(list(self.sort)) for t in self._rows(part))
            order = _sorted(keys, self.sort)
            rows = len(order)
            with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
                chunks = self._cut(part, order, -(-size // CHUNK), Path(folder))
                result = self.function(chunks, *beside)
        else:
            table = pa.concat_tables(self._rows(part))
            rows, size = len(table), table.nbytes
            result = self.function(*self._shown(table), *beside)
        yield Shard(_as_tables(result, self.phase), {"exchanged": rows}, rows, size)

    def _shown(self, table: pa.Table) -> tuple[Any, ...]:
        if self.given == "unsorted":
            return (table,)
        order = _sorted(table, self.sort)
        if self.given == "order":
            return table, order
        table = table.take(pa.array(order))
        return (iter([table]) if self.given == "chunks" else table,)

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
                own = rank[begin : begin + len(table)]
                begin += len(table)
                table = table.append_column(_RANK, pa.array(own))
                for i in np.unique(own // width).tolist():
                    if i not in writers:
                        writer = pa.ipc.new_file(str(files[i]), table.schema)
                        writers[i] = stack.enter_context(writer)
                    writers[i].write_table(table.filter(pa.array(own // width == i)))
        for file in files:
            if file.exists():
                with pa.ipc.open_file(str(file)) as reader:
                    table = reader.read_all()
                file.unlink()
                order_here = np.argsort(table.column(_RANK).to_numpy())
                yield table.take(pa.array(order_here)).drop_columns([_RANK])


def _sorted(table: pa.Table, sort: tuple[str, ...]) -> np.ndarray:
    """Row numbers in the order of the keys; equal keys stay in map-shard order, so that the result
    never depends on timing."""
    keys = pl.DataFrame(table.select(list(sort)))
    return keys.select(pl.arg_sort_by(list(sort), maintain_order=True)).to_series().to_numpy()


@dataclass(frozen=True)
class Mark:
    """`function(living, *aligned)` -> one row per living document; scattered back over all rows."""

    phase: str
    function: Callable[..., pa.Table | Tables]
    corpus: Corpus
    columns: tuple[str, ...]
    aligned: tuple[Dataset, ...]

    def __call__(self, shard: int) -> Iterator[Shard]:
        everyone = self.corpus.columns(shard, dict.fromkeys(("id", *self.columns)))
        rows = self.corpus.living_rows(shard)
        shown = everyone.take(pa.array(rows))
        result = self.function(shown, *(d.read(shard) for d in self.aligned))
        tables = _as_tables(result, self.phase)
        marks = tables[self.phase]
        if len(marks) != len(shown):
            raise ConservationError(
                f"shard {shard}: {len(shown)} living documents were shown, {len(marks)} marks came back"
            )
        scattered = scatter(marks, rows, len(everyone))
        columns = {
            "id": everyone.column("id"),
            **{n: scattered.column(n) for n in scattered.column_names},
        }
        reason = columns["drop_reason"].cast(MARKS.field("drop_reason").type)
        columns["drop_reason"] = reason
        dropped = len(reason) - reason.null_count
        facts = {"in": len(shown), "living": len(shown) - dropped, "dropped": _by_reason(reason)}
        tables = {**tables, self.phase: pa.table(columns)}
        yield Shard(tables, facts, len(shown), shown.nbytes)


def scatter(table: pa.Table, rows: np.ndarray, length: int) -> pa.Table:
    """`table`'s rows at positions `rows` of a table of `length` rows; null elsewhere."""
    back = np.full(length, -1, dtype=np.int64)
    back[rows] = np.arange(len(rows))
    return table.take(pa.array(back, mask=back < 0))


def _by_reason(reason: pa.ChunkedArray) -> dict[str, int]:
    counts = pc.value_counts(reason.drop_null())
    return {
        c["values"].as_py(): c["counts"].as_py()
        for c in sorted(counts, key=lambda c: c["values"].as_py())
    }
