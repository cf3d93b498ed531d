"""Phrases that show what a line or a text is, of three characters or more, from the lists in `lists/`."""

from functools import cache

import numpy as np
from numba import njit

from pipeline.kernels.heuristics.lists import bylines, policies, spam_terms

SPAM, BYLINE, POLICY, JAVASCRIPT, LOREM = range(5)
_LISTS = {SPAM: spam_terms.PHRASES, BYLINE: bylines.PHRASES, POLICY: policies.PHRASES}
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def lower(text: str) -> str:
    """The text with ASCII letters in lower case; nothing else changes, so that lengths stay."""
    return text.translate(_LOWER)


@cache
def phrases() -> tuple[tuple[str, int], ...]:
    """(phrase in lower case, kind) sorted by the phrase."""
    pairs = [("javascript", JAVASCRIPT), ("lorem ipsum", LOREM)]
    for kind, listed in _LISTS.items():
        pairs += [(lower(phrase), kind) for phrase in listed.strip().split("\n")]
    return tuple(sorted(set(pairs)))


def of_kind(kind: int) -> tuple[str, ...]:
    """The phrases of one kind."""
    return tuple(p for p, k in phrases() if k == kind)


@njit(cache=True, nogil=True, inline="always")
def slot(first, second, third):
    """The slot of the phrases that begin with these three characters."""
    return ((first * 0x9E5 + second) * 0x1F3 + third) & 0xFFFF


@cache
def packed() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The phrases as arrays for compiled code.

    (code points of all phrases int32, their ends int64 [n + 1], kinds int64 [n], the first phrase of each
    slot int16 [0x10000], the next phrase of the same slot int16 [n]; -1 for no phrase).
    """
    texts = [p for p, _ in phrases()]
    points = np.frombuffer("".join(texts).encode("utf-32-le"), np.int32)
    ends = np.concatenate([[0], np.cumsum([len(t) for t in texts])]).astype(np.int64)
    kinds = np.array([k for _, k in phrases()], np.int64)
    begin, follows = np.full(0x10000, -1, np.int16), np.full(len(texts), -1, np.int16)
    for i, text in enumerate(texts):
        at = slot(*map(ord, text[:3]))
        follows[i], begin[at] = begin[at], i
    return points, ends, kinds, begin, follows
