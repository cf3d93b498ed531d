"""Banding against datasketch's, and signatures as they are stored."""

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from datasketch.lsh import _optimal_param

from pipeline.stages.dedup.lsh import WEIGHTS, optimal, signatures_of


@pytest.mark.parametrize("num_perm", [16, 64, 100, 128, 256])
@pytest.mark.parametrize("threshold", [0.05, 0.3, 0.5, 0.7, 0.8, 0.85, 0.95, 0.99])
def test_optimal_banding_is_that_of_datasketch(threshold: float, num_perm: int) -> None:
    found = optimal(threshold, num_perm)
    assert (found.bands, found.rows) == _optimal_param(threshold, num_perm, *WEIGHTS)


@pytest.mark.parametrize("cuts", [[0, 7], [0, 3, 7], [0, 3, 3, 7]])
def test_signatures_are_read_from_slices_and_from_several_chunks(cuts: list[int]) -> None:
    expected = np.arange(36, dtype=np.uint32).reshape(9, 4)
    whole = pa.array([row.tobytes() for row in expected], pa.binary(16)).slice(1, 7)
    chunks = [whole.slice(a, b - a) for a, b in pairwise(cuts)]
    read = signatures_of(pa.table({"signature": pa.chunked_array(chunks)}))
    assert np.array_equal(read, expected[1:8])
    assert signatures_of(pa.table({"signature": pa.chunked_array([], pa.binary(16))})).shape == (
        0,
        4,
    )
