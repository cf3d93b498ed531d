"""Shares by the recipe, not by accident of size."""

import polars as pl
import pytest

from pipeline.stages.tokenizer.sample import drawn


def sizes(**groups: tuple[int, int]) -> pl.DataFrame:
    rows = [(g.replace("_", "|"), n, b) for g, (n, b) in groups.items()]
    return pl.DataFrame(rows, schema=["group", "documents", "bytes"], orient="row")


def by_name(found: list) -> dict:
    return {d.pool: d for d in found}


def test_shares_hold_when_a_group_is_sampled_down_and_another_counts_for_more() -> None:
    there = sizes(ko=(1000, 9_000_000), en=(100, 1_000_000))
    found = by_name(drawn(there, {"ko": 0.5, "en": 0.5}, 1, 4_000_000, 4.0, False))
    ko, en = found["ko"], found["en"]
    assert ko.bytes * ko.probability * ko.weight == pytest.approx(2_000_000)
    assert en.bytes * en.probability * en.weight == pytest.approx(2_000_000)
    assert (en.probability, en.weight) == (1.0, 2.0)


def test_a_small_group_counts_for_no_more_than_allowed() -> None:
    there = sizes(ko=(1000, 9_000_000), en=(1, 1000))
    assert by_name(drawn(there, {"ko": 0.5, "en": 0.5}, 1, 10**7, 3.0, False))["en"].weight == 3.0


def test_shares_are_of_what_there_is_if_that_is_less() -> None:
    there = sizes(ko=(10, 600), en=(10, 400))
    found = by_name(drawn(there, {"ko": 0.6, "en": 0.4}, 1, 10**9, 4.0, False))
    assert all((d.probability, d.weight) == (1.0, 1.0) for d in found.values())


def test_numbers_of_documents_are_numbers_of_documents() -> None:
    there = sizes(ko=(1000, 10**6), en=(20, 10**6))
    found = by_name(drawn(there, {"ko": 100, "en": 100}, 1, 1, 4.0, False))
    assert (found["ko"].probability, found["ko"].weight) == (0.1, 1.0)
    assert (found["en"].probability, found["en"].weight) == (1.0, 1.0)


def test_patterns_gather_groups() -> None:
    there = sizes(ko_law=(1, 100), ko_news=(1, 300), en_web=(1, 100))
    found = by_name(drawn(there, {"ko|*": 0.5, "en|web": 0.5}, 2, 10**9, 9.0, False))
    assert found["ko|*"].groups == ("ko|law", "ko|news")
    assert found["en|web"].weight == pytest.approx(2.5)


def test_a_pattern_that_fits_nothing_is_refused_unless_it_is_a_default() -> None:
    there = sizes(ko=(1, 100))
    with pytest.raises(ValueError, match="'en' fits no living document; groups are: ko"):
        drawn(there, {"ko": 0.5, "en": 0.5}, 1, 10**9, 4.0, False)
    (only,) = drawn(there, {"ko": 0.5, "en": 0.5}, 1, 10**9, 4.0, True)
    assert (only.pool, only.probability, only.weight) == ("ko", 1.0, 1.0)
