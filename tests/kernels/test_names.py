"""Names are counted as a set of words is, whatever stands between them."""

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.kernels.names import more_than

_WORDS = re.compile(rb"[^\s<>/=]+")
SOURCES = st.text(alphabet="ab가 \n\t\r<>/=\x0b\x0c\u00a0", max_size=60)


def holds(source: bytes, most: int, seed: int = 7) -> bool:
    return more_than(np.frombuffer(source, np.uint8), most, np.uint64(seed))


# the first call compiles
@settings(deadline=None)
@given(SOURCES, st.integers(0, 12))
def test_it_counts_distinct_words(text: str, most: int) -> None:
    source = text.encode()
    distinct = len(set(_WORDS.findall(source)))
    assert holds(source, most) == (distinct > most)


def test_a_large_page_is_counted_exactly() -> None:
    names = b" ".join(f"data-{i}=x".encode() for i in range(20_000))
    assert holds(b"<a " + names + b">", 20_001)
    assert not holds(b"<a " + names + b">", 20_002)
    assert not holds(b"<p>" * 100_000, 1)


# the first call compiles
@settings(deadline=None)
@given(st.integers(0, 2**64 - 1))
def test_any_seed_decides_the_same(seed: int) -> None:
    source = b"<a b c d e>f g"
    assert holds(source, 6, seed)
    assert not holds(source, 7, seed)
