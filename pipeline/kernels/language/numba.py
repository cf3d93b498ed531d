"""One pass over the bytes; a word is eight letters of a register."""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels import language as t
from pipeline.kernels import script
from pipeline.kernels.buffers import utf8
from pipeline.kernels.heuristics.prose import most_lines, split
from pipeline.kernels.script.numba import _TABLE
from pipeline.kernels.utf8 import code_point, width_at

RANK = 0
ON_GPU = False

_SLOTS = 1 << 12
_FACTOR = np.uint64(0x9E3779B97F6813F3)


def _lookup() -> np.ndarray:
    """uint64 [_SLOTS]: each function word, its letters as bytes, in its slot."""
    slots = np.zeros(_SLOTS, np.uint64)
    for word in t.ENGLISH:
        value = int.from_bytes(word.encode(), "little")
        at = value * int(_FACTOR) % 2**64 >> 52
        if slots[at]:
            raise AssertionError(f"{word} shares a slot: choose another factor")
        slots[at] = value
    return slots


_ENGLISH = _lookup()


@njit(cache=True, nogil=True, inline="always")
def _is_english(word, size, english):
    return size <= 8 and english[np.int64(word * _FACTOR >> np.uint64(52))] == word


@njit(cache=True, nogil=True)
def _line(data, i, end, table, english, row):
    hangul = latin = other = chars = size = 0
    word = np.uint64(0)
    while i < end:
        byte = data[i]
        low = byte | 0x20
        chars += 1
        if 97 <= low <= 122:
            latin += 1
            if size < 8:
                word |= np.uint64(low) << np.uint64(8 * size)
            size += 1
            i += 1
            continue
        if size:
            row[t.WORDS] += 1
            row[t.FUNCTION_WORDS] += _is_english(word, size, english)
            word, size = np.uint64(0), 0
        if byte < 0x80:
            i += 1
        elif byte == 0xEB or byte == 0xEC:  # U+B000 to U+CFFF: most of the syllables
            hangul += 1
            i += 3
        else:
            width = width_at(byte)
            c = code_point(data, i, width)
            i += width
            kind = (
                table[c] if c < 0x10000 else script.HAN if 0x20000 <= c <= 0x3FFFF else script.MARK
            )
            hangul += kind == script.HANGUL or kind == script.JAMO
            latin += kind == script.LATIN
            other += kind == script.HAN or kind == script.KANA or kind == script.OTHER
    if size:
        row[t.WORDS] += 1
        row[t.FUNCTION_WORDS] += _is_english(word, size, english)
    row[t.HANGUL] += hangul
    row[t.LATIN] += latin
    row[t.OTHER] += other
    letters = hangul + latin + other
    if letters and hangul * t.KOREAN_FROM >= letters:
        row[t.KOREAN_LINES] += chars
    elif letters:
        row[t.LATIN_LINES if latin >= other else t.OTHER_LINES] += chars


@njit(cache=True, nogil=True)
def _count(offsets, data, table, english, starts, form, counts):
    for k in range(len(offsets) - 1):
        num = split(data, offsets[k], offsets[k + 1], starts, form)
        row = counts[k]
        for n in range(num):
            a, b = starts[n], starts[n + 1] - 1
            if form[n]:
                for i in range(a, b):
                    row[t.CODE_LINES] += (data[i] & 0xC0) != 0x80
            else:
                _line(data, a, b, table, english, row)


def count(texts: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """int64 [n, NUM]: letters by script in lines that are neither code nor tables; characters of lines by
    script; words of ASCII letters, and English function words among them."""
    offsets, data = utf8(texts)
    counts = np.zeros((len(offsets) - 1, t.NUM), np.int64)
    lines = most_lines(offsets, data)
    starts, form = np.empty(lines + 1, np.int64), np.empty(lines, np.bool_)
    _count(offsets, data, _TABLE, _ENGLISH, starts, form, counts)
    return counts
