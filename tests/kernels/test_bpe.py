"""The trainer on tables that examples by hand do not reach: many pairs, large counts, long words."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.kernels.bpe import NUM_BYTES, numba, reference


def large(words: list[str]) -> pa.LargeStringArray:
    return pa.array(words, pa.large_string())


def test_merges_stay_those_of_tokenizers_when_pairs_and_heap_outgrow_their_first_room() -> None:
    random = np.random.default_rng(5)
    letters = np.array([chr(0x3042 + i) for i in range(60)] + [chr(0xAC00 + i) for i in range(600)])
    words = sorted({"".join(random.choice(letters, 6)) for _ in range(30_000)})
    counts = random.integers(1, 4, len(words))
    found = numba.train(large(words), counts, 4_000, min_frequency=1)
    assert len(found) == 4_000
    assert np.array_equal(found, reference.train(large(words), counts, 4_000, min_frequency=1))


def test_counts_beyond_32_bits_order_the_merges() -> None:
    words = large(["ab", "cd", "ef", "gh"])
    counts = np.array([1 << 31, (1 << 40) + 1, 1 << 40, 3], np.int64)
    merged = numba.train(words, counts, 4)
    small = reference.train(words, np.array([4, 6, 5, 3]), 4)
    assert np.array_equal(merged, small)


@pytest.mark.parametrize("length", [2, 3, 1_000, 200_001])
def test_a_word_of_one_letter_halves_with_every_merge(length: int) -> None:
    merges = numba.train(large(["a" * length]), np.array([1]), 40, min_frequency=1)
    letter = merges[0, 0]
    expected = [(letter, letter)]
    while len(expected) < len(merges):
        last = NUM_BYTES + len(expected) - 1
        expected.append((last, last))
    whole_halvings = length.bit_length() - 1
    assert [tuple(m) for m in merges.tolist()][:whole_halvings] == expected[:whole_halvings]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text("abc", max_size=12), min_size=1, max_size=40, unique=True),
    st.integers(1, 5),
    st.integers(1, 60),
)
def test_few_letters_with_overlapping_pairs(
    words: list[str], min_frequency: int, merges: int
) -> None:
    counts = np.arange(len(words)) % 5 + 1
    expected = reference.train(large(words), counts, merges, min_frequency)
    assert np.array_equal(numba.train(large(words), counts, merges, min_frequency), expected)


def test_no_words_and_no_merges_give_none() -> None:
    assert len(numba.train(large([]), np.zeros(0, np.int64), 9)) == 0
    assert len(numba.train(large(["ab"]), np.array([9]), 0)) == 0
    assert len(numba.train(large(["", "a"]), np.array([9, 9]), 9)) == 0
