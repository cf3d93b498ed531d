"""Numbers as text."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.page import numbers


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0 B"),
        (12, "12 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (2_924_342, "2.92 MB"),
        (465_717_055, "466 MB"),
        (999_999_999, "1 GB"),
        (None, "–"),
    ],
)
def test_sizes(value: int | None, expected: str) -> None:
    assert numbers.size(value) == expected.replace(" ", numbers.GAP)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.62, "62 %"),
        (0.034, "3.4 %"),
        (0.0002, "0.02 %"),
        (1e-7, "< 0.01 %"),
        (0.9999, "> 99.9 %"),
        (0.995, "99.5 %"),
        (math.nan, "–"),
    ],
)
def test_shares(value: float, expected: str) -> None:
    assert numbers.share(value) == expected.replace(" ", numbers.GAP)


@given(st.floats(0, 1))
def test_only_all_and_nothing_look_so(value: float) -> None:
    assert (numbers.share(value) == f"100{numbers.GAP}%") == (value == 1)
    assert (numbers.share(value) == f"0{numbers.GAP}%") == (value == 0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (50.0, "50"),
        (0.3, "0.3"),
        (0.05, "0.05"),
        (4.9e-5, "0.000049"),
        (1234.5, "1,234"),
        (83.24, "83.2"),
    ],
)
def test_measures(value: float, expected: str) -> None:
    assert numbers.measure(value) == expected
