"""Flow and histograms: their shapes are those of the numbers."""

import re

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.corpus import Corpus
from pipeline.report.page.compose import context_of
from pipeline.report.page.flow import STREAM, WIDTH, Step, band, by_group, steps
from pipeline.report.page.histogram import Bound, histogram
from pipeline.report.page.words import Words

WORDS = Words("en")


def test_steps_add_up() -> None:
    cells = pl.DataFrame({"dropped_by": [None, "a", "b"], "documents": [5, 3, 2]})
    assert steps(cells, ["a", "b"], "documents") == [Step("a", 10, 7), Step("b", 7, 5)]


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_stream_is_as_wide_as_what_lives_on(after: int, lost: int) -> None:
    lives, leaves = band(Step("a", after + lost, after), after + lost)
    width = int(re.findall(r"H(\d+)V", lives)[0])
    assert abs(width - STREAM * after / (after + lost)) <= 2
    assert bool(leaves) == bool(lost)
    if lost:
        left = int(re.findall(r"H(\d+)C", leaves)[1])
        assert abs(WIDTH - left - STREAM * lost / (after + lost)) <= 2


def test_groups_sum_to_the_corpus(corpus: Corpus) -> None:
    text = by_group(context_of(corpus, WORDS), "domain")
    counts = [
        int(n.replace(",", "")) for n in re.findall(r"</th><td class=\"n\">([\d,]+)</td>", text)
    ]
    assert sum(counts) == corpus.documents.num_rows


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_histogram_counts_every_value_once(values: list[float]) -> None:
    text = histogram(WORDS, "x", np.array(values))
    rows = re.findall(r'<td class="n">([\d,]+)</td><td class="n">[\d,]+</td></tr>', text)
    distinct, counts = np.unique(np.array(values), return_counts=True)
    named = int(counts.max()) if counts.max() * 2 > len(values) else 0
    assert sum(int(n.replace(",", "")) for n in rows) == len(values) - named
    assert len(distinct)


def test_bounds_are_named_and_drawn() -> None:
    text = histogram(
        WORDS, "x", np.linspace(0, 1, 50), bounds=[Bound(0.3, is_min=False, label="ko")]
    )
    assert "Bounds: ko ≤ 0.3" in text
    assert text.count('class="bound"') == 1


def test_values_without_number_are_left_out() -> None:
    assert histogram(WORDS, "x", np.array([np.nan, np.nan])) == ""


def test_dropped_documents_have_their_shade() -> None:
    values = np.linspace(0, 1, 50)
    assert 'class="leaves"' in histogram(WORDS, "x", values, values < 0.2)
    assert 'class="leaves"' not in histogram(WORDS, "x", values, values < 0)


@given(st.lists(st.integers(0, 10**5), min_size=30, max_size=300, unique=True))
def test_whole_numbers_have_whole_limits_and_the_table_has_all_values(values: list[int]) -> None:
    text = histogram(WORDS, "x", np.array(values, float))
    limits = [
        limit
        for row in re.findall(r'"row">([^<]*)</th><td class="n">([^<]*)</td>', text)
        for limit in row
    ]
    assert [limit for limit in limits if "." in limit] == []
    numbers = [int(limit.replace(",", "")) for limit in limits]
    assert min(numbers) == min(values)
    assert max(numbers) == max(values)


def test_values_beyond_the_axis_are_stated() -> None:
    values = np.concatenate([np.linspace(20, 900, 2000).round(), [2.0, 33_851.0]])
    text = histogram(WORDS, "x", values)
    assert "Values go from 2 to 33,851; those beyond the axis are in the first" in text
    ends = re.findall(r'class="end"[^>]*>([^<]*)<', text)
    assert ends == ["2", "899"]


def test_axis_of_values_that_lie_close_has_their_range() -> None:
    text = histogram(WORDS, "x", np.linspace(0.23, 0.97, 500))
    assert "beyond the axis" not in text
    assert re.findall(r'class="end"[^>]*>([^<]*)<', text) == ["0.23", "0.97"]


def test_bounds_of_one_language_name_the_length_from_which_they_apply() -> None:
    text = histogram(
        WORDS,
        "x",
        np.linspace(0, 30, 200),
        bounds=[
            Bound(1, is_min=True, label="Korean", scope="from 12 words"),
            Bound(2, is_min=True, label="Korean", scope="from 30 words"),
        ],
    )
    assert "Bounds: Korean ≥ 1 (from 12 words) · Korean ≥ 2 (from 30 words)" in text
    labels = re.findall(r'<text x="[\d]*" y="(\d+)"[^>]*>(Korean[^<]*)<', text)
    assert [label for _, label in labels] == [
        "Korean ≥ 1 (from 12 words)",
        "Korean ≥ 2 (from 30 words)",
    ]
    assert len({y for y, _ in labels}) == 2
