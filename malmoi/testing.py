"""The laws that every stage obeys, as checks for stages of other packages.

`laws(MyStage())` in a test runs the stage on a small bilingual corpus and raises AssertionError naming the
law that it breaks. The project's own stages pass the same checks.
"""

import json
import os
import pickle
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import recipe as recipes
from pipeline.contract import RUN_FILE
from pipeline.core.corpus import Corpus
from pipeline.core.executor import ONE_CPU, Needs
from pipeline.core.stage import Stage
from pipeline.demo.texts import originals
from pipeline.executors.local import LocalExecutor
from pipeline.export.made import FILE as EXPORTS_FILE
from pipeline.readers.source import Source
from pipeline.recipe import Recipe
from pipeline.recipe.history import RECIPE_FILE
from pipeline.stages.ingest import Ingest

SHARD_BYTES = 20_000  # some fifteen shards of the corpus below
LARGER_SHARD_BYTES = 50_000  # some six shards, which begin with other documents
# Units between two interruptions: a phase of fifteen shards is stopped twice, each time at another place.
UNITS_BETWEEN_STOPS = 7
# Interruptions after which a run has to end: dedup_fuzzy, the stage of most units, takes about twenty.
MOST_STOPS = 1000
# Exit status of the process of another hash seed if it cannot import the stage.
NOT_IMPORTED = 3
# Files that differ between equal runs: times, paths, locks.
NOT_PROMISED = ("log.jsonl", ".lock", ".inputs.json", RUN_FILE, RECIPE_FILE, EXPORTS_FILE)


def laws(stage: Stage, before: Sequence[Stage] = ()) -> None:
    """Check every law for a stage that runs after ingest and the stages `before`.

    Raises AssertionError with the name of the law that is broken; an error of the stage itself breaks the law
    under which it is raised. Warns if a law cannot be checked because the stage cannot be imported by
    another process.
    """
    with tempfile.TemporaryDirectory(prefix="malmoi-laws-") as folder:
        bench = Bench(Path(folder), stage, tuple(before))
        for law in LAWS:
            try:
                law(bench)
            except AssertionError as error:
                raise AssertionError(f"{stage.name()}: {law.__name__}: {error}") from error
            except Exception as error:
                what = f"{type(error).__name__}: {error}"
                raise AssertionError(f"{stage.name()}: {law.__name__}: {what}") from error


@dataclass(frozen=True)
class Bench:
    """A small corpus in a folder, and runs of the stage on it."""

    folder: Path
    stage: Stage
    before: tuple[Stage, ...] = ()

    def root(self, name: str, executor: Any = None, shard_bytes: int = SHARD_BYTES) -> Path:
        """The root of a run of that name; a second call with the name continues it."""
        source = self.folder / "texts.jsonl"
        if not source.exists():
            source.write_text(_texts(), encoding="utf-8")
        ingest = Ingest(
            sources=(Source(name="texts", path=str(source), id_field="id", domain="essay"),),
            shard_bytes=shard_bytes,
        )
        recipe = Recipe.of(self.folder / name, ingest, *self.before, self.stage, executor="local")
        recipes.run(recipe, executor=executor or LocalExecutor())
        return self.folder / name

    def corpora(self) -> tuple[Corpus, Corpus]:
        """The corpus before the stage and after it."""
        after = Corpus.open(str(self.root("plain")))
        name = self.stage.name()
        marked = any(stage == name for stage, _ in after.marks)
        return (after.before(name) if marked else after), after


def runs_without_an_error(bench: Bench) -> None:
    """The stage runs over Korean and English texts."""
    bench.root("plain")


def stage_that_marks_leaves_marks(bench: Bench) -> None:
    """A stage whose act is `mark` has marks in the corpus that it returns."""
    if bench.stage.act == "mark":
        before, after = bench.corpora()
        assert len(after.marks) > len(before.marks), "act is 'mark', and run() returned no marks"


def same_bytes_however_many_workers(bench: Bench) -> None:
    """One, two and eight workers write the same bytes."""
    expected = contents(bench.root("plain"))
    for workers in (2, 8):
        actual = contents(bench.root(f"workers-{workers}", LocalExecutor(workers)))
        assert _differing(expected, actual) == [], _differing(expected, actual)


def same_bytes_after_interruptions(bench: Bench) -> None:
    """A run that is stopped after every seventh unit ends with the same bytes."""
    expected = contents(bench.root("plain"))
    for _ in range(MOST_STOPS):
        try:
            bench.root("stopped", _Stopping(UNITS_BETWEEN_STOPS))
            break
        except _Stopped:
            continue
    else:
        raise AssertionError(f"the run did not end after {MOST_STOPS:,} interruptions")
    actual = contents(bench.folder / "stopped")
    assert _differing(expected, actual) == [], _differing(expected, actual)


def same_bytes_whatever_strings_hash_to(bench: Bench) -> None:
    """A process with another PYTHONHASHSEED writes the same bytes: hash() of texts and the order of sets
    differ there. Warns if that process cannot import the stage."""
    expected = contents(bench.root("plain"))
    why = _run_with_another_hash_seed(bench, "rehashed")
    if why:
        warnings.warn(
            f"{bench.stage.name()}: same_bytes_whatever_strings_hash_to was not checked, because another "
            f"process cannot import the stage ({why}); define it at the top of a module",
            stacklevel=3,
        )
        return
    actual = contents(bench.folder / "rehashed")
    assert _differing(expected, actual) == [], _differing(expected, actual)


def same_drops_however_documents_are_cut_into_shards(bench: Bench) -> None:
    """In larger shards each document has the same drop_reason."""
    if bench.stage.act != "mark":
        return
    expected = _reasons(bench.root("plain"), bench.stage.name())
    root = bench.root("larger-shards", shard_bytes=LARGER_SHARD_BYTES)
    actual = _reasons(root, bench.stage.name())
    assert expected.keys() == actual.keys(), "other documents are marked"
    differing = [
        f"document {i}: {reason} in shards of {SHARD_BYTES:,} bytes, {actual[i]} in shards of "
        f"{LARGER_SHARD_BYTES:,}"
        for i, reason in expected.items()
        if actual[i] != reason
    ]
    assert not differing, f"{len(differing)} documents differ, such as {differing[0]}"


def second_run_does_nothing(bench: Bench) -> None:
    """On a finished root no unit runs again."""
    bench.root("plain")
    try:
        bench.root("plain", _Stopping(0))
    except _Stopped:
        raise AssertionError("a unit of work ran again") from None


def marks_hold_one_row_per_document(bench: Bench) -> None:
    """Marks have the ids of the documents, in their order, and nothing for those that were dropped before."""
    before, after = bench.corpora()
    for name, marks in after.marks[len(before.marks) :]:
        for shard in range(after.num_shards):
            table = marks.read(shard)
            ids = after.documents.read(shard, ["id"]).column("id")
            assert table.column("id").equals(ids), f"shard {shard} of {name}: other ids"
            alive = set(before.living_rows(shard).tolist())
            dead = [row for row in range(len(table)) if row not in alive]
            values = table.drop_columns(["id"]).take(pa.array(dead, pa.int64())).to_pylist()
            assert all(set(v.values()) == {None} for v in values), f"{name} marks the dropped"


def documents_in_are_living_plus_dropped(bench: Bench) -> None:
    """Nothing is lost and nothing is counted twice."""
    before, after = bench.corpora()
    if len(after.marks) > len(before.marks):
        facts = after.marks_of(bench.stage.name()).commit["facts"]
        living = sum(len(after.living_rows(s)) for s in range(after.num_shards))
        assert facts["in"] == facts["living"] + sum(facts["dropped"].values()), facts
        assert facts["living"] == living, (facts, living)
    assert after.documents.num_rows == _number_of_texts(), "documents were lost"


LAWS: tuple[Callable[[Bench], None], ...] = (
    runs_without_an_error,
    stage_that_marks_leaves_marks,
    second_run_does_nothing,
    same_bytes_however_many_workers,
    same_bytes_after_interruptions,
    same_bytes_whatever_strings_hash_to,
    same_drops_however_documents_are_cut_into_shards,
    marks_hold_one_row_per_document,
    documents_in_are_living_plus_dropped,
)


def contents(root: Path) -> dict[str, bytes]:
    """Relative path -> bytes of every file that a run promises to reproduce."""
    files = (p for p in sorted(root.rglob("*")) if p.is_file() and p.name not in NOT_PROMISED)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files}


class _Stopped(KeyboardInterrupt):
    """An interruption by a law; one by a person is a plain KeyboardInterrupt and ends the test."""


class _Stopping(LocalExecutor):
    """Raises _Stopped instead of running one unit more than `allowed`."""

    def __init__(self, allowed: int) -> None:
        super().__init__()
        self.left = allowed

    def map(
        self, function: Callable[[Any], Any], items: Any, needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        for item in items:
            if self.left == 0:
                raise _Stopped
            self.left -= 1
            yield function(item)


def _run_with_another_hash_seed(bench: Bench, name: str) -> str:
    """Run the bench under that name in a process with another PYTHONHASHSEED.

    Returns why that process cannot import the stage, "" if it ran. Raises AssertionError with the last line
    of its errors if the run failed.
    """
    if any(type(stage).__module__ == "__main__" for stage in (bench.stage, *bench.before)):
        return "it is defined in __main__"
    try:
        pickled = pickle.dumps((bench, name))
    # each object fails in its own way: PicklingError, AttributeError, TypeError
    except Exception as error:
        return str(error)
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    folders = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
    done = subprocess.run(
        [sys.executable, "-c", "from malmoi import testing; testing._run_pickled()"],
        input=pickled,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": folders},
    )
    errors = done.stderr.decode(errors="replace").strip().splitlines() or [""]
    if done.returncode == NOT_IMPORTED:
        return errors[-1]
    assert done.returncode == 0, f"exit status {done.returncode}: {errors[-1]}"
    return ""


def _run_pickled() -> None:
    """Run the bench that standard input holds."""
    try:
        bench, name = pickle.load(sys.stdin.buffer)
    except (ImportError, AttributeError) as error:
        print(error, file=sys.stderr)
        sys.exit(NOT_IMPORTED)
    bench.root(name)


def _reasons(root: Path, stage: str) -> dict[str, str | None]:
    """id -> drop_reason in the marks of a stage."""
    marks = Corpus.open(str(root)).marks_of(stage).table(["id", "drop_reason"])
    ids, reasons = (marks.column(name).to_pylist() for name in ("id", "drop_reason"))
    return dict(zip(ids, reasons, strict=True))


def _differing(expected: dict[str, bytes], actual: dict[str, bytes]) -> list[str]:
    """Names of the files that differ or that one side lacks."""
    names = expected.keys() | actual.keys()
    return sorted(n for n in names if expected.get(n) != actual.get(n))


def _texts() -> str:
    """JSON lines of Korean and English texts: whole, halved, doubled, in other spacing, short, repeated."""
    rows = []
    for i, text in enumerate(originals()):
        body = text.body
        variants = [body, body[: len(body) // 2], f"{body}\n\n{body}", body.replace(" ", "  ", 5)]
        rows += [{"id": f"{i}-{j}", "text": v} for j, v in enumerate(variants)]
    rows += [{"id": f"short-{i}", "text": "짧다" * (i + 1)} for i in range(9)]
    rows += [{"id": f"again-{i}", "text": rows[i]["text"]} for i in range(0, 40, 4)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _number_of_texts() -> int:
    return _texts().count("\n")
