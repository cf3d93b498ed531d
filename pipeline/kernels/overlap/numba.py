"""One pass over the bytes for the units, one over the units for their grams.

The hash rolls: the unit that leaves is subtracted with its power of the factor. A table of bits rules out
most grams at once; the rest are looked up among the keys.
"""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels.buffers import utf8
from pipeline.kernels.overlap import CHARS, JOSA, WORDS
from pipeline.kernels.utf8 import code_point, width_at
from pipeline.kernels.words.classes import LETTER, NUMBER, classes

RANK = 0
ON_GPU = False

_BASE, _FACTOR = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)
_FIRST, _LAST = 0xAC00, 0xD7A3
_BITS = 22  # of the table: half a megabyte, which stays in the cache
# Whether a syllable is one of particles
_GONE = np.isin(np.arange(_FIRST, _LAST + 1), [ord(c) for c in JOSA])


@njit(cache=True, nogil=True, inline="always")
def _is_hangul(c):
    return _FIRST <= c <= _LAST


@njit(cache=True, nogil=True)
def _units(data, i, last, kinds, gone, chars, words):
    """Write the units of data[i:last] by both schemes, (value, first byte, end) each.

    Returns how many there are by each, and whether there is Hangul."""
    num_chars = num_words = 0
    hangul = False
    value, begin, end = np.uint64(0), np.int64(-1), np.int64(0)
    while i < last:
        byte = data[i]
        width = width_at(byte)
        c = np.int64(byte) if width == 1 else np.int64(code_point(data, i, width))
        kind = kinds[c]
        counts = kind in (LETTER, NUMBER)
        if _is_hangul(c):
            hangul = True
            counts = not gone[c - _FIRST]
        if counts:
            low = np.uint64(c | 0x20 if 65 <= c <= 90 else c)
            chars[num_chars, 0], chars[num_chars, 1], chars[num_chars, 2] = (
                np.int64(low),
                i,
                i + width,
            )
            num_chars += 1
            value = value * _BASE + low
            if begin < 0:
                begin = i
            end = i + width
        elif begin >= 0:
            words[num_words, 0], words[num_words, 1], words[num_words, 2] = (
                np.int64(value),
                begin,
                end,
            )
            num_words += 1
            value, begin = np.uint64(0), np.int64(-1)
        i += width
    if begin >= 0:
        words[num_words, 0], words[num_words, 1], words[num_words, 2] = np.int64(value), begin, end
        num_words += 1
    return num_chars, num_words, hangul


@njit(cache=True, nogil=True, inline="always")
def _mixed(h):
    h ^= h >> np.uint64(29)
    h *= _FACTOR
    return h ^ (h >> np.uint64(32))


@njit(cache=True, nogil=True)
def _power(width):
    p = np.uint64(1)
    for _ in range(width):
        p *= _FACTOR
    return p


@njit(cache=True, nogil=True)
def _grams(units, num, scheme, width, out):
    """The gram that ends at each unit from the width-th on."""
    power, salt = _power(width), np.uint64(scheme) * _power(width)
    h = np.uint64(0)
    for i in range(num):
        h = h * _FACTOR + np.uint64(units[i, 0]) + np.uint64(1)
        if i >= width:
            h -= power * (np.uint64(units[i - width, 0]) + np.uint64(1))
        if i >= width - 1:
            out[i - width + 1] = _mixed(h + salt)
    return max(0, num - width + 1)


@njit(cache=True, nogil=True)
def _all_grams(offsets, data, kinds, gone, scheme, width):
    longest = 0
    for t in range(len(offsets) - 1):
        longest = max(longest, offsets[t + 1] - offsets[t])
    chars, words = np.empty((longest + 1, 3), np.int64), np.empty((longest + 1, 3), np.int64)
    scratch = np.empty(longest + 1, np.uint64)
    out = np.empty(len(data) + 1, np.uint64)
    ends = np.zeros(len(offsets), np.int64)
    for t in range(len(offsets) - 1):
        n, m, _ = _units(data, offsets[t], offsets[t + 1], kinds, gone, chars, words)
        units, num = (chars, n) if scheme == CHARS else (words, m)
        num = _grams(units, num, scheme, width, scratch)
        out[ends[t] : ends[t] + num] = scratch[:num]
        ends[t + 1] = ends[t] + num
    return ends, out[: ends[-1]]


@njit(cache=True, nogil=True)
def _table(keys):
    bits = np.zeros(1 << (_BITS - 3), np.uint8)
    for key in keys:
        slot = key >> np.uint64(64 - _BITS)
        bits[slot >> np.uint64(3)] |= np.uint8(1 << (slot & np.uint64(7)))
    return bits


@njit(cache=True, nogil=True)
def _look(units, num, scheme, width, scratch, keys, bits, row, first, hits, used):
    """Add the grams that are among the keys to `hits`.

    Returns the number of hits so far, also if `hits` has no room for all of them."""
    for g in range(_grams(units, num, scheme, width, scratch)):
        h = scratch[g]
        slot = h >> np.uint64(64 - _BITS)
        if not bits[slot >> np.uint64(3)] & np.uint8(1 << (slot & np.uint64(7))):
            continue
        at = np.searchsorted(keys, h)
        if at < len(keys) and keys[at] == h:
            if used < len(hits):
                hits[used, 0], hits[used, 1] = row, units[g, 1] - first
                hits[used, 2], hits[used, 3] = units[g + width - 1, 2] - first, at
            used += 1
    return used


@njit(cache=True, nogil=True)
def _find(offsets, data, kinds, gone, keys, char_width, word_width, room):
    bits, hits, used = _table(keys), np.empty((room, 4), np.int64), 0
    longest = 0
    for t in range(len(offsets) - 1):
        longest = max(longest, offsets[t + 1] - offsets[t])
    chars, words = np.empty((longest + 1, 3), np.int64), np.empty((longest + 1, 3), np.int64)
    scratch = np.empty(longest + 1, np.uint64)
    for t in range(len(offsets) - 1):
        first = offsets[t]
        n, m, hangul = _units(data, first, offsets[t + 1], kinds, gone, chars, words)
        if hangul:
            used = _look(chars, n, CHARS, char_width, scratch, keys, bits, t, first, hits, used)
        used = _look(words, m, WORDS, word_width, scratch, keys, bits, t, first, hits, used)
    return hits, used


def grams(
    texts: pa.Array | pa.ChunkedArray, scheme: int, width: int
) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], hashes uint64)."""
    return _all_grams(*utf8(texts), classes(), _GONE, scheme, width)


def find(
    texts: pa.Array | pa.ChunkedArray, keys: np.ndarray, widths: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(row, start, end, which) int64."""
    offsets, data = utf8(texts)
    room = 1 << 16
    while True:
        hits, used = _find(offsets, data, classes(), _GONE, keys, *widths, room)
        if used <= room:
            return tuple(hits[:used, i].copy() for i in range(4))  # type: ignore[return-value]
        room = used
