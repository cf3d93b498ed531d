"""What the matches of one merge change, summed by the symbol beside them.

One side holds the symbols before the matches, another those after them: occurrences that the new pair wins,
occurrences that the old pair loses, and the words in which they do. The sums of a side stay in the cache, so
the table of pairs is asked once for each neighbour and merge, not for each match.
"""

from collections import namedtuple

import numpy as np
from numba import njit

WON, LOST, WORDS, LAST = 0, 1, 2, 3  # columns of sums
NONE = -1  # as the last word

# sums: int64 [symbols, 4] of occurrences won and lost, words, the last word. symbol, word: what was noted, in
# order. touched: neighbours with sums. used: lengths of the notes and of touched.
Side = namedtuple("Side", "sums symbol word touched used")


@njit(cache=True, nogil=True)
def empty_sums(symbols):
    """Sums for ids below `symbols`, none of them touched."""
    sums = np.zeros((symbols, 4), np.int64)
    sums[:, LAST] = NONE
    return sums


@njit(cache=True, nogil=True)
def side_for(symbols, matches, words):
    """A side for ids below `symbols` and as many notes as there may be matches, of words as in `words`."""
    return Side(
        empty_sums(symbols),
        np.empty(matches, np.int32),
        np.empty(matches, words.dtype),
        np.empty(symbols, np.int32),
        np.zeros(2, np.int64),
    )


@njit(cache=True, nogil=True, inline="always")
def note(side, neighbour, word):
    """Note once that the neighbour stands beside a match in the word."""
    last = side.sums[neighbour, LAST]
    if last == word:
        return
    if last == NONE:
        side.touched[side.used[1]] = neighbour
        side.used[1] += 1
    side.sums[neighbour, LAST] = word
    side.sums[neighbour, WORDS] += 1
    side.symbol[side.used[0]], side.word[side.used[0]] = neighbour, word
    side.used[0] += 1


@njit(cache=True, nogil=True)
def hand_over(side, holders):
    """Write the noted words to their pairs, and empty the side.

    The column LAST of each touched neighbour is the place in `holders` of the next word of its new pair, NONE
    if that pair is not stored."""
    for n in range(side.used[0]):
        place = side.sums[side.symbol[n], LAST]
        if place != NONE:
            holders[place] = side.word[n]
            side.sums[side.symbol[n], LAST] = place + 1
    for t in range(side.used[1]):
        neighbour = side.touched[t]
        side.sums[neighbour, WON] = side.sums[neighbour, LOST] = side.sums[neighbour, WORDS] = 0
        side.sums[neighbour, LAST] = NONE
    side.used[:] = 0
