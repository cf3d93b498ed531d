"""Simulation of more workers: laws of list scheduling, and the units of a phase out of its log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.schedule import makespan, simulated, units_of
from pipeline.recipe.spent import PhaseSpent

SECONDS = st.lists(st.floats(0, 1000), max_size=60)


@given(SECONDS, st.integers(1, 70))
def test_makespan_lies_between_the_ideal_and_the_bound_of_graham(
    units: list[float], workers: int
) -> None:
    span, ideal = makespan(units, workers), sum(units) / workers
    longest = max(units, default=0)
    assert span >= max(ideal, longest) * (1 - 1e-9)
    assert span <= (ideal + longest) * (1 + 1e-9)


@given(SECONDS)
def test_one_worker_takes_the_sum_and_one_for_each_unit_the_longest(units: list[float]) -> None:
    assert makespan(units, 1) == pytest.approx(sum(units))
    assert makespan(units, max(1, len(units))) == max(units, default=0)


@given(SECONDS, st.randoms())
def test_order_of_units_does_not_matter(units: list[float], random) -> None:
    shuffled = list(units)
    random.shuffle(shuffled)
    assert makespan(shuffled, 3) == makespan(units, 3)


def test_longest_units_are_taken_first() -> None:
    # in the given order two workers would take 9
    assert makespan([2, 2, 2, 6], 2) == 6
    assert makespan([3, 3, 2, 2, 2], 2) == 7


def phase(cpu: float, done: int, listed: list[float]) -> PhaseSpent:
    largest = [(100 - i, seconds, 0) for i, seconds in enumerate(listed)]
    return PhaseSpent("scrub", "documents", units=done, done=done, cpu=cpu, largest=largest)


def test_units_that_the_log_does_not_list_share_the_rest_equally() -> None:
    assert units_of(phase(10, 4, [3, 5])) == [5, 3, 1, 1]
    assert units_of(phase(8, 2, [3, 5])) == [5, 3]
    assert units_of(phase(0, 0, [])) == []


def test_rounded_costs_never_give_a_negative_unit() -> None:
    assert units_of(phase(7.999, 3, [3, 5])) == [5, 3, 0]


def test_phases_keep_their_work_whatever_the_workers() -> None:
    (found,) = simulated([phase(10, 4, [3, 5])], (1, 2, 64))
    assert found.name == "scrub.documents"
    assert found.work == 10
    assert found.makespans == {1: 10, 2: 5, 64: 5}
