"""Repetition inside one text, compiled: equal keys, and n-grams from equal units.

An n-gram can only be repeated where both (n-1)-grams inside it are. In prose few 3-grams are, so that widths
from 4 on cost next to nothing: 2.5 insertions per unit for nine widths together."""

import numpy as np
from numba import njit

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True, inline="always")
def mix(h):
    """Spread a hash over all bits."""
    h = (h ^ (h >> np.uint64(31))) * _FACTOR
    return h ^ (h >> np.uint64(29))


@njit(cache=True, nogil=True)
def table_size(num):
    """A power of two with room for `num` keys."""
    size = 4
    while size < 2 * num:
        size *= 2
    return size


@njit(cache=True, nogil=True)
def first_of(keys, num, table, first, count):
    """Fill first[i], the first place with keys[i], and count[first], the number of its places."""
    size = table_size(num)
    table[:size] = 0
    for i in range(num):
        mixed = mix(keys[i])
        slot = np.int64(mixed & np.uint64(size - 1))
        # decides most comparisons without reading the other key
        tag = mixed >> np.uint64(32) << np.uint64(32)
        entry = tag | np.uint64(i + 1)
        while table[slot] != 0:
            other = table[slot]
            if (other ^ tag) < np.uint64(0x100000000):
                at = np.int64(other & np.uint64(0xFFFFFFFF)) - 1
                if keys[at] == keys[i]:
                    break
            slot = (slot + 1) & (size - 1)
        if table[slot] == 0:
            table[slot] = entry
            first[i], count[i] = i, 1
        else:
            at = np.int64(table[slot] & np.uint64(0xFFFFFFFF)) - 1
            first[i] = at
            count[at] += 1


@njit(cache=True, nogil=True)
def duplicates(keys, sizes, num, table, first, count):
    """(how many keys repeat an earlier one, the sum of their sizes)."""
    same = size = 0
    # most comments are a single line
    if num < 2:
        return same, size
    first_of(keys, num, table, first, count)
    for i in range(num):
        if first[i] != i:
            same += 1
            size += sizes[i]
    return same, size


@njit(cache=True, nogil=True)
def n_grams(hashes, ends, num, widest, table, unit, count, place, key, group, times, tops, dups):
    """Fill for n up to `widest` the characters of the most frequent n-gram in all its places, with a space
    between units (tops[n]), and of n-grams that repeat an earlier one (dups[n]). `ends[i]`: characters of the
    first i units."""
    tops[:] = 0
    dups[:] = 0
    first_of(hashes, num, table, unit, count)
    num_places = 0
    for i in range(num):
        if count[unit[i]] > 1:
            place[num_places], group[num_places] = i, unit[i]
            num_places += 1
    for n in range(2, widest + 1):
        # nothing longer repeats either
        if num_places < 2:
            return
        kept = 0
        for k in range(num_places - 1):
            i = place[k]
            if place[k + 1] == i + 1:
                key[kept] = (np.uint64(group[k]) << np.uint64(32)) | np.uint64(unit[i + n - 1])
                place[kept] = i
                kept += 1
        first_of(key, kept, table, group, times)
        best, ended, num_places = 1, 0, 0
        for k in range(kept):
            gram, i = group[k], place[k]
            if times[gram] < 2:
                continue
            size = ends[i + n] - ends[i]
            if gram == k and times[k] > best:
                best = times[k]
                tops[n] = (size + n - 1) * best
            if i >= ended:
                if key[gram] == 0xFFFFFFFFFFFFFFFF:  # an earlier place was counted
                    dups[n] += size
                    ended = i + n
                else:
                    key[gram] = 0xFFFFFFFFFFFFFFFF
            place[num_places], group[num_places] = i, gram
            num_places += 1
