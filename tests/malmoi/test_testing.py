"""The laws hold for the stages that ship, and catch stages that break them."""

from functools import partial
from itertools import count
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from malmoi import Corpus, DedupExact, Filter, Job, Marking, Scrub, Stage, drop
from malmoi.testing import Bench, laws, same_bytes_whatever_strings_hash_to

CALLS = count()


class Marked(Stage):
    """A stage whose marks a function makes."""

    act = "mark"

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        return job.mark(partial(self.function), corpus, ("id", "text"))


def at_random(living: pa.Table) -> pa.Table:
    return pa.table({"drop_reason": pa.array([f"call {next(CALLS)}"] * len(living), pa.string())})


def one_too_few(living: pa.Table) -> pa.Table:
    return pa.table({"drop_reason": pa.nulls(len(living) - 1, pa.string())})


class Random(Marked):
    """Marks that differ from run to run."""

    @property
    def function(self):
        return at_random


class Forgetful(Marked):
    """Marks that leave a document out."""

    @property
    def function(self):
        return one_too_few


def by_hash(living: pa.Table) -> pa.Table:
    odd = [hash(i) % 2 for i in living.column("id").to_pylist()]
    return pa.table({"drop_reason": pa.array(["odd" if o else None for o in odd], pa.string())})


def first_row(living: pa.Table) -> pa.Table:
    reasons = ["first" if not row else None for row in range(len(living))]
    return pa.table({"drop_reason": pa.array(reasons, pa.string())})


def divided_by_zero(living: pa.Table) -> pa.Table:
    return pa.table({"drop_reason": pa.array([str(1 / 0)] * len(living))})


class Hashed(Marked):
    """Marks that depend on the hash of a string, which every process salts anew."""

    @property
    def function(self):
        return by_hash


class FirstOfShard(Marked):
    """Marks that depend on where a shard begins."""

    @property
    def function(self):
        return first_row


class Divided(Marked):
    """Marks that cannot be made."""

    @property
    def function(self):
        return divided_by_zero


class Silent(Marked):
    """A stage that forgets to mark."""

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        return corpus


class Restless(Marked):
    """A stage that undoes its own work before it begins."""

    @property
    def function(self):
        return first_row

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        job.store.delete("restless/marks")
        return super().run(corpus, job)


class Short(Marking):
    """Drop short documents."""

    def reason(self) -> pl.Expr:
        return drop("short", pl.col("words") < 4)


@pytest.mark.parametrize(
    "stage",
    [Short(), Filter(tiny="chars < 5", foreign="lang not in ['ko']"), DedupExact(), Scrub()],
    ids=lambda s: s.name(),
)
def test_stages_obey_the_laws(stage: Stage) -> None:
    laws(stage)


def test_laws_hold_after_other_stages() -> None:
    laws(Short(), before=(DedupExact(),))


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Random(), "random: same_bytes_however_many_workers: "),
        (Forgetful(), "forgetful: runs_without_an_error: .*Error: .*marks came out"),
        (Divided(), "divided: runs_without_an_error: ZeroDivisionError: division by zero"),
        (Silent(), "silent: stage_that_marks_leaves_marks: act is 'mark', and run"),
        (Restless(), "restless: second_run_does_nothing: a unit of work ran again"),
        (Hashed(), "hashed: same_bytes_whatever_strings_hash_to: .*hashed/marks/"),
        (
            FirstOfShard(),
            "first_of_shard: same_drops_however_documents_are_cut_into_shards: .* documents differ, such "
            "as document .*: first in shards of 20,000 bytes, None in shards of 50,000",
        ),
    ],
    ids=lambda value: value.name() if isinstance(value, Stage) else "",
)
def test_stage_that_breaks_a_law_is_caught_by_its_name(stage: Stage, expected: str) -> None:
    with pytest.raises(AssertionError, match=expected):
        laws(stage)


def test_stage_that_another_process_cannot_import_skips_one_law_with_a_warning(
    tmp_path: Path,
) -> None:
    class Inner(Short):
        """A stage inside a function, which no other process can import."""

    with pytest.warns(
        UserWarning, match=r"inner: same_bytes_whatever.* was not checked.*define it at"
    ):
        same_bytes_whatever_strings_hash_to(Bench(tmp_path, Inner()))


def test_error_in_the_process_of_another_hash_seed_is_named(
    tmp_path: Path,
) -> None:
    bench = Bench(tmp_path, Short())
    bench.root("plain")
    (tmp_path / "rehashed").write_text("a file where the root should be")
    with pytest.raises(
        AssertionError, match=r"exit status 1: .*JobError: .*Malmoi cannot write here"
    ):
        same_bytes_whatever_strings_hash_to(bench)
