"""Hashed n-grams, compiled, against the reference in Python."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.estimators.ngrams import feature_slots, list_ngrams, score_lines, slot_of
from classifiers.text import line

LINES = st.lists(
    st.text(st.one_of(st.sampled_from("가나다 abC.,!1İ_ "), st.characters()), max_size=40).map(
        line
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(LINES, st.booleans(), st.integers(1, 3), st.integers(0, 2))
def test_slots_are_those_of_the_listed_n_grams(
    lines: list[str], by_word: bool, least: int, more: int
) -> None:
    slots, starts = feature_slots(lines, by_word, least, least + more, 1 << 16)
    assert len(starts) == len(lines) + 1
    for i, text in enumerate(lines):
        of_line = slots[starts[i] : starts[i + 1]].tolist()
        assert len(set(of_line)) == len(of_line)
        assert set(of_line) == {
            slot_of(g, 1 << 16) for g in list_ngrams(text, by_word, least, least + more)
        }


@settings(max_examples=60, deadline=None)
@given(LINES, st.booleans())
def test_scores_are_sums_of_weights(lines: list[str], by_word: bool) -> None:
    rng = np.random.default_rng(3)
    weights, offsets = rng.normal(size=(256, 3)).astype(np.float32), rng.normal(size=3)
    found = score_lines(lines, by_word, 1, 2, weights, offsets)
    slots, starts = feature_slots(lines, by_word, 1, 2, 256)
    for i in range(len(lines)):
        of_line = slots[starts[i] : starts[i + 1]]
        expected = weights[of_line].sum(axis=0) / np.sqrt(max(len(of_line), 1)) + offsets
        assert np.allclose(found[i], expected, atol=1e-5)


def test_listed_n_grams_of_a_line() -> None:
    assert list_ngrams("가 나다", False, 2, 3) == [
        " 가",
        " 가 ",
        "가 ",
        " 나",
        " 나다",
        "나다",
        "나다 ",
        "다 ",
    ]
    assert list_ngrams("Ab, c", True, 1, 2) == ["ab", "ab ,", ",", ", c", "c"]
