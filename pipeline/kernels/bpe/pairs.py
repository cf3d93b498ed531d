"""Pairs of symbols by slot: key, count, and the words that hold them; a hash table finds the slot.

A pair gains occurrences only in the round that makes it, because every new pair holds the new symbol. So the
words of a pair are a range of one array, written once, and a pair that counts too little to be merged when it
is made is never stored.
"""

from collections import namedtuple

import numpy as np
from numba import njit

_SHIFT = np.int64(32)
_RIGHT = np.int64((1 << 32) - 1)
_MULTIPLIER = np.int64(-7046029254386353131)  # 2**64 / golden ratio: spreads neighbouring keys
_MIXED = 20  # low bits of the product that are dropped

# key, count, first and words by slot; table: slots by hash, -1 where empty
Pairs = namedtuple("Pairs", "key count first words table")


@njit(cache=True, nogil=True, inline="always")
def key_of(left, right):
    """One int64 that orders pairs by left id, then by right id."""
    return (np.int64(left) << _SHIFT) | np.int64(right)


@njit(cache=True, nogil=True, inline="always")
def symbols_of(key):
    """(left id, right id) of a key."""
    return key >> _SHIFT, key & _RIGHT


@njit(cache=True, nogil=True)
def room_for(slots):
    """Pairs with room for a number of slots, none of them used."""
    places = 16
    while places < 2 * slots:
        places *= 2
    return Pairs(
        np.empty(slots, np.int64),
        np.empty(slots, np.int64),
        np.empty(slots, np.int64),
        np.empty(slots, np.int64),
        np.full(places, -1, np.int32),
    )


@njit(cache=True, nogil=True)
def grown(pairs, used, slots):
    """The same pairs with room for at least `slots`."""
    larger = room_for(max(slots, 2 * len(pairs.key)))
    larger.key[:used], larger.count[:used] = pairs.key[:used], pairs.count[:used]
    larger.first[:used], larger.words[:used] = pairs.first[:used], pairs.words[:used]
    for slot in range(used):
        larger.table[_place(larger, pairs.key[slot])] = slot
    return larger


@njit(cache=True, nogil=True)
def add(pairs, slot, key, count, first, words):
    """Write a new pair, whose words are `words` entries from `first`."""
    pairs.key[slot], pairs.count[slot] = key, count
    pairs.first[slot], pairs.words[slot] = first, words
    pairs.table[_place(pairs, key)] = slot


@njit(cache=True, nogil=True)
def lose(pairs, key, count):
    """Take occurrences from a pair, if it is stored."""
    slot = pairs.table[_place(pairs, key)]
    if slot >= 0:
        pairs.count[slot] -= count


@njit(cache=True, nogil=True, inline="always")
def _place(pairs, key):
    """The place in the table that holds the slot of a key, or the empty one where it belongs."""
    last = len(pairs.table) - 1
    place = ((key * _MULTIPLIER) >> _MIXED) & last
    while pairs.table[place] >= 0 and pairs.key[pairs.table[place]] != key:
        place = (place + 1) & last
    return place
