"""Distinct words in one array of int32: for each word its length, its count, and its symbols.

A word is named by the index of its first entry. It shrinks in place as pairs merge, and stays where it is, so
that a visit to a word reads one stretch of memory. A symbol carries two flags above its id: it begins at the
first byte of a morpheme, it ends at the last one.
"""

import numpy as np
from numba import njit

HEADER = 3  # length, low and high part of the count

ID = np.int32((1 << 29) - 1)
BEGINS, ENDS = np.int32(1 << 29), np.int32(1 << 30)

_PART = 31  # bits of a count in one int32
_LOW = (1 << _PART) - 1


def laid_out(
    symbols: np.ndarray, offsets: np.ndarray, counts: np.ndarray, begins: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(arena int32, words: the index of each) of words with `symbols[offsets[w] : offsets[w + 1]]`.

    `begins` is bool, one more than the symbols: True if a morpheme begins there; a word begins one anyway."""
    size = len(symbols) + HEADER * (len(offsets) - 1)
    arena = np.empty(size, np.int32)
    words = np.empty(len(offsets) - 1, np.uint32 if size < 1 << 32 else np.int64)
    _lay_out(symbols, offsets, counts, begins, arena, words)
    return arena, words


@njit(cache=True, nogil=True)
def _lay_out(symbols, offsets, counts, begins, arena, words):
    at = 0
    for w in range(len(words)):
        first, end = offsets[w], offsets[w + 1]
        words[w] = at
        arena[at] = end - first
        arena[at + 1], arena[at + 2] = counts[w] & _LOW, counts[w] >> _PART
        at += HEADER
        for k in range(first, end):
            edges = BEGINS if k == first or begins[k] else 0
            if k + 1 == end or begins[k + 1]:
                edges |= ENDS
            arena[at] = symbols[k] | edges
            at += 1


@njit(cache=True, nogil=True, inline="always")
def count_of(arena, word):
    """The occurrences of a word."""
    return (np.int64(arena[word + 2]) << _PART) | np.int64(arena[word + 1])


@njit(cache=True, nogil=True, inline="always")
def weight(left, right, count, whole, across):
    """The weight of `count` occurrences of a pair of neighbouring symbols.

    `whole` each inside a morpheme, `across` if they join whole morphemes, 0 if they join a part of a morpheme
    to another morpheme."""
    if not right & BEGINS:
        return count * whole
    return count * across if left & BEGINS and right & ENDS else 0
