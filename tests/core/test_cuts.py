"""Texts without spans, against slices of bytes."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.cuts import without
from pipeline.core.schema import CUT

CASE = st.lists(
    st.tuples(st.text(max_size=20), st.lists(st.integers(0, 20), max_size=6)), max_size=6
)


@given(CASE, st.integers(0, 3))
def test_spans_are_gone_and_all_else_is_left(cases: list, first: int) -> None:
    texts, cuts, expected = [], [], []
    for text, borders in cases:
        ends = sorted({min(b, len(text)) for b in borders})
        pairs = list(zip(ends[::2], ends[1::2], strict=False))
        sizes = [len(text[:i].encode()) for i in range(len(text) + 1)]
        texts.append(text)
        cuts.append([{"start": sizes[a], "end": sizes[b]} for a, b in pairs] or None)
        expected.append("".join(c for i, c in enumerate(text) if not _inside(i, pairs)))
    column = pa.chunked_array([pa.array(texts, pa.large_string()).slice(first)])
    found = without(column, pa.chunked_array([pa.array(cuts, CUT).slice(first)]))
    assert found.to_pylist() == expected[first:]


def _inside(at: int, pairs: list[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in pairs)
