"""Where documents lie: every token once, nothing cut that need not be."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.registry import KERNELS
from pipeline.stages.pack.layout import Layout, best_fit, concat

LENGTHS = st.lists(st.integers(1, 50), max_size=40).map(lambda v: np.array(v, np.int64))
BINS = KERNELS.kernel("bins", "numba")


def covered(layout: Layout, lengths: np.ndarray, seq_len: int) -> None:
    """Every token of every document lies in one place, and no place holds two."""
    seen = [np.zeros(n, int) for n in lengths]
    taken = np.zeros(layout.rows * seq_len, int)
    for document, begin, start, length in zip(*layout[:4], strict=True):
        seen[document][begin : begin + length] += 1
        taken[start : start + length] += 1
    assert all((s == 1).all() for s in seen)
    assert taken.max(initial=0) <= 1
    assert np.all(np.diff(layout.start) > 0)


@settings(max_examples=200, deadline=None)
@given(LENGTHS, st.integers(8, 30))
def test_every_token_lies_once(lengths: np.ndarray, seq_len: int) -> None:
    covered(concat(lengths, seq_len), lengths, seq_len)
    covered(best_fit(lengths, seq_len, BINS), lengths, seq_len)


@settings(max_examples=200, deadline=None)
@given(LENGTHS, st.integers(8, 30))
def test_best_fit_cuts_only_what_is_longer_than_a_row(lengths: np.ndarray, seq_len: int) -> None:
    layout = best_fit(lengths, seq_len, BINS)
    assert np.all(layout.start // seq_len == (layout.start + layout.length - 1) // seq_len)
    pieces = np.bincount(layout.document, minlength=len(lengths))
    assert np.array_equal(pieces, -(-lengths // seq_len))


@settings(max_examples=200, deadline=None)
@given(LENGTHS, st.integers(8, 30))
def test_concat_pads_the_last_row_alone(lengths: np.ndarray, seq_len: int) -> None:
    layout = concat(lengths, seq_len)
    assert layout.rows == -(-int(lengths.sum()) // seq_len)
    assert np.array_equal(layout.start, np.cumsum(lengths) - lengths)


@settings(max_examples=100, deadline=None)
@given(LENGTHS, st.integers(8, 30))
def test_rows_of_best_fit_follow_the_order_of_documents(lengths: np.ndarray, seq_len: int) -> None:
    layout = best_fit(lengths, seq_len, BINS)
    firsts = [layout.document[layout.start // seq_len == row].min() for row in range(layout.rows)]
    assert firsts == sorted(firsts)


def test_best_fit_fills_rows_well() -> None:
    lengths = np.random.default_rng(3).integers(1, 2000, 3000)
    layout = best_fit(lengths, 2048, BINS)
    assert layout.rows * 2048 <= 1.01 * lengths.sum()


def test_pieces_of_a_row_follow_the_order_of_documents() -> None:
    """Rows of many pieces: a sort that is not stable mixes them."""
    layout = best_fit(np.random.default_rng(4).integers(1, 40, 5000), 2048, BINS)
    row = layout.start // 2048
    assert np.bincount(row).max() > 60
    same_row = np.diff(row) == 0
    assert (np.diff(layout.document)[same_row] > 0).all()
