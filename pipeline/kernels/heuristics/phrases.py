"""Phrases that show what a line or a text is, of three characters or more, from the lists in `lists/`."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numba import njit

from pipeline.kernels.heuristics.lists import bylines, policies, site_notices, spam_terms

SPAM, BYLINE, POLICY, JAVASCRIPT, LOREM, NOTICE = range(6)
_LISTS = {
    SPAM: spam_terms.PHRASES,
    BYLINE: bylines.PHRASES,
    POLICY: policies.PHRASES,
    NOTICE: site_notices.PHRASES,
}
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def lower(text: str) -> str:
    """The text with ASCII letters in lower case; nothing else changes, so that lengths stay."""
    return text.translate(_LOWER)


@njit(cache=True, nogil=True, inline="always")
def lowered(c):
    """A code point, that of an ASCII letter in lower case."""
    return c + 32 * (65 <= c <= 90)


@cache
def phrases() -> tuple[tuple[str, int], ...]:
    """(phrase in lower case, kind) sorted by the phrase."""
    pairs = [("javascript", JAVASCRIPT), ("lorem ipsum", LOREM)]
    for kind, listed in _LISTS.items():
        pairs += [(lower(phrase), kind) for phrase in listed.strip().split("\n")]
    spaced = [(x, kind) for phrase, kind in pairs if kind == SPAM for x in _spaced(phrase)]
    return tuple(sorted({*pairs, *spaced}))


def _spaced(phrase: str) -> Iterator[str]:
    """A Korean phrase with a blank between two of its syllables: advertisements write both 무직자대출 and
    무직자 대출."""
    if " " not in phrase and not phrase.isascii():
        yield from (f"{phrase[:i]} {phrase[i:]}" for i in range(1, len(phrase)))


def term(phrase: str) -> str:
    """What the spellings of one term share."""
    return phrase.replace(" ", "")


def of_kind(kind: int) -> tuple[str, ...]:
    """The phrases of one kind."""
    return tuple(p for p, k in phrases() if k == kind)


@njit(cache=True, nogil=True, inline="always")
def slot(first, second, third):
    """The slot of the phrases that begin with these three characters."""
    return ((first * 0x9E5 + second) * 0x1F3 + third) & 0xFFFF


@cache
def packed() -> tuple[np.ndarray, ...]:
    """The phrases as arrays for compiled code.

    (code points of all phrases int32, their ends int64 [n + 1], kinds int64 [n], the first phrase of each
    slot int16 [0x10000], the next phrase of the same slot int16 [n]; -1 for no phrase; the first
    phrase of the same term int16 [n]).
    """
    texts = [p for p, _ in phrases()]
    points = np.frombuffer("".join(texts).encode("utf-32-le"), np.int32)
    ends = np.concatenate([[0], np.cumsum([len(t) for t in texts])]).astype(np.int64)
    kinds = np.array([k for _, k in phrases()], np.int64)
    begin, follows = np.full(0x10000, -1, np.int16), np.full(len(texts), -1, np.int16)
    for i, text in enumerate(texts):
        at = slot(*map(ord, text[:3]))
        follows[i], begin[at] = begin[at], i
    terms = [term(t) for t in texts]
    first = np.array([terms.index(t) for t in terms], np.int16)
    return points, ends, kinds, begin, follows, first
