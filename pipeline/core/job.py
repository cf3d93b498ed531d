"""Job: the verbs of stages (make, map, exchange, mark, build), and the rules of what runs again.

Every phase is a folder `<root>/<stage>/<phase>/`: `_phase.json` describes it, each shard carries its
receipt, `_commit.json` lists the shards once all are written. A committed phase is skipped. One that was
interrupted, or whose inputs grew, continues with the units that have no receipt. One with another
description is refused with the difference, unless the job may replace it.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.core import cost, log, spill
from pipeline.core.corpus import Corpus
from pipeline.core.cost import Cost, Measured
from pipeline.core.dataset import ADDRESS, COMMIT_FILE, Dataset, Folder
from pipeline.core.disk import writing
from pipeline.core.errors import ConservationError
from pipeline.core.exchange import ByKey, Reducer, Rows, ToShards
from pipeline.core.executor import ONE_CPU, Executor, Failed, Needs, succeeded
from pipeline.core.identity import Identified, describe, describe_function, fingerprint
from pipeline.core.kernel import Kernel, Kernels, kernels_in
from pipeline.core.paths import fields_of
from pipeline.core.poison import MOST_UNITS, NO_BOUNDS, Bounds, Poisoned, culprits
from pipeline.core.progress import Progress
from pipeline.core.record import Record
from pipeline.core.shuffle import Merge, Parting, Reduce, Routes, Spill, split
from pipeline.core.store import Store
from pipeline.core.unit import Make, Map, Mark, Output, Perform, Unit

if TYPE_CHECKING:
    from pipeline.core.stage import Stage


@dataclass(frozen=True)
class Build:
    """Run `function(folder)` on an empty local folder and move its files to storage."""

    store: Store
    path: str
    function: Callable[[Path], None]

    def __call__(self, unit: Unit) -> dict[str, tuple[int, str]]:
        with tempfile.TemporaryDirectory(prefix="malmoi-") as folder:
            with writing(f"{folder} (for {self.path})", "or set TMPDIR to another folder"):
                self.function(Path(folder))
            return self.store.put_folder(Path(folder), self.path)


def _fingerprints(made: dict[str, Any], items: Iterable[Any]) -> Iterator[tuple[int, str]]:
    """(number, fingerprint) of the unit of each item; the description is hashed once."""
    one = fingerprint(made)
    return ((i, fingerprint([one, item])) for i, item in enumerate(items))


def _check_count(before: Dataset, after: Dataset, fact: str) -> None:
    """Raise ConservationError unless the units of `after` have read every row of `before`."""
    read = after.commit["facts"].get(fact, 0)
    if read != before.num_rows:
        raise ConservationError(
            f"{after.path}: {before.num_rows} rows were spilled, {read} came back"
        )


def _unchanged(table: pa.Table, *aligned: pa.Table) -> pa.Table:
    """The rows that an exchange without `emit` spills: those of the shard."""
    return table


@dataclass(frozen=True)
class _Inputs:
    """The inputs of a phase over shards."""

    source: Corpus | Dataset
    columns: tuple[str, ...]
    aligned: tuple[Dataset, ...]

    def identity(self) -> dict[str, Any]:
        """The identity of all shards together."""
        return {
            "source": describe(self.source),
            "columns": sorted(self.columns),
            "aligned": describe(list(self.aligned)),
        }

    def of_shard(self, shard: int) -> list[Any]:
        """The identity of one shard. Its place counts only if the phase reads addresses."""
        contents = [d.shard_identity(shard) for d in (self.source, *self.aligned)]
        return [sorted(self.columns), contents, shard if ADDRESS in self.columns else None]


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
    # GPUs of a unit whose kernels run on one.
    gpus: float = 1
    bounds: Bounds = NO_BOUNDS
    # Fields by stage, and the corpus of this one, to explain a refusal.
    around: Mapping[str, Any] = field(default_factory=dict)
    # The stages after this one.
    later: tuple["Stage", ...] = ()
    # Phases that this run skipped or made.
    standing: set[str] = field(default_factory=set)

    def kernel(self, name: str) -> Kernel:
        """A kernel, with the backend that the recipe gives or its preferred one."""
        assert self.kernels is not None, "this job was given no kernels"
        return self.kernels.kernel(name, dict(self.backends).get(name))

    def explained_by(self, stages: Iterable["Stage"]) -> "Job":
        """This job for phases that depend on the fields of these stages too: a refusal shows them."""
        fields = {stage.name(): fields_of(stage) for stage in stages}
        known = self.around.get("fields", {})
        return replace(self, around={**self.around, "fields": {**known, **fields}})

    def make(
        self,
        phase: str,
        function: Callable[..., Any],
        items: Sequence[Identified],
        sides: Iterable[str] = (),
    ) -> Dataset:
        """`function(item)` -> iterator of tables; each item is a unit and may yield many shards."""
        output = Output(self.store, self.stage, phase)
        work = Make(phase, function)
        one = describe_function(function, Make, Perform, *{type(item) for item in items})
        inputs = [item.identity() for item in items]
        units = [Unit(i, mark, items[i]) for i, mark in _fingerprints(one, inputs)]
        perform = Perform(output, work, many=True)
        return self._run(output, {**one, "items": inputs}, units, perform, tuple(sides))

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
        inputs = _Inputs(source, work.columns, work.aligned)
        return self._over_shards(work, inputs, describe_function(function, Map, Perform), sides)

    def mark(
        self,
        function: Callable[..., Any],
        corpus: Corpus,
        columns: Iterable[str],
        aligned: Sequence[Dataset] = (),
        sides: Iterable[str] = (),
        by_shard: bool = False,
    ) -> Corpus:
        """`function(living, *aligned)` -> one row per living document with `drop_reason`. With `by_shard`
        the facts of the marks say how many documents each shard loses."""
        work = Mark("marks", function, corpus, tuple(columns), tuple(aligned), by_shard)
        inputs = _Inputs(corpus, work.columns, work.aligned)
        marks = self._over_shards(work, inputs, describe_function(function, Mark, Perform), sides)
        self._check_conservation(corpus, marks)
        return corpus.with_marks(self.stage, marks)

    def exchange(self, phase: str, rows: Rows, to: ByKey | ToShards, reduce: Reducer) -> Dataset:
        """Bring rows with an equal key into one part, and reduce each part to a shard.

        Rows are spilled by part, merged if there are many shards, then read, sorted and reduced. The
        files between are deleted once the next ones are committed.
        """
        parting = Parting.of(to, rows.source.num_shards)
        routes = Routes.between(rows.source.num_shards, parting.parts)
        keys = (to.key, *(k for k in reduce.order if k != to.key))
        given = {"parts": to.parts} if isinstance(to, ByKey) and to.parts else {}
        inputs = _Inputs(rows.source, tuple(rows.columns or ()), tuple(rows.aligned))
        spill_one = {
            **describe_function(rows.emit or _unchanged, Spill, Perform, spill.write_spill),
            "exchange": {"by": keys, **given},
            "derived": {"parts": parting.parts},
        }
        one = {
            **describe_function(
                reduce.function, type(reduce), Reduce, Merge, Perform, spill.rows_of
            ),
            "exchange": {"by": keys, "emit": spill_one, **given},
            "derived": {"parts": parting.parts},
            "beside": [d.identity() for d in reduce.beside],
        }
        made = {**one, "inputs": inputs.identity()}
        output = Output(self.store, self.stage, phase, ".arrow" if reduce.stream else ".parquet")
        if self._record(output, made, reduce.sides).stands():
            # a kill right after the commit leaves these behind
            self._delete(f"{output.path}.spill", f"{output.path}.merged")
            return self._finished(output)
        work = Spill(f"{phase}.spill", rows, parting, routes)
        files = self._spilled(work, inputs, spill_one)
        units = [Unit(i, mark, i) for i, mark in _fingerprints(made, range(parting.parts))]
        perform = Perform(output, Reduce(phase, reduce, files, routes, keys))
        reduced = self._run(output, made, units, perform, reduce.sides)
        _check_count(files, reduced, "exchanged")
        self._delete(files.path)
        return reduced

    def _spilled(self, work: Spill, inputs: "_Inputs", one: dict[str, Any]) -> Dataset:
        """The files that the parts of an exchange read: spills, or merges of them."""
        routes = work.routes
        one = {**one, "routes": [routes.width, routes.height]}
        if not routes.merges:
            return self._over_shards(work, inputs, one, extension=spill.EXTENSION)
        phase = work.phase.removesuffix(".spill") + ".merged"
        output = Output(self.store, self.stage, phase, spill.EXTENSION)
        code = describe_function(split, Merge, Perform, spill.rows_of, spill.write_spill)
        made = {**code, "spill": one, "inputs": inputs.identity()}
        if self._record(output, made).stands():
            self._delete(f"{self.stage}/{work.phase}")
            return self._finished(output)
        spilled = self._over_shards(work, inputs, one, extension=spill.EXTENSION)
        merges = range(routes.groups * routes.buckets)
        units = [Unit(i, mark, i) for i, mark in _fingerprints(made, merges)]
        perform = Perform(output, Merge(phase, spilled, work.parting, routes))
        merged = self._run(output, made, units, perform)
        _check_count(spilled, merged, "merged")
        self._delete(spilled.path)
        return merged

    def _delete(self, *paths: str) -> None:
        for path in paths:
            self.store.delete(path)

    def build(self, phase: str, function: Callable[[Path], None]) -> Folder:
        """`function(folder)` fills a folder with files: a model, a tokenizer. One unit."""
        output = Output(self.store, self.stage, phase)
        record = self._record(output, describe_function(function, Build))
        if not record.stands():
            record.begin_folder()
            started = time.monotonic()
            with self.progress.phase(self.stage, phase, 1, 0) as bar:
                build = Build(self.store, output.path, function)
                needs = self._needs(build)
                (result,) = self.executor.map(Measured(build), [Unit(0, "", None)], needs)
                written, spent = succeeded(result, output.path)
                total = sum(size for size, _ in written.values())
                bar.advance(0, total, spent.peak)
            record.commit_folder(written)
            counted = {"units": 1, "kept": 0, "rows": 0, "bytes": total}
            self._log(phase, counted, [spent], total, started)
        self.standing.add(output.path)
        return Folder(self.store, output.path)

    # -- how a phase is run ------------------------------------------------------------------

    def _record(self, output: Output, made: dict[str, Any], sides: Iterable[str] = ()) -> Record:
        made = json.loads(json.dumps(made))  # tuples become lists, as they will read back
        return Record(output, made, tuple(sides), self.replace, dict(self.around), self._later)

    def _later(self, path: str) -> str:
        """A phase and the finished ones that come after it, in words."""
        stages = [stage.name() for stage in self.later]
        folders = {f"{stage}/{name}" for stage in stages for name in self.store.folders(stage)}
        folders |= {f"{self.stage}/{name}" for name in self.store.folders(self.stage)}
        finished = [f for f in folders if self.store.exists(f"{f}/{COMMIT_FILE}")]
        after = len([f for f in finished if f not in self.standing and f != path])
        if not after:
            return path
        return f"{path} and {after} later phase{'s' if after > 1 else ''}"

    def _finished(self, output: Output) -> Dataset:
        self.standing.add(output.path)
        return Dataset(self.store, output.path)

    def _needs(self, work: Any) -> Needs:
        on_gpu = any(kernel.on_gpu for kernel in kernels_in(work))
        needs = Needs(gpus=self.gpus) if on_gpu else ONE_CPU
        limited = isinstance(work, Perform) and isinstance(work.work, Map | Mark | Spill)
        return replace(needs, seconds=self.bounds.seconds_per_unit) if limited else needs

    def _over_shards(
        self,
        work: Map | Mark | Spill,
        inputs: "_Inputs",
        one: dict[str, Any],
        sides: Iterable[str] = (),
        extension: str = ".parquet",
    ) -> Dataset:
        """Run a unit for each shard; its fingerprint is of the function and the content of that shard."""
        output = Output(self.store, self.stage, work.phase, extension)
        made = {**one, "inputs": inputs.identity()}
        contents = (inputs.of_shard(i) for i in range(inputs.source.num_shards))
        units = [Unit(i, mark, i) for i, mark in _fingerprints(one, contents)]
        return self._run(output, made, units, Perform(output, work), tuple(sides))

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
            return self._finished(output)
        finished, pending = record.match(units)
        kept, started, rows, size = len(finished), time.monotonic(), 0, 0
        failed: list[Failed] = []
        costs: list[Cost] = []
        with self.progress.phase(self.stage, output.phase, len(units), kept) as bar:
            for result in self.executor.map(Measured(perform), pending, self._needs(perform)):
                if isinstance(result, Failed):
                    failed.append(result)
                    if len(failed) == MOST_UNITS:
                        break
                    continue
                done, spent = result
                costs.append(spent)
                finished[done.unit] = done.shards
                rows, size = rows + done.rows_read, size + done.bytes_read
                bar.advance(done.rows_read, done.bytes_read, spent.peak)
        if failed:
            self._explain(failed, output, perform)
        record.commit([s for u in units for s in finished[u.index]])
        counted = {"units": len(units), "kept": kept, "rows": rows, "bytes": size}
        folders = (output.path, *(output.side(side) for side in sides))
        self._log(output.phase, counted, costs, self._size_of(folders), started)
        return self._finished(output)

    def _explain(self, failed: list[Failed], output: Output, perform: Perform) -> None:
        """Raise Poisoned with the documents that make units fail alone, JobError if there are none."""
        failed = sorted(failed, key=lambda f: f.item.index)
        error, needs = failed[0].error(output.path), self._needs(perform)
        name = f"{output.path} {failed[0].item.name}"
        self.progress.note(
            f"{name} failed: {failed[0].reason}; looking for the document that makes it fail"
        )
        found = culprits(self.executor, perform.work, failed, needs, self.bounds, output.phase)
        if not found:
            self.progress.note("no document makes it fail alone")
            raise error
        raise Poisoned(found, error, [f.item.item for f in failed])

    def _check_conservation(self, corpus: Corpus, marks: Dataset) -> None:
        """Raise ConservationError unless documents in = living + dropped = living after the stage before."""
        facts = marks.commit["facts"]
        before = (
            corpus.marks[-1][1].commit["facts"]["living"]
            if corpus.marks
            else corpus.documents.num_rows
        )
        after = facts["living"] + sum(facts["dropped"].values())
        if facts["in"] != before or after != before or marks.rows != corpus.documents.rows:
            raise ConservationError(
                f"stage {self.stage}: {before} documents lived before it, {facts['in']} went in, "
                f"{facts['living']} live and {sum(facts['dropped'].values())} were dropped"
            )

    def _size_of(self, folders: Iterable[str]) -> int:
        """Bytes of the files in folders; 0 on an object store, which keeps no log."""
        if not self.store.local:
            return 0
        return sum(sum(self.store.sizes(folder).values()) for folder in folders)

    def _log(
        self, phase: str, counted: dict[str, int], costs: list[Cost], written: int, started: float
    ) -> None:
        """Counts, timings and costs, for people and forecasts; never part of any output's identity."""
        line = {
            "stage": self.stage,
            "phase": phase,
            **counted,
            "seconds": round(time.monotonic() - started, 3),
            **cost.summed(costs),
            "driver": round(cost.lap(), 3),
            "driver_peak": cost.peak(),
            "written": written,
        }
        log.add(self.store, line)
