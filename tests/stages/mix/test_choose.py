"""The choice of documents: exact on average, stable under growth, fresh ones first."""

import numpy as np
import pyarrow as pa
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.stages.mix.choose import taken, whole

IDS = pa.chunked_array([pa.array([f"d{i}" for i in range(2000)])])


def chosen(*epochs: float, fresh: bool = True, seed: int = 17) -> list[np.ndarray]:
    names = [f"p{i}" for i in range(len(epochs))]
    wanted = [np.full(len(IDS), e) for e in epochs]
    return taken(IDS, wanted, names, [fresh] * len(epochs), seed)


@given(st.floats(0, 3), st.floats(0, 3))
def test_higher_weight_keeps_every_earlier_choice(low: float, high: float) -> None:
    assume(low <= high)
    (few,), (many,) = chosen(low), chosen(high)
    assert (few <= many).all()
    assert np.isin(few, [np.floor(low), np.floor(low) + 1]).all()


@given(st.floats(0, 2), st.integers(0, 1000))
def test_other_documents_change_nothing(epochs: float, start: int) -> None:
    part = taken(IDS.slice(start), [np.full(len(IDS) - start, epochs)], ["p0"], [True], 17)
    assert (part[0] == chosen(epochs)[0][start:]).all()


def test_fraction_is_met_on_average() -> None:
    (times,) = chosen(1.3)
    assert abs(times.mean() - 1.3) < 0.03


@given(st.floats(0, 1), st.floats(0, 1))
def test_fresh_documents_come_first(first: float, second: float) -> None:
    one, two = chosen(first, second)
    repeated = (one > 0) & (two > 0)
    unused = (one == 0) & (two == 0)
    assert not (repeated.any() and unused.any())


def test_phase_that_draws_anew_depends_on_no_other() -> None:
    one, two = chosen(0.5, 0.5, fresh=False)
    both = ((one > 0) & (two > 0)).mean()
    assert 0.2 < both < 0.3
    assert (two == taken(IDS, [np.full(len(IDS), 0.5)], ["p1"], [False], 17)[0]).all()


def test_fraction_that_equals_the_draw_takes_no_further_epoch() -> None:
    """A draw of u takes documents above it: at a fraction of 0 nobody is drawn, not even by a draw of 0."""
    draws = np.array([0.0, 0.25, 0.5])
    assert whole(np.array([1.0, 1.25, 1.5]), draws).tolist() == [1, 1, 1]
    assert whole(np.array([1.1, 1.3, 1.6]), draws).tolist() == [2, 2, 2]


@given(st.lists(st.floats(0, 2), min_size=2, max_size=5))
def test_fresh_phases_together_take_what_one_phase_of_their_sum_takes(epochs: list[float]) -> None:
    together = np.cumsum([np.full(len(IDS), e) for e in epochs], axis=0)[-1]
    (once,) = taken(IDS, [together], ["p0"], [True], 17)
    assert np.array_equal(sum(chosen(*epochs)), once)
