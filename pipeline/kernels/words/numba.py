"""One pass over the bytes: PATTERN as a state machine, and a hash table of what it cuts.

For each alternative of PATTERN, in order, the machine knows from one character and the next which one
matches; only a run of white space is read twice. Words lie once, one after the other, in an arena of bytes.
"""

from collections import namedtuple

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels.buffers import utf8
from pipeline.kernels.nfc import settled
from pipeline.kernels.placeholders import CLOSE, OPEN
from pipeline.kernels.utf8 import code_point, eight, width_at
from pipeline.kernels.words import MAX_BYTES
from pipeline.kernels.words.classes import LETTER, NUMBER, OTHER, SPACE, classes

RANK = 0
ON_GPU = False

_OPEN = np.frombuffer(OPEN.encode(), np.uint8)
_CLOSE = np.frombuffer(CLOSE.encode(), np.uint8)
_FACTOR, _ALL = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFFFFFFFFFFFFFFFF)

# slots: bits of the hash and the entry, or -1. entries int64 [room + 1, 3]: hash, start in the arena, count.
_Table = namedtuple("_Table", "slots entries arena")
_HASH, _START, _COUNT = range(3)
_ENTRY = np.int64((1 << 32) - 1)


@njit(cache=True, nogil=True, inline="always")
def _is_line_end(byte):
    return byte == 10 or byte == 13


@njit(cache=True, nogil=True)
def _contraction(data, i, end):
    """The end of 's 't 'm 'd 're 've 'll in any case (the long s included) at the apostrophe i, or i."""
    if i + 1 >= end:
        return i
    a = data[i + 1] | 0x20
    if data[i + 1] < 0x80:
        if a == 115 or a == 116 or a == 109 or a == 100:
            return i + 2
        b = data[i + 2] | 0x20 if i + 2 < end and data[i + 2] < 0x80 else 0
        if ((a == 114 or a == 118) and b == 101) or (a == 108 and b == 108):
            return i + 3
    elif i + 2 < end and data[i + 1] == 0xC5 and data[i + 2] == 0xBF:
        return i + 3
    return i


@njit(cache=True, nogil=True, inline="always")
def _class_at(data, i, kinds):
    byte = data[i]
    return kinds[byte] if byte < 0x80 else kinds[code_point(data, i, width_at(byte))]


@njit(cache=True, nogil=True)
def _run(data, i, end, kinds, kind):
    """The end of the characters of one kind from i on."""
    while i < end and _class_at(data, i, kinds) == kind:
        i += width_at(data[i])
    return i


@njit(cache=True, nogil=True)
def _others(data, i, end, kinds):
    """The end of a run of signs (neither letters, numbers nor spaces) and the line ends behind it."""
    i = _run(data, i, end, kinds, OTHER)
    while i < end and _is_line_end(data[i]):
        i += 1
    return i


@njit(cache=True, nogil=True)
def _spaces(data, i, end, kinds):
    """The end of the pre-token at the beginning of a run of white space.

    It reaches to the last line end of the run; without one, to the last character, which belongs to the next
    pre-token."""
    last, j, line_end = i, i, -1
    while j < end and _class_at(data, j, kinds) == SPACE:
        last = j
        j += width_at(data[j])
        if _is_line_end(data[last]):
            line_end = j
    if line_end >= 0:
        return line_end
    return j if j == end or last == i else last


@njit(cache=True, nogil=True)
def _next(data, i, end, kinds):
    """The end of the pre-token that begins at i."""
    byte = data[i]
    if byte == 39:
        j = _contraction(data, i, end)
        if j > i:
            return j
    kind = _class_at(data, i, kinds)
    after = i + width_at(byte)
    if kind == LETTER:
        return _run(data, after, end, kinds, LETTER)
    if kind == NUMBER:
        return after
    following = _class_at(data, after, kinds) if after < end else SPACE
    if following == LETTER and not _is_line_end(byte):
        return _run(data, after, end, kinds, LETTER)
    if kind == OTHER or (byte == 32 and following == OTHER):
        return _others(data, after, end, kinds)
    return _spaces(data, i, end, kinds)


@njit(cache=True, nogil=True)
def _placeholder(data, i, end):
    """The end of a placeholder that begins at i, or i."""
    if i + len(_OPEN) + len(_CLOSE) > end:
        return i
    for k in range(len(_OPEN)):
        if data[i + k] != _OPEN[k]:
            return i
    j = i + len(_OPEN)
    while j < end and (65 <= data[j] <= 90 or data[j] == 95):
        j += 1
    for k in range(len(_CLOSE)):
        if j + k >= end or data[j + k] != _CLOSE[k]:
            return i
    return j + len(_CLOSE)


@njit(cache=True, nogil=True)
def _piece(data, i, end):
    """(end of the text up to the next placeholder, end of that placeholder)."""
    for j in range(i, end):
        if data[j] == 60:
            k = _placeholder(data, j, end)
            if k > j:
                return j, k
    return end, end


@njit(cache=True, nogil=True)
def _split(data, kinds):
    ends = np.empty(len(data), np.int64)
    num, i = 0, 0
    while i < len(data):
        i = _next(data, i, len(data), kinds)
        ends[num] = i
        num += 1
    return ends[:num]


@njit(cache=True, nogil=True, inline="always")
def _word(data, i, num):
    """`num` bytes (1 to 8) from i on as an integer, the first lowest."""
    if i + 8 <= len(data):
        return eight(data, i) & (_ALL >> np.uint64(64 - 8 * num))
    whole = np.uint64(0)
    for k in range(num):
        whole |= np.uint64(data[i + k]) << np.uint64(8 * k)
    return whole


@njit(cache=True, nogil=True, inline="always")
def _hash(data, i, end):
    """64 bits of a word, eight bytes a step. Words of one length up to eight bytes never share theirs: each
    step can be undone."""
    h = np.uint64(end - i)
    while i < end:
        h = (h ^ _word(data, i, min(end - i, 8))) * _FACTOR
        h ^= h >> np.uint64(32)
        i += 8
    return h


@njit(cache=True, nogil=True)
def _equal(arena, start, size, data, i, end):
    if size != end - i or size <= 8:  # the hash, which is equal, tells short ones apart
        return size == end - i
    k = 0
    while k < size and arena[start + k] == data[i + k]:
        k += 1
    return k == size


def _empty(room: int, num_bytes: int) -> _Table:
    return _Table(
        np.full(2 * room, -1, np.int64),
        np.zeros((room + 1, 3), np.int64),
        np.empty(num_bytes, np.uint8),
    )


@njit(cache=True, nogil=True)
def _place(slots, entries, num):
    """Fill the slots with the first `num` entries."""
    mask = np.uint64(len(slots) - 1)
    for entry in range(num):
        h = np.uint64(entries[entry, _HASH])
        slot = h & mask
        while slots[slot] >= 0:
            slot = (slot + np.uint64(1)) & mask
        slots[slot] = _tagged(h, entry)


@njit(cache=True, nogil=True, inline="always")
def _tagged(h, entry):
    """The content of a slot: 31 high bits of the hash, which rule out most other words, then the entry."""
    return np.int64((h >> np.uint64(33)) << np.uint64(32)) | entry


def _grown(old: _Table, num: int) -> _Table:
    """The same `num` entries with room for twice as many, or for twice the bytes."""
    full = num == len(old.entries) - 1
    new = _empty((len(old.entries) - 1) * (2 if full else 1), len(old.arena) * (1 if full else 2))
    size = old.entries[num, _START]
    new.entries[: num + 1], new.arena[:size] = old.entries[: num + 1], old.arena[:size]
    _place(new.slots, new.entries, num)
    return new


@njit(cache=True, nogil=True)
def _fill(offsets, data, kinds, at, slots, entries, arena):
    """Count pre-tokens from `at` on, until all texts are read or the table is full; moves `at`.

    `at` is (text, byte, end of piece, byte behind its placeholder, entries). Returns True if all is read. It
    takes plain arrays in one loop: passing a table from function to function costs more in reference counts
    than all other work.
    """
    mask = np.uint64(len(slots) - 1)
    text, i, end, behind, num = at
    while True:
        while i == end:
            if behind < offsets[text + 1]:
                i = behind
            elif text + 1 < len(offsets) - 1:
                text += 1
                i = offsets[text]
            else:
                at[:] = (text, i, end, behind, num)
                return True
            end, behind = _piece(data, i, offsets[text + 1])
        if num == len(entries) - 1 or entries[num, _START] + MAX_BYTES > len(arena):
            at[:] = (text, i, end, behind, num)
            return False
        j = _next(data, i, end, kinds)
        size = j - i
        if size <= MAX_BYTES:
            h = _hash(data, i, j)
            wanted = _tagged(h, np.int64(0))
            slot = h & mask
            while True:
                found = slots[slot]
                if found < 0:
                    slots[slot] = wanted | num
                    start = entries[num, _START]
                    for k in range(size):
                        arena[start + k] = data[i + k]
                    entries[num, _HASH], entries[num, _COUNT] = np.int64(h), 1
                    num += 1
                    entries[num, _START] = start + size
                    break
                entry = found & _ENTRY
                if found ^ wanted == entry and np.uint64(entries[entry, _HASH]) == h:
                    start = entries[entry, _START]
                    if _equal(arena, start, entries[entry + 1, _START] - start, data, i, j):
                        entries[entry, _COUNT] += 1
                        break
                slot = (slot + np.uint64(1)) & mask
        i = j


def split(text: str) -> list[str]:
    """The pre-tokens of a normalised text without placeholders, in order; joined they are the text."""
    data = np.frombuffer(text.encode(), np.uint8)
    ends = _split(data, classes()).tolist()
    return [bytes(data[a:b]).decode() for a, b in zip([0, *ends], ends, strict=False)]


def count(texts: pa.ChunkedArray | pa.Array) -> tuple[pa.Array, np.ndarray, np.ndarray]:
    """(words large_string, counts int64, hashes uint64)."""
    offsets, data = utf8(settled(texts))
    table, at = _empty(1 << 14, 1 << 18), np.zeros(5, np.int64)
    while len(offsets) > 1 and not _fill(offsets, data, classes(), at, *table):
        table = _grown(table, int(at[-1]))
    entries = table.entries[: int(at[-1]) + 1]
    starts = pa.py_buffer(entries[:, _START].copy())
    arena = pa.py_buffer(table.arena[: entries[-1, _START]].copy())
    words = pa.LargeStringArray.from_buffers(len(entries) - 1, starts, arena)
    return words, entries[:-1, _COUNT].copy(), entries[:-1, _HASH].astype(np.uint64)
