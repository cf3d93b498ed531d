"""Job: the verbs a stage is written in (make, map, exchange, mark, build), and what is done again.

Every phase is a folder `<root>/<stage>/<phase>/`: `_phase.json` says what it is made of, each shard
carries its receipt, `_commit.json` lists the shards once all are there. A phase whose commit stands
is skipped; one that was interrupted continues with the units that have no receipt; one made by
anything else is refused with the difference, unless the job may replace it.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.core import spill
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset, Folder, Store
from pipeline.core.errors import ConservationError
from pipeline.core.exchange import Given, Reduce, Spill
from pipeline.core.executor import ONE_CPU, Executor, Needs
from pipeline.core.identity import Identified, describe, describe_function, fingerprint
from pipeline.core.kernel import Kernel, Kernels, kernels_in
from pipeline.core.progress import Progress
from pipeline.core.record import Record
from pipeline.core.unit import Make, Map, Mark, Output, Perform, Sharded, Unit

LOG_FILE = "log.jsonl"


@dataclass(frozen=True)
class Build:
    """Run `function(folder)` on an empty local folder and move its files to storage."""

    store: Store
    path: str
    function: Callable[[Path], None]

    def __call__(self, unit: Unit) -> dict[str, int]:
        with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
            self.function(Path(folder))
            return self.store.put_folder(Path(folder), self.path)


@dataclass(frozen=True)
class Job:
    """One stage's access to storage, to the executor and to the rules above."""

    store: Store
    stage: str
    executor: Executor
    progress: Progress
    replace: bool = False
    kernels: Kernels | None = None
    backends: tuple[tuple[str, str], ...] = ()
    gpus: float = 1  # of a unit whose kernels run on one

    def kernel(self, name: str) -> Kernel:
        """A kernel, with the backend that the recipe gives or its preferred one."""
        assert self.kernels is not None, "this job was given no kernels"
        return self.kernels.kernel(name, dict(self.backends).get(name))

    def make(
        self,
        phase: str,
        function: Callable[..., Any],
        items: Sequence[Identified],
        sides: Iterable[str] = (),
    ) -> Dataset:
        """`function(item)` -> iterator of tables; each item is a unit and may yield many shards."""
        made = describe_function(function)
        inputs = [item.identity() for item in items]
        units = [Unit(i, fingerprint([made, inputs[i]]), item) for i, item in enumerate(items)]
        output = Output(self.store, self.stage, phase)
        perform = Perform(output, Make(phase, function), many=True)
        return self._run(output, {**made, "inputs": inputs}, units, perform, tuple(sides))

    def map(
        self,
        phase: str,
        function: Callable[..., Any],
        source: Corpus | Dataset,
        columns: Iterable[str],
        aligned: Sequence[Dataset] = (),
        keep_rows: bool = False,
        sides: Iterable[str] = (),
    ) -> Dataset:
        """`function(table, *aligned)` -> table, shard by shard over living documents or rows."""
        work = Map(phase, function, source, tuple(columns), tuple(aligned), keep_rows)
        made = self._describe(function, source, columns, aligned)
        return self._over_shards(phase, made, source, work, tuple(sides))

    def mark(
        self,
        function: Callable[..., Any],
        corpus: Corpus,
        columns: Iterable[str],
        aligned: Sequence[Dataset] = (),
        sides: Iterable[str] = (),
    ) -> Corpus:
        """`function(living, *aligned)` -> one row per living document with `drop_reason`."""
        work = Mark("marks", function, corpus, tuple(columns), tuple(aligned))
        made = self._describe(function, corpus, columns, aligned)
        marks = self._over_shards("marks", made, corpus, work, tuple(sides))
        self._check_conservation(corpus, marks)
        return corpus.with_marks(self.stage, marks)

    def exchange(
        self,
        phase: str,
        function: Callable[..., Any],
        source: Corpus | Dataset,
        by: str,
        sort: Iterable[str] = (),
        emit: Callable[..., pa.Table] | None = None,
        columns: Iterable[str] | None = None,
        aligned: Sequence[Dataset] = (),
        parts: int | None = None,
        to_shards_of: Corpus | Sharded | None = None,
        stream: bool = False,
        given: Given = "sorted",
        beside: Sequence[Sharded] = (),
        sides: Iterable[str] = (),
    ) -> Dataset:
        """Rows with an equal `by` meet: spilled by part, sorted by `by` and `sort`, then reduced.

        `emit` turns source rows into the rows to exchange, in the same pass. With `to_shards_of`,
        `by` is an address and part i holds the rows for shard i. `given` (core/exchange.py) says how the
        function takes them; what is `beside` has a shard for each part, which it gets after the rows. Spills
        are deleted at commit.
        """
        columns = None if columns is None else tuple(columns)
        parts = to_shards_of.num_shards if to_shards_of else parts or max(source.num_shards, 1)
        keys = (by, *(k for k in sort if k != by))
        made = {
            **self._describe(function, source, columns or (), aligned),
            "exchange": {"by": keys, "parts": parts, "emit": describe(emit) if emit else None},
        }
        if beside:
            made["beside"] = describe(list(beside))
        output = Output(self.store, self.stage, phase, ".arrow" if stream else ".parquet")
        if self._record(output, made, tuple(sides)).stands():
            # a kill right after the commit leaves the spill behind
            self.store.delete(f"{output.path}.spill")
            return Dataset(self.store, output.path)
        work = Spill(
            f"{phase}.spill",
            emit,
            source,
            columns,
            tuple(aligned),
            by,
            parts,
            to_shards_of is not None,
        )
        spilled = self._over_shards(
            work.phase, {**made, "side": "map"}, source, work, extension=spill.EXTENSION
        )
        units = [Unit(i, fingerprint([made, i]), i) for i in range(parts)]
        perform = Perform(output, Reduce(phase, function, spilled, keys, given, tuple(beside)))
        reduced = self._run(output, made, units, perform, tuple(sides))
        if reduced.commit["facts"].get("exchanged", 0) != spilled.num_rows:
            raise ConservationError(
                f"{output.path}: {spilled.num_rows} rows were spilled, "
                f"{reduced.commit['facts'].get('exchanged', 0)} came back"
            )
        self.store.delete(spilled.path)
        return reduced

    def build(self, phase: str, function: Callable[[Path], None]) -> Folder:
        """`function(folder)` fills a folder with files: a model, a tokenizer. One unit."""
        output = Output(self.store, self.stage, phase)
        record = self._record(output, describe_function(function))
        if not record.stands():
            record.begin_folder()
            started = time.monotonic()
            with self.progress.phase(self.stage, phase, 1, 0) as bar:
                build = Build(self.store, output.path, function)
                (sizes,) = self.executor.map(build, [Unit(0, "", None)], self._needs(build))
                bar.advance(0, sum(sizes.values()))
            record.commit_folder(sizes)
            self._log(phase, 1, 0, 0, sum(sizes.values()), time.monotonic() - started)
        return Folder(self.store, output.path)

    # -- how a phase is run ------------------------------------------------------------------

    def _record(self, output: Output, made: dict[str, Any], sides: tuple[str, ...] = ()) -> Record:
        made = json.loads(json.dumps(made))  # tuples become lists, as they will read back
        return Record(output, made, sides, self.replace)

    def _needs(self, work: Any) -> Needs:
        on_gpu = any(kernel.on_gpu for kernel in kernels_in(work))
        return Needs(gpus=self.gpus) if on_gpu else ONE_CPU

    def _describe(
        self,
        function: Any,
        source: Corpus | Dataset,
        columns: Iterable[str],
        aligned: Sequence[Dataset],
    ) -> dict[str, Any]:
        inputs = {
            "source": source.identity(),
            "columns": sorted(columns),
            "aligned": describe(list(aligned)),
        }
        return {**describe_function(function), "inputs": inputs}

    def _over_shards(
        self,
        phase: str,
        made: dict[str, Any],
        source: Corpus | Dataset,
        work: Any,
        sides: tuple[str, ...] = (),
        extension: str = ".parquet",
    ) -> Dataset:
        output = Output(self.store, self.stage, phase, extension)
        units = [Unit(i, fingerprint([made, i]), i) for i in range(source.num_shards)]
        return self._run(output, made, units, Perform(output, work), sides)

    def _run(
        self,
        output: Output,
        made: dict[str, Any],
        units: list[Unit],
        perform: Perform,
        sides: tuple[str, ...] = (),
    ) -> Dataset:
        record = self._record(output, made, sides)
        if record.stands():
            return Dataset(self.store, output.path)
        finished = record.finished(units)
        pending = [u for u in units if u.index not in finished]
        started, rows, size = time.monotonic(), 0, 0
        with self.progress.phase(self.stage, output.phase, len(units), len(finished)) as bar:
            for done_unit in self.executor.map(perform, pending, self._needs(perform)):
                finished[done_unit.unit] = done_unit.shards
                rows, size = rows + done_unit.rows_read, size + done_unit.bytes_read
                bar.advance(done_unit.rows_read, done_unit.bytes_read)
        record.commit([s for u in units for s in finished[u.index]])
        self._log(
            output.phase,
            len(units),
            len(units) - len(pending),
            rows,
            size,
            time.monotonic() - started,
        )
        return Dataset(self.store, output.path)

    def _check_conservation(self, corpus: Corpus, marks: Dataset) -> None:
        """Documents in = living + dropped, and in = what the stage before left alive."""
        facts = marks.commit["facts"]
        before = (
            corpus.marks[-1][1].commit["facts"]["living"]
            if corpus.marks
            else corpus.documents.num_rows
        )
        after = facts["living"] + sum(facts["dropped"].values())
        if facts["in"] != before or after != before or marks.rows != corpus.documents.rows:
            raise ConservationError(
                f"stage {self.stage}: {before} documents lived before it, {facts['in']} were shown, "
                f"{facts['living']} live and {sum(facts['dropped'].values())} were dropped"
            )

    def _log(self, phase: str, units: int, kept: int, rows: int, size: int, seconds: float) -> None:
        """Timings, for people; never part of any output's identity."""
        if not self.store.local:
            return
        line = {"stage": self.stage, "phase": phase, "units": units, "kept": kept, "rows": rows}
        with open(self.store.at(LOG_FILE), "a") as log:
            log.write(json.dumps({**line, "bytes": size, "seconds": round(seconds, 3)}) + "\n")
