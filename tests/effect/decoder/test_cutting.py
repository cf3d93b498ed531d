"""Every token is a target once, in training and in scoring."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.effect.decoder.cutting import rows, windows

END = 99


@given(st.lists(st.integers(0, 25), max_size=9), st.integers(2, 12))
def test_every_target_is_in_one_row(sizes: list[int], context: int) -> None:
    ids = np.arange(sum(sizes)) % END
    offsets = np.cumsum([0, *sizes])
    cut = rows(offsets, ids, END, context)
    texts = np.split(ids, offsets[1:-1]) if sizes else []
    whole = [END, *(t for text in texts for t in [*text.tolist(), END])]
    targets = cut[:, 1:].ravel()
    assert targets.tolist() == (whole[1:] + [END] * context)[: len(targets)]
    assert cut[0, 0] == END
    assert cut[1:, 0].tolist() == cut[:-1, -1].tolist()
    # at most a row is left out at the end
    assert len(whole) - 1 - len(targets) < context


@pytest.mark.parametrize("length", [1, 2, 8, 9, 10, 13, 100, 101])
@pytest.mark.parametrize("first", [0, 1, 5, 40, 97])
@pytest.mark.parametrize("answer", [1, 3, 7, 60])
def test_every_target_that_counts_is_scored_once_with_half_a_context(
    length: int, first: int, answer: int
) -> None:
    text, context = np.arange(length), 8
    first = min(first, length - 1)
    last = min(first + answer, length - 1)
    scored = []
    for window in windows(text, context, first, last):
        assert len(window.ids) <= context + 1
        assert window.ids.tolist() == list(range(window.ids[0], window.ids[-1] + 1))
        targets = window.ids[1:][window.first : window.last].tolist()
        assert all(t - window.ids[0] >= min(t, context // 2) for t in targets)
        scored += targets
    assert scored == list(range(first + 1, last + 1))


@pytest.mark.parametrize("length", [1, 2, 8, 9, 10, 13, 100, 101])
def test_all_of_a_text_counts_by_default(length: int) -> None:
    text = np.arange(length)
    scored = [t for w in windows(text, 8) for t in w.ids[1:][w.first : w.last].tolist()]
    assert scored == list(range(1, length))
