"""One pass over the bytes finds the few lines that may need a repair; those alone become Python strings."""

import re

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels.buffers import utf8, words_of
from pipeline.kernels.clean.reference import ORDER, clean_one
from pipeline.kernels.placeholders import OPEN
from pipeline.kernels.utf8 import code_point, width_at

RANK = 0
ON_GPU = False

# Characters that no rule ever touches, alone or beside others: everything else sends a line to the
# rules. Letters of Latin-1 and its neighbours may be mojibake, so they are suspects in pairs.
_FIRST, _SECOND, _THIRD = OPEN.encode()[:3]  # of a placeholder
_SAFE, _SUSPECT, _PAIR, _LESS = 0, 1, 2, 3


def _table() -> np.ndarray:
    kind = np.full(0x10000, _SUSPECT, np.uint8)
    for first, last in (
        (0x20, 0x7E),
        (0x0370, 0x0373),
        (0x0391, 0x03C9),
        (0x0400, 0x0482),
        (0x2460, 0x24FF),
        (0x2500, 0x27BF),
        (0x3001, 0x3029),
        (0x3041, 0x3096),
        (0x30A1, 0x30FE),
        (0x3105, 0x312F),
        (0x3131, 0x3163),
        (0x3165, 0x318E),
        (0x3200, 0x321E),
        (0x3220, 0x33FF),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xAC00, 0xD7A3),
        (0x2190, 0x21FF),
        (0x2200, 0x22FF),
        (0xFE0E, 0xFE0F),
    ):
        kind[first : last + 1] = _SAFE
    kind[[0x09, 0x0A]] = _SAFE
    pairs = re.compile("[\x80-\u017f\u0192\u02c6\u02dc\u2010-\u203a\u20ac\u2122]")
    for c in range(0xA1, 0x2123):
        if pairs.match(chr(c)) and c not in (0xAD, 0x2028, 0x2029, *range(0x202A, 0x2030)):
            kind[c] = _PAIR
    for c in (0x3099, 0x309A, 0x302A, 0x302B, 0x302C, 0x302D, 0x302E, 0x302F, 0x2000, 0x2001):
        kind[c] = _SUSPECT
    kind[_FIRST] = _LESS
    return kind


_KINDS = _table()


_ONES, _HIGH = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_LESS_THANS, _DELETES = np.uint64(ord(OPEN[0])) * _ONES, np.uint64(0x7F) * _ONES
_BLANKS = np.uint64(0x20) * _ONES


@njit(cache=True, nogil=True, inline="always")
def _plain_word(w):
    """True if eight bytes are printable ASCII and none begins a placeholder (zero-byte tests of
    Hacker's Delight, 6-1)."""
    below = (w - _BLANKS) & ~w
    less = w ^ _LESS_THANS
    delete = w ^ _DELETES
    return (
        (w | below | ((less - _ONES) & ~less) | ((delete - _ONES) & ~delete)) & _HIGH
    ) == np.uint64(0)


@njit(cache=True, nogil=True)
def _suspect_lines(offsets, data, words, kinds):
    """(text, first byte, end with line feed) of every line with a character that may need a repair."""
    suspects = []
    for t in range(len(offsets) - 1):
        i, end, line, paired = offsets[t], offsets[t + 1], offsets[t], False
        while i < end:
            b = data[i]
            if b == 0xEB or b == 0xEC:  # U+B000 to U+CFFF: most of the syllables
                paired = False
                i += 3
                continue
            if b < 0x80 and b >= 0x20 and b != _FIRST and b != 0x7F:
                paired = False
                i += 1
                if i & 7 == 0:
                    while i + 8 <= end and _plain_word(words[i >> 3]):
                        i += 8
                continue
            if b == 0x0A:
                i += 1
                line, paired = i, False
                continue
            width = width_at(b)
            if width < 4:
                kind = kinds[code_point(data, i, width)]
            else:
                # Emoji, U+1F000 to U+1FEFF, never change; the joiners between them are checked.
                kind = 0 if b == 0xF0 and data[i + 1] == 0x9F and data[i + 2] < 0xBC else 1
            if kind == 3 and i + 4 < end and data[i + 1] == _SECOND and data[i + 2] == _THIRD:
                kind = 1
            if kind == 1 or (kind == 2 and paired):
                while i < end and data[i] != 0x0A:
                    i += 1
                i = min(i + 1, end)
                suspects.append((t, line, i))
                line, paired = i, False
                continue
            paired = kind == 2
            i += width
    return suspects


def clean(texts: pa.Array, trusted: bool = False) -> tuple[pa.Array, pa.Array]:
    """(texts, repairs) of a large_string array without nulls; see the table of the package.

    Placeholders in `trusted` texts are Malmoi's own, and stay.
    """
    offsets, data = utf8(texts)
    repairs: dict[int, set[str]] = {}
    growth = np.zeros(len(texts), np.int64)
    pieces, kept = [], offsets[0]
    view = memoryview(data)
    # Every rule is local to a line: no rule removes a line feed or looks across one.
    for text, start, end in _suspect_lines(offsets, data, words_of(data), _KINDS):
        line, made = clean_one(str(view[start:end], "utf-8"), trusted)
        if not made:
            continue
        encoded = line.encode()
        pieces += [view[kept:start], encoded]
        kept = end
        growth[text] += len(encoded) - (end - start)
        repairs.setdefault(text, set()).update(made)
    if not repairs:
        return texts, pa.nulls(len(texts), pa.list_(pa.string()))
    pieces.append(view[kept : offsets[-1]])
    ends = offsets - offsets[0]
    ends[1:] += np.cumsum(growth)
    mended = pa.LargeStringArray.from_buffers(
        len(texts), pa.py_buffer(ends), pa.py_buffer(b"".join(pieces))
    )
    names = [
        [n for n in ORDER if n in repairs[i]] if i in repairs else None for i in range(len(texts))
    ]
    return mended, pa.array(names, pa.list_(pa.string()))
