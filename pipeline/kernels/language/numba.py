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


def _classes() -> np.ndarray:
    """uint8 [128]: what an ASCII character does to its word."""
    classes = np.full(128, _MARK, np.uint8)
    classes[:33] = _BLANK
    for c in range(128):
        if chr(c).isalpha():
            classes[c] = _LETTER
        elif chr(c).isdigit() or chr(c) in t.SILENT:
            classes[c] = _SILENCES
    classes[96] = _CODE
    return classes


_MARK, _BLANK, _LETTER, _SILENCES, _CODE = range(5)
_CLASSES = _classes()
_ENDS = np.array([ord(c) for c in t.ENDS], np.int64)
_CLOSING = np.array([ord(c) for c in t.CLOSING], np.int64)
_HIDDEN, _WIDE = 96, 128  # what stands for a character in code, and for one that is not ASCII


@njit(cache=True, nogil=True)
def _is_in(c, characters):
    found = False
    for k in range(len(characters)):
        found |= characters[k] == c
    return found


@njit(cache=True, nogil=True)
def _ends_as_sentence(data, start, end):
    """True if the last character in front of blanks, then of closing marks, ends a sentence."""
    while end > start and data[end - 1] <= 32:
        end -= 1
    while end > start:
        at = end - 1
        while data[at] & 0xC0 == 0x80:
            at -= 1
        c = np.int64(code_point(data, at, end - at))
        if not _is_in(c, _CLOSING):
            return _is_in(c, _ENDS)
        end = at
    return False


@njit(cache=True, nogil=True)
def _line(data, start, end, table, english, row):
    hangul = latin = other = chars = tokens = 0
    in_code = inside = silent = False
    said = words = functions = size = 0  # of the word between blanks, and of the letters in it
    word = np.uint64(0)
    before = last = 0  # the two characters in front
    for i in range(start, end + 1):
        byte = np.int64(data[i]) if i < end else 32
        if byte & 0xC0 == 0x80:
            continue
        chars += i < end
        kind = _CLASSES[byte] if byte < 0x80 else _MARK
        if kind == _LETTER and not in_code:
            if not inside:
                tokens += 1
                inside = True
            silent |= (last == 46 and 97 <= before | 0x20 <= 122 and before < 128) or (
                last == 47 and before == 0
            )
            if size < 8:
                word |= np.uint64(byte | 0x20) << np.uint64(8 * size)
            size += 1
            said += 1
            before, last = last, byte
            continue
        if size:
            words += 1
            functions += _is_english(word, size, english)
            silent |= size > t.LONGEST
            word, size = np.uint64(0), 0
        if kind == _BLANK:
            if not silent:
                latin += said
                row[t.WORDS] += words
                row[t.FUNCTION_WORDS] += functions
            inside = silent = False
            said = words = functions = before = last = 0
            continue
        if not inside:
            tokens += 1
            inside = True
        if kind == _CODE:
            in_code = not in_code
        elif byte < 0x80:
            silent |= not in_code and (kind == _SILENCES or (byte == 47 and last == 58))
        elif byte == 0xEB or byte == 0xEC:  # U+B000 to U+CFFF: most of the syllables
            hangul += 1
        else:
            c = code_point(data, i, width_at(byte))
            kind = (
                table[c] if c < 0x10000 else script.HAN if 0x20000 <= c <= 0x3FFFF else script.MARK
            )
            hangul += kind == script.HANGUL or kind == script.JAMO
            said += kind == script.LATIN and not in_code
            other += kind == script.HAN or kind == script.KANA or kind == script.OTHER
        before, last = last, _HIDDEN if in_code else byte if byte < 0x80 else _WIDE
    row[t.HANGUL] += hangul
    row[t.LATIN] += latin
    row[t.OTHER] += other
    letters = hangul + latin + other
    if not letters:
        return
    weight = latin + t.WIDE * (hangul + other)
    if tokens >= t.MIN_WORDS and _ends_as_sentence(data, start, end):
        weight *= t.SENTENCE
    if hangul * t.KOREAN_FROM >= letters:
        row[t.KOREAN_LINES] += chars
        row[t.KOREAN_VOTES] += weight
    else:
        row[t.LATIN_LINES if latin >= other else t.OTHER_LINES] += chars
        row[t.OTHER_VOTES] += weight


@njit(cache=True, nogil=True)
def _form(data, start, end, table, row):
    """Count a line that says nothing."""
    for i in range(start, end):
        byte = data[i]
        if byte & 0xC0 == 0x80:
            continue
        row[t.CODE_LINES] += 1
        c = np.int64(code_point(data, i, width_at(byte)))
        kind = table[c] if c < 0x10000 else script.HAN if 0x20000 <= c <= 0x3FFFF else script.MARK
        is_hangul = kind == script.HANGUL or kind == script.JAMO
        row[t.FORM_HANGUL] += is_hangul
        row[t.FORM_LETTERS] += (
            is_hangul
            or kind == script.LATIN
            or kind == script.HAN
            or kind == script.KANA
            or kind == script.OTHER
        )


@njit(cache=True, nogil=True)
def _is_rule(data, start, end):
    return end - start == 3 and data[start] == data[start + 1] == data[start + 2] == 45


@njit(cache=True, nogil=True)
def _count(offsets, data, table, english, starts, form, counts):
    for k in range(len(offsets) - 1):
        num = split(data, offsets[k], offsets[k + 1], starts, form)
        row = counts[k]
        front = 0
        if _is_rule(data, starts[0], starts[1] - 1):
            for n in range(1, min(num, t.MAX_FRONT)):
                if _is_rule(data, starts[n], starts[n + 1] - 1):
                    front = n + 1
                    break
        for n in range(num):
            a, b = starts[n], starts[n + 1] - 1
            if n < front:
                for i in range(a, b):
                    row[t.CODE_LINES] += (data[i] & 0xC0) != 0x80
            elif form[n]:
                _form(data, a, b, table, row)
            else:
                _line(data, a, b, table, english, row)


def count(texts: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """int64 [n, NUM]: the columns of `pipeline.kernels.language` for each text."""
    offsets, data = utf8(texts)
    counts = np.zeros((len(offsets) - 1, t.NUM), np.int64)
    lines = most_lines(offsets, data)
    starts, form = np.empty(lines + 1, np.int64), np.empty(lines, np.bool_)
    _count(offsets, data, _TABLE, _ENGLISH, starts, form, counts)
    return counts
