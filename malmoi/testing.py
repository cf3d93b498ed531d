"""The laws that every stage obeys, as checks for stages of other packages.

`laws(MyStage())` in a test runs the stage on a small bilingual corpus and raises AssertionError naming the
law that it breaks. The project's own stages pass the same checks.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.executor import ONE_CPU, Needs
from pipeline.core.stage import Stage
from pipeline.demo.texts import originals
from pipeline.executors.local import LocalExecutor
from pipeline.readers.source import Source
from pipeline.recipe import Recipe
from pipeline.recipe.history import RECIPE_FILE, RUN_FILE
from pipeline.stages.ingest import Ingest

SHARD_BYTES = 20_000  # some fifteen shards of the corpus below
# Files that differ between equal runs: times, paths, locks.
NOT_PROMISED = ("log.jsonl", ".lock", ".inputs.json", RUN_FILE, RECIPE_FILE)


def laws(stage: Stage, before: Sequence[Stage] = ()) -> None:
    """Check every law for a stage that runs after ingest and the stages `before`.

    Raises AssertionError with the name of the law that is broken.
    """
    with tempfile.TemporaryDirectory(prefix="malmoi-laws-") as folder:
        bench = Bench(Path(folder), stage, tuple(before))
        for law in LAWS:
            try:
                law(bench)
            except AssertionError as error:
                raise AssertionError(f"{stage.name()}: {law.__name__}: {error}") from error


@dataclass(frozen=True)
class Bench:
    """A small corpus in a folder, and runs of the stage on it."""

    folder: Path
    stage: Stage
    before: tuple[Stage, ...] = ()

    def root(self, name: str, executor: Any = None) -> Path:
        """The root of a run of that name; a second call with the name continues it."""
        source = self.folder / "texts.jsonl"
        if not source.exists():
            source.write_text(_texts(), encoding="utf-8")
        ingest = Ingest(
            sources=(Source(name="texts", path=str(source), id_field="id", domain="essay"),),
            shard_bytes=SHARD_BYTES,
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


def same_bytes_however_many_workers(bench: Bench) -> None:
    """One, two and eight workers write the same bytes."""
    expected = contents(bench.root("plain"))
    for workers in (2, 8):
        actual = contents(bench.root(f"workers-{workers}", LocalExecutor(workers)))
        assert _differing(expected, actual) == [], _differing(expected, actual)


def same_bytes_after_interruptions(bench: Bench) -> None:
    """A run that is stopped after every third unit ends with the same bytes."""
    expected = contents(bench.root("plain"))
    stopped = True
    while stopped:
        try:
            bench.root("stopped", _Stopping(3))
            stopped = False
        except KeyboardInterrupt:
            continue
    actual = contents(bench.folder / "stopped")
    assert _differing(expected, actual) == [], _differing(expected, actual)


def second_run_does_nothing(bench: Bench) -> None:
    """On a finished root no unit runs again."""
    bench.root("plain")
    bench.root("plain", _Stopping(0))


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
    same_bytes_however_many_workers,
    same_bytes_after_interruptions,
    second_run_does_nothing,
    marks_hold_one_row_per_document,
    documents_in_are_living_plus_dropped,
)


def contents(root: Path) -> dict[str, bytes]:
    """Relative path -> bytes of every file that a run promises to reproduce."""
    files = (p for p in sorted(root.rglob("*")) if p.is_file() and p.name not in NOT_PROMISED)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files}


class _Stopping(LocalExecutor):
    """Raises KeyboardInterrupt instead of running one unit more than `allowed`."""

    def __init__(self, allowed: int) -> None:
        super().__init__()
        self.left = allowed

    def map(
        self, function: Callable[[Any], Any], items: Any, needs: Needs = ONE_CPU
    ) -> Iterator[Any]:
        for item in items:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            yield function(item)


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
