"""Bounds of what is found and masked in the texts of other hands."""

from collections import Counter

import pytest

from tests.strangers.writings.measure import SETS, figures, writings

# values found at least, look-alikes masked at most
BOUNDS = {
    "first": (0.995, 0.005),
    "second": (0.985, 0.005),
    "third": (0.985, 0.005),
    "fourth": (0.98, 0.005),
    "fifth": (0.985, 0.005),
    "sixth": (0.985, 0.005),
    "seventh": (0.985, 0.005),
    "eighth": (0.975, 0.018),
    "ninth": (0.925, 0.05),
    "tenth": (0.99, 0.005),
    "eleventh": (0.985, 0.005),
    "twelfth": (0.985, 0.005),
    "thirteenth": (0.985, 0.015),
    "fourteenth": (0.985, 0.005),
    "fifteenth": (0.96, 0.021),
    "homes": (0.97, 0.0),
}


@pytest.mark.parametrize("name", SETS)
def test_values_are_found(name: str) -> None:
    assert figures(name).recall() >= BOUNDS[name][0]


@pytest.mark.parametrize("name", SETS)
def test_look_alikes_are_left_alone(name: str) -> None:
    assert figures(name).false() <= BOUNDS[name][1]


@pytest.mark.parametrize("name", SETS)
def test_no_family_is_lost(name: str) -> None:
    assert {f: share for f, share in figures(name).found.items() if share < 0.7} == {}


@pytest.mark.parametrize("name", SETS)
def test_every_value_stands_once_in_its_text(name: str) -> None:
    assert {row.family for row in writings(name) if row.text.count(row.value) < 1} == set()


# the homes are one family and its look-alikes
@pytest.mark.parametrize("name", [name for name in SETS if name != "homes"])
def test_families_are_many_and_of_many_kinds(name: str) -> None:
    families = {row.family: row.kind for row in writings(name)}
    kinds = Counter(families.values())
    assert len(families) >= 95
    assert len(kinds) >= 15
