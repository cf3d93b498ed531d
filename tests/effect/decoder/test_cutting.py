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
def test_every_target_is_scored_once_with_half_a_context(length: int) -> None:
    text, context = np.arange(length), 8
    scored = []
    for number, (window, skip) in enumerate(windows(text, context)):
        assert len(window) <= context + 1
        scored += window[1 + skip :].tolist()
        assert number == 0 or skip >= context // 2
    assert scored == list(range(1, length))
