"""Sets of words for compiled code hold what was put in, and nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from pipeline.kernels.heuristics.wordset import extended, hash_of, holds, packed


@njit
def folded(points):
    value = np.uint64(0)
    for c in points:
        value = extended(value, c)
    return value


@given(st.sets(st.integers(1, 2**64 - 1), max_size=63))
def test_nearly_full_set_holds_its_values_alone(values: set[int]) -> None:
    slots = packed(values, 64)
    assert set(slots.tolist()) - {0} == values
    assert all(holds(slots, np.uint64(v)) for v in values)
    others = {v ^ 1 for v in values} - values - {0}
    assert not any(holds(slots, np.uint64(v)) for v in others)


@given(st.text(min_size=1))
def test_hash_is_that_of_compiled_code(word: str) -> None:
    assert hash_of(word) == int(folded(np.array([ord(c) for c in word], np.int32)))
