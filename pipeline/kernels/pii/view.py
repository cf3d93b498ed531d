"""The normalised view that forms are matched on, and the way back to the text.

| in the text | in the view |
|---|---|
| U+FF01 to U+FF5E, full-width ASCII; U+FE6B, a small at sign | ASCII |
| U+2010 to U+2015, U+2212, U+FE58, U+FE63, dashes | - |
| U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000, spaces | space |
| U+1D7CE to U+1D7FF, mathematical digits | digit |
| U+00AD, U+180E, U+200B to U+200F, U+2060, U+FEFF, zero width | nothing |

Everything becomes one byte or none, so a view is never longer than its text.
"""

import unicodedata

import numpy as np
from numba import njit

from pipeline.kernels.utf8 import code_point, width_at

GONE, SAME = -1, -2


def replacement(c: int) -> int:
    """The ASCII code that stands for a code point in the view, GONE, or SAME for no change."""
    if c < 0x80:
        return SAME
    if 0xFF01 <= c <= 0xFF5E:
        return c - 0xFEE0
    if 0x2010 <= c <= 0x2015 or c in (0x2212, 0xFE58, 0xFE63):
        return ord("-")
    if c in (0xA0, 0x202F, 0x205F, 0x3000) or 0x2000 <= c <= 0x200A:
        return ord(" ")
    if c in (0xAD, 0x180E, 0x2060, 0xFEFF) or 0x200B <= c <= 0x200F:
        return GONE
    if c == 0xFE6B:
        return ord("@")
    if 0x1D7CE <= c <= 0x1D7FF:
        return ord(unicodedata.normalize("NFKC", chr(c)))
    return SAME


_TABLE = np.array([replacement(c) for c in range(0x10000)], dtype=np.int16)
_SPECIAL = np.isin(np.arange(256), (0xC2, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0))
_DIGITS = np.array([replacement(c) for c in range(0x1D7CE, 0x1D800)], dtype=np.int16)


@njit(cache=True, nogil=True)
def _normalise(offsets, data, special, table, digits, out, ends, at, where):
    """Fill the view; returns (its length, number of changes)."""
    size = changes = 0
    for t in range(len(offsets) - 1):
        i, end = offsets[t], offsets[t + 1]
        while i < end:
            run = i  # all that changes begins with C2, E1, E2, E3, EF or F0: up to there is copied at once
            while run < end and not special[data[run]]:
                run += 1
            out[size : size + run - i] = data[i:run]
            size += run - i
            if run == end:
                break
            i = run
            b = data[i]
            width = width_at(b)
            c = code_point(data, i, width)
            new = -2
            if width < 4:
                new = table[c]
            elif 0x1D7CE <= c <= 0x1D7FF:
                new = digits[c - 0x1D7CE]
            if new == -2:
                for j in range(width):
                    out[size + j] = data[i + j]
                size += width
            else:
                if new >= 0:
                    out[size] = new
                    size += 1
                at[changes] = size
                where[changes] = i + width
                changes += 1
            i += width
        out[size] = 0x0A  # between texts: no form crosses a line
        size += 1
        ends[t + 1] = size
    return size, changes


class View:
    """All texts joined, each followed by a line end: `data`, `starts` [n + 1] of each text in it."""

    def __init__(self, offsets: np.ndarray, data: np.ndarray) -> None:
        num = len(offsets) - 1
        total = int(offsets[-1] - offsets[0]) + num
        out = np.empty(total, np.uint8)
        self.starts = np.zeros(num + 1, np.int64)
        at, where = np.empty(total // 2 + 1, np.int64), np.empty(total // 2 + 1, np.int64)
        size, changes = _normalise(
            offsets, data, _SPECIAL, _TABLE, _DIGITS, out, self.starts, at, where
        )
        self.data = out[:size].tobytes()
        self._offsets, self._original = offsets, data
        self._at, self._where = at[:changes].copy(), where[:changes].copy()

    def span(self, text: int, start: int, end: int) -> tuple[int, int]:
        """Bytes [start, end) of the view as bytes of text `text`: from its first to its last character,
        without what was removed before and after them."""
        first, last = self._back(text, start), self._back(text, end - 1)
        byte = int(self._original[int(self._offsets[text]) + last])
        # a first byte here is that of a replaced character: others end in a byte of their own
        return first, last + (width_at.py_func(byte) if byte >= 0xC0 else 1)

    def _back(self, text: int, position: int) -> int:
        """The byte of the text that a byte of the view stands for."""
        change = int(np.searchsorted(self._at, position, side="right")) - 1
        start = int(self._offsets[text])
        if change >= 0 and self._where[change] > start:
            return int(self._where[change]) - start + position - int(self._at[change])
        return position - int(self.starts[text])
