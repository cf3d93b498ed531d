"""The laws hold for the stages that ship, and catch stages that break them."""

from functools import partial
from itertools import count

import polars as pl
import pyarrow as pa
import pytest

from malmoi import Corpus, DedupExact, Filter, Job, Marking, Scrub, Stage, drop
from malmoi.testing import laws

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


def test_stage_that_is_not_deterministic_is_caught() -> None:
    with pytest.raises(AssertionError, match="random: same_bytes_however_many_workers"):
        laws(Random())


def test_stage_that_loses_a_document_is_caught() -> None:
    with pytest.raises(Exception, match="marks came out"):
        laws(Forgetful())
