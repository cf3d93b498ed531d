"""The search for documents that make a phase fail: by parts, under limits, with few attempts."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest

from pipeline import recipe as recipes
from pipeline.core.corpus import Corpus
from pipeline.core.executor import Failed, Needs, attempted
from pipeline.core.job import Job
from pipeline.core.poison import Bounds, Part, culprits
from pipeline.core.progress import Silent
from pipeline.core.stage import Stage
from pipeline.core.store import Store
from pipeline.core.unit import Mark, Unit
from pipeline.executors.local import LocalExecutor
from pipeline.recipe.fold import performed


@dataclass
class Watching:
    """An executor that notes the parts that are tried, and their limits of time."""

    tried: list[Part] = field(default_factory=list)
    limits: list[float | None] = field(default_factory=list)
    retries: set[int | None] = field(default_factory=set)

    def map(self, function: Callable[[Any], Any], items: list[Part], needs: Needs) -> Iterator[Any]:
        self.tried += items
        self.limits.append(needs.seconds)
        self.retries.add(needs.retries)
        return (attempted(function, item) for item in items)

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """4,000 documents in two shards, numbers as texts."""
    corpus = numbers_of(tmp_path_factory.mktemp("numbers"), 4000, 12_000)
    assert corpus.num_shards > 1
    return corpus


def numbers_of(folder: Path, documents: int, shard_bytes: int) -> Corpus:
    """Numbers as texts."""
    lines = (orjson.dumps({"text": f"{i:06d}", "id": str(i)}) for i in range(documents))
    (folder / "a.jsonl").write_bytes(b"\n".join(lines))
    (folder / "r.yaml").write_text(
        f"root: {folder}/root\nstages: {{ingest: {{shard_bytes: {shard_bytes}, sources: "
        "[{name: a, path: a.jsonl, id_field: id, lang: en}]}}\n"
    )
    return recipes.run(recipes.read(folder / "r.yaml"), executor=LocalExecutor())


def work(corpus: Corpus, is_poison: Callable[[list[int]], bool]) -> Mark:
    """A mark that raises if the numbers of its rows are poison."""

    def judge(living: pa.Table) -> pa.Table:
        if is_poison([int(t) for t in living.column("text").to_pylist()]):
            raise ValueError
        return pa.table({"drop_reason": pa.nulls(len(living), pa.string())})

    return Mark("marks", judge, corpus, ("text",), ())


def found(
    corpus: Corpus, is_poison: Callable[[list[int]], bool], bounds: Bounds, *shards: int
) -> tuple[list[int], Watching]:
    """(numbers of the culprits, what was tried) if these shards failed."""
    executor = Watching()
    needs = Needs(seconds=bounds.seconds_per_unit)
    mark = work(corpus, is_poison)
    failed = [attempted(lambda unit: list(mark(unit.item)), Unit(s, "", s)) for s in shards]
    result = culprits(executor, mark, failed, needs, bounds, "marks")
    assert {(c.kind, c.phase) for c in result} <= {("exception", "marks")}
    return [int(c.id) for c in result], executor


def first_of(corpus: Corpus, shard: int) -> int:
    return int(corpus.read(shard, ["id"])["id"][0].as_py())


@pytest.mark.parametrize("place", [0, 1, 500, -1])
def test_one_document_is_found_with_few_attempts(corpus: Corpus, place: int) -> None:
    rows = len(corpus.living_rows(1))
    poison = first_of(corpus, 1) + place % rows
    numbers, executor = found(corpus, lambda row: poison in row, Bounds(), 1)
    assert numbers == [poison]
    # 8 attempts a round, and as many rounds as it takes to divide the rows by 8
    assert len(executor.tried) <= 8 * len(f"{rows - 1:o}")
    assert executor.retries == {0}


def test_documents_of_several_shards_are_found_together(corpus: Corpus) -> None:
    poison = {3, 700, first_of(corpus, 1) + 5}
    numbers, executor = found(corpus, lambda row: bool(poison & set(row)), Bounds(), 0, 1)
    assert set(numbers) == poison
    assert len(executor.limits) <= 5


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """5,000 documents in one shard."""
    return numbers_of(tmp_path_factory.mktemp("large"), 5000, 1 << 20)


def failing_by(poison: Collection[int]) -> Callable[[list[int]], bool]:
    """Raises an exception of its own kind for the first of these documents."""

    def judge(rows: list[int]) -> bool:
        for row in rows:
            if row in poison:
                raise type(f"Error{row}", (ValueError,), {})(f"document {row}")
        return False

    return judge


@pytest.mark.parametrize("is_alike", [True, False], ids=["one-ground", "five-grounds"])
def test_five_of_5000_documents_are_found_by_one_search(large: Corpus, is_alike: bool) -> None:
    poison = {17, 900, 2222, 2900, 4999}
    judge = (lambda row: bool(poison & set(row))) if is_alike else failing_by(poison)
    numbers, executor = found(large, judge, Bounds(), 0)
    assert set(numbers) == poison
    # five levels of eighths, and at each at most eight parts for every document
    assert len(executor.tried) <= 8 * 5 * len(poison)
    assert len(executor.limits) == 5


def test_ground_that_hides_behind_others_up_to_the_last_rows_is_left_to_the_next_search(
    large: Corpus,
) -> None:
    assert found(large, failing_by({40, 41, 3000}), Bounds(), 0)[0] == [40, 3000]
    assert found(large, failing_by({41}), Bounds(), 0)[0] == [41]


@pytest.mark.parametrize("few", [2, 9, 80])
def test_function_that_cannot_take_few_rows_blames_no_sound_document(
    large: Corpus, few: int
) -> None:
    def judge(rows: list[int]) -> bool:
        if 40 in rows:
            raise KeyError
        if len(rows) < few:
            raise IndexError
        return False

    assert found(large, judge, Bounds(), 0)[0] == [40]


@pytest.mark.parametrize(("poison", "is_ended"), [(range(40, 45), False), (range(40, 46), True)])
def test_stage_ends_after_five_searches_in_one_shard(
    large: Corpus, tmp_path: Path, poison: range, is_ended: bool
) -> None:
    """Ten of 5,000 documents may be quarantined, and each of these hides those behind it from a search."""
    first = [0]

    def judge(rows: list[int]) -> bool:
        if len(rows) > 4000:
            first[0] = min(set(poison) & set(rows), default=0)
        return bool(first[0]) and failing_by({first[0]})(rows)

    class Hidden(Stage):
        act = "mark"

        def run(self, corpus: Corpus, job: Job) -> Corpus:
            return job.mark(work(corpus, judge).function, corpus, ["text"])

    executor, notes = Watching(), list[str]()
    progress = Noting(notes)
    own = Job(Store(str(tmp_path / "root")), "hidden", executor, progress)
    if is_ended:
        with pytest.raises(ValueError, match="document 45"):
            performed(Hidden(), large, own)
        assert "hidden/marks has failed on shard 0 6 times" in notes[-1]
    else:
        assert performed(Hidden(), large, own).living_rows(0).tolist() == [
            i for i in range(5000) if i not in poison
        ]
    # a unit and five rounds of at most sixteen parts for each search
    assert len(executor.tried) <= 6 * (1 + 5 * 16) + 2 * 6


class Noting(Silent):
    def __init__(self, notes: list[str]) -> None:
        self.notes = notes

    def note(self, line: str) -> None:
        self.notes.append(line)


def test_documents_that_fail_only_together_are_not_blamed(corpus: Corpus) -> None:
    def both(row: list[int]) -> bool:
        return {0, 300} <= set(row)

    assert found(corpus, both, Bounds(), 0)[0] == []


def test_search_ends_once_one_too_many_is_found(corpus: Corpus) -> None:
    numbers, executor = found(corpus, bool, Bounds(), 0)
    assert len(numbers) == 11  # ten of 4,000 may be quarantined
    assert len(executor.tried) < 8 * 11 * 5


def test_one_too_many_far_apart_are_all_found(corpus: Corpus) -> None:
    """Each alone in its part of an eighth: no round may leave one out."""
    gap = max(len(corpus.living_rows(shard)) for shard in (0, 1)) // 8 + 1
    poison = {first_of(corpus, shard) + gap * i for shard in (0, 1) for i in range(6)}
    numbers, _ = found(corpus, lambda row: bool(poison & set(row)), Bounds(), 0, 1)
    assert len(numbers) == 11
    assert set(numbers) < poison


def test_parts_have_less_time_than_units(corpus: Corpus) -> None:
    bounds = Bounds(seconds_per_unit=800, seconds_per_record=5)
    limits = found(corpus, lambda row: 7 in row, bounds, 0)[1].limits
    assert limits[0] == pytest.approx(105, rel=0.05)
    assert limits == sorted(limits, reverse=True)  # type: ignore[type-var]
    assert limits[-1] == pytest.approx(5 + 800 / len(corpus.living_rows(0)))
    assert set(found(corpus, lambda row: 7 in row, Bounds(), 0)[1].limits) == {None}


@pytest.mark.parametrize(
    ("documents", "most"),
    [(1, 1), (3, 1), (4, 1), (8, 2), (40, 10), (4000, 10), (1_000_000, 100), (10_000_000, 1000)],
)
def test_number_that_may_be_quarantined_grows_with_the_corpus(documents: int, most: int) -> None:
    assert Bounds().most(documents) == most


def test_phase_over_rows_without_ids_has_no_culprits(corpus: Corpus, tmp_path: Path) -> None:
    failed = [Failed(Unit(0, "", 0), "crash", "SIGSEGV")]
    assert culprits(Watching(), object(), failed, Needs(), Bounds(), "p") == []
