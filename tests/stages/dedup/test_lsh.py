"""Banding against datasketch's."""

import pytest
from datasketch.lsh import _optimal_param

from pipeline.stages.dedup.lsh import WEIGHTS, optimal


@pytest.mark.parametrize("num_perm", [16, 64, 100, 128, 256])
@pytest.mark.parametrize("threshold", [0.05, 0.3, 0.5, 0.7, 0.8, 0.85, 0.95, 0.99])
def test_optimal_banding_is_that_of_datasketch(threshold: float, num_perm: int) -> None:
    found = optimal(threshold, num_perm)
    assert (found.bands, found.rows) == _optimal_param(threshold, num_perm, *WEIGHTS)
