"""Bounds of what the presets drop of pages of furniture, and of sound pages of short lines, by other hands."""

import pytest

from tests.strangers.furniture.measure import SETS, mean, pages

BOUNDS = {"first": 0.97, "second": 0.93, "third": 0.87}


@pytest.mark.parametrize("name", SETS)
def test_furniture_is_dropped(name: str) -> None:
    assert mean(name, True) >= BOUNDS[name]


@pytest.mark.parametrize("name", SETS)
def test_rule_of_furniture_finds_most_of_it(name: str) -> None:
    assert mean(name, True, without=("furniture",)) < 0.45


@pytest.mark.parametrize("name", SETS)
def test_sound_pages_are_kept(name: str) -> None:
    assert mean(name, False) <= 0.006


@pytest.mark.parametrize("name", SETS)
def test_pages_are_many_and_of_both_languages(name: str) -> None:
    families = {(p.is_furniture, p.lang, p.family) for p in pages(name)}
    for kind in (True, False):
        for lang in ("ko", "en"):
            assert sum(f[:2] == (kind, lang) for f in families) >= 15
