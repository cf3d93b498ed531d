"""One pass over the characters, with the last two syllables in registers."""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels import register as t
from pipeline.kernels.buffers import utf8
from pipeline.kernels.register import endings
from pipeline.kernels.utf8 import code_point, width_at

RANK = 0
ON_GPU = False

_FIRST, _NUM, _NONE = endings.FIRST, endings.NUM, endings.NONE
_EITHER, _FINAL, _BIEUP = endings.REASON_OR_QUESTION, endings.FINAL, endings.BIEUP
_TABLES = (endings.BY_MARKED, endings.BY_BARE, endings.KEYS, endings.LEVELS)


def _kinds() -> np.ndarray:
    """uint8 [65536]: what a character is."""
    kinds = np.zeros(1 << 16, np.uint8)
    for mark in t.MARKS:
        kinds[ord(mark)] = _MARK
    kinds[0x3131:0x318F] = _MARK
    kinds[ord(".")] = _STOP
    for first, last in t.LETTERS:
        kinds[ord(first) : ord(last) + 1] = _LETTER
    kinds[_FIRST : endings.LAST + 1] = _SYLLABLE
    kinds[10] = _LINE
    return kinds


_NOTHING, _MARK, _STOP, _LETTER, _SYLLABLE, _LINE = range(6)
_KINDS = _kinds()


@njit(cache=True, nogil=True)
def _level(third, before, last, single, keys, levels):
    level = single[last]
    if before >= 0:
        key = before * _NUM + last
        at = np.searchsorted(keys, key)
        if at < len(keys) and keys[at] == key:
            level = levels[at]
    if level == _EITHER:
        level = t.HAPSYO if third >= 0 and _FINAL[third] == _BIEUP else t.HAE
    return level


@njit(cache=True, nogil=True)
def _ends(data, i, end):
    """True if the full stop at data[i] ends a sentence."""
    if data[i - 1] == 46:
        return False
    if i + 1 == end:
        return True
    after = data[i + 1]
    is_letter = 48 <= after <= 57 or 65 <= after <= 90 or 97 <= after <= 122
    return after != 46 and not is_letter


@njit(cache=True, nogil=True)
def _text(data, start, end, kinds, marked, bare, keys, levels, row):
    # the last three syllables of a word; the last one is -1 behind other letters and behind a sentence's end
    third = before = last = np.int64(-1)
    words, in_word = 0, False
    i = start
    while i <= end:
        kind, c, width = _LINE, np.int64(10), 1
        if i < end:
            byte = data[i]
            width = width_at(byte)
            c = np.int64(byte) if byte < 0x80 else np.int64(code_point(data, i, width))
            kind = kinds[c] if c < 0x10000 else _NOTHING
        if kind == _SYLLABLE:
            words += not in_word
            if not in_word:
                before = last = np.int64(-1)
            third, before, last, in_word = before, last, c - _FIRST, True
            i += width
            continue
        in_word = False
        if kind == _LETTER:
            last = np.int64(-1)
        elif kind == _LINE:
            if last >= 0 and words >= t.MIN_WORDS:
                level = _level(third, before, last, bare, keys, levels)
                if level != _NONE:
                    row[level] += 1
            last, words = np.int64(-1), 0
        elif last >= 0 and (kind == _MARK or (kind == _STOP and _ends(data, i, end))):
            level = _level(third, before, last, marked, keys, levels)
            row[t.OTHER if level == _NONE else level] += 1
            last = np.int64(-1)
        i += width


@njit(cache=True, nogil=True)
def _count(offsets, data, kinds, marked, bare, keys, levels, counts):
    for k in range(len(offsets) - 1):
        _text(data, offsets[k], offsets[k + 1], kinds, marked, bare, keys, levels, counts[k])


def count(texts: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """int64 [n, NUM]: the columns of `pipeline.kernels.register` for each text."""
    offsets, data = utf8(texts)
    counts = np.zeros((len(offsets) - 1, t.NUM), np.int64)
    _count(offsets, data, _KINDS, *_TABLES, counts)
    return counts
