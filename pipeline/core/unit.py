"""One unit of work inside a worker: read, call the shard function, check, write.

Work items are small picklable callables. Each yields shards as `{phase: table}`: the main phase under
its own name, and side outputs (rejects, evidence). Side outputs are written first: the main shard, with
its receipt, marks the unit as done.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xxhash

from pipeline.core import spill
from pipeline.core.blame import with_place
from pipeline.core.corpus import BY_SHARD, Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import ConservationError, DataError
from pipeline.core.executor import FunctionError
from pipeline.core.forgotten import FORGOTTEN
from pipeline.core.identity import Identified
from pipeline.core.schema import MARKS, conform
from pipeline.core.shard import Receipt, write_shard, write_stream
from pipeline.core.store import Store

# The `text_hash` of an empty text.
NO_TEXT = xxhash.xxh3_128_digest(b"")
Tables = dict[str, pa.Table]
# What a rewritten corpus keeps of a document that was quarantined before the rewrite: nothing that it says.
KEPT = (
    "id",
    "source",
    "domain",
    "lang",
    "lang_score",
    "priority",
    "license",
    "file",
    "record",
    "encoding",
)


class Sharded(Identified, Protocol):
    """An object with numbered shards: a dataset, a corpus, several datasets one after the other."""

    @property
    def num_shards(self) -> int:
        """The number of shards."""
        ...

    def read(self, shard: int) -> pa.Table:
        """The rows of a shard, numbered from 0."""
        ...


@dataclass(frozen=True)
class Output:
    """Where a phase is written: `<root>/<stage>/<phase>/`; sides lie beside it."""

    store: Store
    stage: str
    phase: str
    extension: str = ".parquet"

    @property
    def path(self) -> str:
        """The folder of the phase in the store."""
        return f"{self.stage}/{self.phase}"

    def side(self, name: str) -> str:
        """The folder of a side output in the store."""
        return f"{self.stage}/{name}"


@dataclass(frozen=True)
class Unit:
    """One resumable piece of a phase: its place in the order, its fingerprint, and its input."""

    index: int
    fingerprint: str
    item: Any
    # Stem of its files, if another unit already has the stem of its place.
    stem: str = ""

    @property
    def name(self) -> str:
        """The stem of its files."""
        return self.stem or f"{self.index:05d}"


@dataclass(frozen=True)
class Written:
    """A shard on storage: its file name, its receipt, and those of its side outputs, by name."""

    name: str
    receipt: Receipt
    sides: dict[str, Receipt] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """The report of a worker: what it wrote, and the rows and bytes read (for progress only)."""

    unit: int
    shards: list[Written]
    rows_read: int
    bytes_read: int


@dataclass
class Shard:
    """A result of a work item: tables by phase, deterministic facts, and the rows and bytes read."""

    tables: Tables
    facts: dict[str, Any]
    rows_read: int
    bytes_read: int
    # Rows of each part of a spill, slice by slice.
    parts: list[list[int]] | None = None
    # Numbers of the rows of documents that were forgotten.
    forgotten: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Perform:
    """Run one unit and write its shards; the callable that executors receive."""

    output: Output
    work: Callable[[Any], Iterator[Shard]]
    # True if a unit may yield several shards, named <unit>-<part>.
    many: bool = False

    @property
    def path(self) -> str:
        """`<stage>/<phase>`: what an error names."""
        return self.output.path

    def __call__(self, unit: Unit) -> Done:
        try:
            return self._performed(unit)
        except DataError as error:
            work, store = self.work, self.output.store
            raise with_place(error, work, self.path, unit.item, store) from error

    def _performed(self, unit: Unit) -> Done:
        written: list[Written] = []
        rows = size = 0
        shards = self.work(unit.item)
        shard = next(shards)
        while shard is not None:
            following = next(shards, None)  # one shard of look-ahead shows which is the last
            rows, size = rows + shard.rows_read, size + shard.bytes_read
            written.append(self._write(unit, len(written), shard, following is None))
            shard = following
        # Without this, freed memory stays with the process: 650 MB instead of 500 for 16 MB shards.
        pa.default_memory_pool().release_unused()
        return Done(unit.index, written, rows, size)

    def _write(self, unit: Unit, part: int, shard: Shard, last: bool) -> Written:
        stem = f"{unit.name}-{part:03d}" if self.many else unit.name
        main, sides = shard.tables[self.output.phase], dict[str, Receipt]()
        for phase, table in shard.tables.items():
            if phase != self.output.phase:
                path = f"{self.output.side(phase)}/{stem}.parquet"
                receipt = Receipt(unit.fingerprint, len(table), last)
                sides[phase] = write_shard(self.output.store, path, table, receipt)
        receipt = Receipt(unit.fingerprint, len(main), last, shard.facts, forgotten=shard.forgotten)
        name = stem + self.output.extension
        path = f"{self.output.path}/{name}"
        if shard.parts is not None:
            spill.write_spill(self.output.store, path, main, shard.parts, receipt)
        elif self.output.extension == ".arrow":
            write_stream(self.output.store, path, main, receipt)
        else:
            receipt = write_shard(self.output.store, path, main, receipt)
        return Written(name, receipt, sides)


def called(function: Callable[..., Any], *arguments: Any) -> Any:
    """The result of the function of a stage. Raises FunctionError for an error of the system in it."""
    try:
        return function(*arguments)
    except OSError as error:
        raise FunctionError(error) from error


def as_tables(result: pa.Table | Tables, phase: str) -> Tables:
    """The result of a shard function by phase; a single table belongs to `phase`."""
    return result if isinstance(result, dict) else {phase: result}


@dataclass(frozen=True)
class Make:
    """`function(item)` -> iterator of tables (or {phase: table}), from outside the corpus."""

    phase: str
    function: Callable[[Any], Iterator[pa.Table | Tables]]

    def __call__(self, item: Any) -> Iterator[Shard]:
        for result in self.function(item):
            tables = as_tables(result, self.phase)
            main = tables[self.phase]
            yield Shard(tables, {}, len(main), main.nbytes)


class OverShards(Protocol):
    """A work item over the shards of a source: it reads a shard, and calls a function on its rows."""

    @property
    def source(self) -> Any:
        """The corpus or dataset whose shards it reads."""
        ...

    def read(self, shard: int) -> tuple[pa.Table, list[pa.Table]]:
        """(the rows of a shard, those of the shards beside it)."""
        ...

    def call(self, table: pa.Table, *aligned: pa.Table) -> Any:
        """The function on some rows."""
        ...


@dataclass(frozen=True)
class Map:
    """`function(table, *aligned)` over the living rows of one shard of a corpus, or over a dataset."""

    phase: str
    function: Callable[..., pa.Table | Tables]
    source: Corpus | Dataset
    columns: tuple[str, ...]
    aligned: tuple[Dataset, ...] = ()
    # True for a rewrite: as many rows out as in, in the same order.
    keep_rows: bool = False

    def read(self, shard: int) -> tuple[pa.Table, list[pa.Table]]:
        """(the living rows of a shard, those of the aligned datasets)."""
        return self.source.read(shard, self.columns), [d.read(shard) for d in self.aligned]

    def call(self, table: pa.Table, *aligned: pa.Table) -> pa.Table | Tables:
        """The function on some rows."""
        return called(self.function, table, *aligned)

    def __call__(self, shard: int) -> Iterator[Shard]:
        table, aligned = self.read(shard)
        tables = as_tables(self.call(table, *aligned), self.phase)
        if self.keep_rows:
            if len(tables[self.phase]) != len(table):
                raise ConservationError(
                    f"shard {shard}: {len(table)} documents went in, {len(tables[self.phase])} came out"
                )
            if isinstance(self.source, Corpus):
                tables[self.phase] = with_dead_rows(tables[self.phase], self.source, shard)
                # a rewrite of documents without text is one of forgotten documents still
                forgotten = self.source.documents.forgotten(shard)
                yield Shard(tables, {}, len(table), table.nbytes, forgotten=forgotten)
                return
        yield Shard(tables, {}, len(table), table.nbytes)


@dataclass(frozen=True)
class Mark:
    """`function(living, *aligned)` -> one row per living document; scattered back over all rows."""

    phase: str
    function: Callable[..., pa.Table | Tables]
    source: Corpus
    columns: tuple[str, ...]
    aligned: tuple[Dataset, ...]
    # True if the facts say how many documents each shard loses.
    by_shard: bool = False

    def read(self, shard: int) -> tuple[pa.Table, list[pa.Table]]:
        """(the living rows of a shard, those of the aligned datasets)."""
        return self._living(shard)[0], [d.read(shard) for d in self.aligned]

    def call(self, table: pa.Table, *aligned: pa.Table) -> pa.Table | Tables:
        """The function on some rows."""
        return called(self.function, table, *aligned)

    def __call__(self, shard: int) -> Iterator[Shard]:
        living, rows, ids = self._living(shard)
        result = self.call(living, *(d.read(shard) for d in self.aligned))
        tables = as_tables(result, self.phase)
        marks = tables[self.phase]
        if len(marks) != len(living):
            raise ConservationError(
                f"shard {shard}: {len(living)} living documents went in, {len(marks)} marks came out"
            )
        scattered = scatter(marks, rows, len(ids))
        columns = {
            "id": ids,
            **{n: scattered.column(n) for n in scattered.column_names},
        }
        reason = columns["drop_reason"].cast(MARKS.field("drop_reason").type)
        # of a corpus that no stage has marked the forgotten documents go out here, by the first one; a
        # quarantine before it lets them pass
        gone = [] if self.source.is_marked else self.source.documents.forgotten(shard)
        came = len(living) + len(gone)
        if gone and not self.by_shard:
            reason = with_reason(reason, gone)
        columns["drop_reason"] = reason
        dropped = len(reason) - reason.null_count
        facts = {"in": came, "living": came - dropped, "dropped": _by_reason(reason)}
        if self.by_shard and dropped:
            facts[BY_SHARD] = {str(shard): dropped}
        tables = {**tables, self.phase: pa.table(columns)}
        yield Shard(tables, facts, len(living), living.nbytes)

    def _living(self, shard: int) -> tuple[pa.Table, np.ndarray, pa.ChunkedArray]:
        """(the living documents of a shard, their rows, the ids of all its documents)."""
        documents = self.source.columns(shard, dict.fromkeys(("id", *self.columns)))
        rows = self.source.living_rows(shard)
        return documents.take(pa.array(rows)), rows, documents.column("id")


def with_dead_rows(rewritten: pa.Table, corpus: Corpus, shard: int) -> pa.Table:
    """The rewritten rows of a shard, and its dead rows in their places: with id and origin, without the text
    that was not rewritten."""
    rows = corpus.living_rows(shard)
    length = corpus.documents.rows[shard]
    if len(rows) == length:
        return rewritten
    dead = np.setdiff1d(np.arange(length), rows)
    kept = corpus.columns(shard, KEPT).take(pa.array(dead))
    empty = pa.array([""] * len(dead), pa.large_string())
    blank = pa.table(
        {
            **{name: kept.column(name) for name in KEPT},
            "text": empty,
            "text_hash": pa.array([NO_TEXT] * len(dead), pa.binary(16)),
            "bytes": pa.array(np.zeros(len(dead), np.int64)),
        }
    )
    whole = pa.concat_tables([rewritten, conform(blank, rewritten.schema)])
    return whole.take(pa.array(np.argsort(np.concatenate([rows, dead]), kind="stable")))


def with_reason(reasons: pa.ChunkedArray, rows: list[int]) -> pa.ChunkedArray:
    """`drop_reason` with FORGOTTEN in these rows."""
    gone = np.isin(np.arange(len(reasons)), rows)
    return pa.chunked_array(
        [pc.if_else(pa.array(gone), pa.scalar(FORGOTTEN, reasons.type), reasons.combine_chunks())]
    )


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
