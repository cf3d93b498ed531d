"""The normalised view that forms are matched on, and the way back to the text.

| in the text | in the view |
|---|---|
| U+FF01 to U+FF5E, full-width ASCII; U+FE6B, a small at sign | ASCII |
| U+2010 to U+2015, U+2212, U+FE58, U+FE63, dashes | - |
| U+2502, U+2503, U+2551, lines between cells | the bar of a table |
| U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000, spaces | space |
| U+1D7CE to U+1D7FF, mathematical digits | digit |
| circled and bracketed digits beside another one: \u2460\u2461, \u2776\u2777, \u2474\u2475 | digit |
| U+00B7, U+2022, U+2027, U+2219, U+22C5, U+30FB, U+318D, U+FF65, points in the middle | MIDDLE |
| circles, squares and stars, which hide a digit: \u25cb \u25cf \u25a1 \u25a0 \u2605 | * |
| U+00AD, U+180E, U+200B to U+200F, U+2060, U+FEFF, zero width; U+FE0F and U+20E3 of a keycap | nothing |
| `\\n`, `\\t` and `\\r` in escapes before a digit or + | space |
| HTML entities of these and of ASCII: `&#48;`, `&#x2d;`, `&nbsp;`; `&amp;#48;` | as the character |
| a line end inside a number or a mail address (`breaks`) | nothing |
| tags of HTML tables and blocks (`markup`) | bars and line ends, as in Markdown |

Everything becomes one byte or none, so a view is never longer than its text.
"""

import unicodedata

import numpy as np
from numba import njit

from pipeline.kernels.kept import kept
from pipeline.kernels.pii import markup
from pipeline.kernels.pii.breaks import is_break, may_break
from pipeline.kernels.pii.markup import line_before_tag, tag
from pipeline.kernels.utf8 import code_point, width_at

GONE, SAME = -1, -2
# the byte of the view for a point in the middle: no text has this control character
MIDDLE = 0x7F
# what follows a digit that is written as a keycap
_KEYCAP = ("\ufe0f".encode(), "\u20e3".encode())
# added to a digit that counts only beside another of its sort: a lone circled one numbers an item of a list
PAIRED = 0x100

_DASHES = frozenset((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63))
# lines between the cells of a table
_BARS = frozenset((0x2502, 0x2503, 0x2551))
_SPACES = frozenset((0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)))
_ZERO_WIDTH = frozenset((0xAD, 0x180E, 0x2060, 0xFEFF, 0xFE0F, 0x20E3, *range(0x200B, 0x2010)))
_MIDDLES = frozenset((0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0x318D, 0xFF65))
_HIDING = frozenset(map(ord, "\u25cb\u25cf\u25ef\u25a1\u25a0\u25e6\u2605\u2606\u2217\u2731\u3147"))
# the first of nine, for 1 to 9
_NINES = (0x2460, 0x2474, 0x2776, 0x2780, 0x278A, 0x24F5)
_ZEROS = (0x24EA, 0x24FF, 0x1F10B, 0x1F10C)
# names of HTML entities and their code points
_NAMES = {
    "nbsp": 0xA0, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "shy": 0xAD, "zwnj": 0x200C,
    "zwj": 0x200D, "ndash": 0x2013, "mdash": 0x2014, "hyphen": 0x2010, "dash": 0x2010, "minus": 0x2212,
    "middot": 0xB7, "bull": 0x2022, "commat": 0x40, "period": 0x2E, "lpar": 0x28, "rpar": 0x29,
    "plus": 0x2B, "num": 0x23, "lowbar": 0x5F, "sol": 0x2F, "colon": 0x3A, "ast": 0x2A,
}  # fmt: skip


def replacement(c: int) -> int:
    """The ASCII code that stands for a code point in the view, GONE, or SAME for no change.

    PAIRED is added to a digit that changes only beside another one.
    """
    if c < 0x80:
        return SAME
    if 0xFF01 <= c <= 0xFF5E:
        return c - 0xFEE0
    if c in _DASHES:
        return ord("-")
    if c in _BARS:
        return ord("|")
    if c in _SPACES:
        return ord(" ")
    if c in _ZERO_WIDTH:
        return GONE
    if c in _MIDDLES:
        return MIDDLE
    if c in _HIDING:
        return ord("*")
    if c == 0xFE6B:
        return ord("@")
    if 0x1D7CE <= c <= 0x1D7FF:
        return ord(unicodedata.normalize("NFKC", chr(c)))
    return _paired(c)


def _paired(c: int) -> int:
    """A circled or bracketed digit, else SAME."""
    if c in _ZEROS:
        return PAIRED + ord("0")
    return next((PAIRED + 0x31 + c - first for first in _NINES if first <= c < first + 9), SAME)


_TABLE = kept(
    "replacements",
    lambda: {"table": np.array([replacement(c) for c in range(0x10000)], dtype=np.int16)},
)["table"]
# bytes that a change may begin with
_SPECIAL = np.isin(np.arange(256), (0x0A, 0x26, 0x3C, 0x5C, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0))
_DIGITS = np.array([replacement(c) for c in range(0x1D7CE, 0x1D800)], dtype=np.int16)
# a row for every name of an entity, with its semicolon and padding, and its code point
_NAMED = np.array([[*(n + ";").ljust(8, "\0").encode()] for n in _NAMES], dtype=np.uint8)
_POINTS = np.array([*_NAMES.values()], dtype=np.int64)
_TAG_NAMES, _TAGS = markup.NAMES, markup.TAGS
# what may follow the < of a tag
_FIRST_LETTERS = np.isin(
    np.arange(256), [0x21, 0x2F, *(_TAG_NAMES[:, 0]), *(_TAG_NAMES[:, 0] - 0x20)]
)


@njit(cache=True, nogil=True)
def _entity(data, i, end, named, points):
    """(code point, bytes) of the HTML entity at `i`, which holds an ampersand; (0, 0) if there is none."""
    if i + 3 >= end:
        return 0, 0
    if data[i + 1] != 0x23:  # a name
        for k in range(len(named)):
            j = 0
            while i + 1 + j < end and data[i + 1 + j] == named[k, j] and named[k, j] != 0x3B:
                j += 1
            if i + 1 + j < end and named[k, j] == 0x3B and data[i + 1 + j] == 0x3B:
                return points[k], j + 2
        return 0, 0
    j, base, point = i + 2, 10, 0
    if data[j] == 0x78 or data[j] == 0x58:
        j, base = j + 1, 16
    first = j
    while j < end and j < first + 6:
        b = int(data[j])
        if 0x30 <= b <= 0x39:
            digit = b - 0x30
        elif base == 16 and 0x61 <= (b | 0x20) <= 0x66:
            digit = (b | 0x20) - 0x57
        else:
            break
        point = point * base + digit
        j += 1
    if j == first or j >= end or data[j] != 0x3B:
        return 0, 0
    return point, j + 1 - i


@njit(cache=True, nogil=True, inline="always")
def _is_amp(data, i):
    """True if `amp;` stands behind the byte at `i`."""
    return (
        data[i + 1] == 0x61 and data[i + 2] == 0x6D and data[i + 3] == 0x70 and data[i + 4] == 0x3B
    )


@njit(cache=True, nogil=True)
def _has_neighbour(data, i, begin, end, table):
    """True if another circled digit stands beside the three bytes at `i`, or one byte away."""
    for gap in range(2):
        j = i + 3 + gap
        if j + 2 < end and data[j] == 0xE2 and table[code_point(data, j, 3)] >= 0x100:
            return True
        j = i - 3 - gap
        if j >= begin and data[j] == 0xE2 and table[code_point(data, j, 3)] >= 0x100:
            return True
    return False


@njit(cache=True, nogil=True, inline="always")
def _line_end_may_change(data, i, end):
    """False if the bytes beside the line end at `i` show that no value and no tag goes on behind it."""
    j, most = i + 1, min(end, i + markup.MOST_WHITE)
    while j < most and (data[j] == 0x20 or data[j] == 0x09 or data[j] == 0x0A or data[j] == 0x0D):
        j += 1
    if j == end:
        return False
    left = data[i - 1]
    # behind a letter, which ends most lines, only an at sign goes on
    return (
        data[j] == 0x3C or (data[j] == 0x40 and left > 0x40) or (left <= 0x40 and may_break(left))
    )


@njit(cache=True, nogil=True)
def _change(data, i, begin, end, table, digits, named, points, names, tags):
    """(what stands in the view for the character at `i`: a byte, GONE or SAME; its bytes in the text)."""
    b = data[i]
    if b == 0x0A:
        skipped = is_break(data, i, begin, end) if may_break(data[i - 1]) else 0
        if not skipped:
            skipped = line_before_tag(data, i, end, names, tags)
        return (-1, skipped) if skipped else (-2, 1)
    if b == 0x5C:
        return 0x20, 2
    if b == 0x3C:
        new, width = tag(data, i, end, names, tags)
        return (new, width) if width else (-2, 1)
    if b == 0x26:
        inner = i
        # the ampersand of an entity may be escaped itself, more than once
        while inner + 4 < end and _is_amp(data, inner):
            inner += 4
        c, width = _entity(data, inner, end, named, points)
        width += inner - i
        if 0x20 <= c < 0x7F and c != 0x3C and c != 0x3E:
            return c, width
        if 0x80 <= c < 0x10000 and -2 < table[c] < 0x100:
            return int(table[c]), width
        return -2, 1
    width = width_at(b)
    c = code_point(data, i, width)
    new = -2
    if width < 4:
        new = int(table[c])
        if new >= 0x100:
            new = new - 0x100 if _has_neighbour(data, i, begin, end, table) else -2
    elif 0x1D7CE <= c <= 0x1D7FF:
        new = int(digits[c - 0x1D7CE])
    return new, width


@njit(cache=True, nogil=True, inline="always")
def _may_change(data, i, begin, end, first_letters):
    """False for the line ends, ampersands and < of ordinary text, which are the most common special bytes."""
    b = data[i]
    if b == 0x0A:
        return i > begin and _line_end_may_change(data, i, end)
    if b == 0x5C:
        # a line end or a tab in escapes before a number: 조율사 김민지\\n010-1234-5678
        return (
            i + 2 < end
            and (data[i + 1] == 0x6E or data[i + 1] == 0x74 or data[i + 1] == 0x72)
            and (0x30 <= data[i + 2] <= 0x39 or data[i + 2] == 0x2B)
        )
    if b == 0x3C:
        return i + 2 < end and first_letters[data[i + 1]]
    return b != 0x26 or (i + 1 < end and data[i + 1] > 0x20 and data[i + 1] != 0x26)


@njit(cache=True, nogil=True)
def _normalise(
    offsets,
    data,
    special,
    table,
    digits,
    named,
    points,
    names,
    tags,
    first_letters,
    out,
    ends,
    at,
    begins,
    where,
):
    """Fill the view; returns (its length, number of changes)."""
    size = changes = 0
    for t in range(len(offsets) - 1):
        i, end = offsets[t], offsets[t + 1]
        while i < end:
            b = data[i]
            # byte by byte: copies of the short stretches between special bytes took longer
            if not (special[b] and _may_change(data, i, offsets[t], end, first_letters)):
                out[size] = b
                size += 1
                i += 1
                continue
            new, width = _change(
                data, i, offsets[t], end, table, digits, named, points, names, tags
            )
            if new == -2:
                for j in range(width):
                    out[size + j] = data[i + j]
                size += width
            else:
                if new >= 0:
                    out[size] = new
                    size += 1
                at[changes] = size
                begins[changes] = i if new >= 0 else i + width
                where[changes] = i + width
                changes += 1
            i += width
        out[size] = 0x0A  # between texts: no form crosses a line
        size += 1
        ends[t + 1] = size
    return size, changes


class View:
    """All texts joined, each followed by a line end: `data`, `starts` [n + 1] of each text in it.

    `data` is the memory itself, which RE2 reads: a copy of it took a tenth of the whole search.
    """

    def __init__(self, offsets: np.ndarray, data: np.ndarray) -> None:
        num = len(offsets) - 1
        total = int(offsets[-1] - offsets[0]) + num
        out = np.empty(total, np.uint8)
        self.starts = np.zeros(num + 1, np.int64)
        # for every change: its end in the view, its first byte in the text and the byte behind it
        changed = np.empty((3, total // 2 + 1), np.int64)
        size, changes = _normalise(
            offsets,
            data,
            _SPECIAL,
            _TABLE,
            _DIGITS,
            _NAMED,
            _POINTS,
            _TAG_NAMES,
            _TAGS,
            _FIRST_LETTERS,
            out,
            self.starts,
            *changed,
        )
        self.data = memoryview(out)[:size]  # type: ignore[arg-type]
        self._offsets, self._original = offsets, data
        self._at, self._begins, self._where = changed[:, :changes].copy()

    def text(self, index: int) -> bytes:
        """The view of one text, with its line end."""
        return self.data[self.starts[index] : self.starts[index + 1]].tobytes()

    def span(self, text: int, start: int, end: int) -> tuple[int, int]:
        """Bytes [start, end) of the view as bytes of text `text`: from its first to its last character,
        without what was removed before and after them; a keycap stays with its digit."""
        offset = int(self._offsets[text])
        first, stop = self._back(text, start), self._end(text, end)
        limit = int(self._offsets[text + 1]) - offset
        while (
            stop < limit and self._original[offset + stop : offset + stop + 3].tobytes() in _KEYCAP
        ):
            stop += 3
        return first, stop

    def _end(self, text: int, end: int) -> int:
        """The byte of the text behind the character that ends at `end` in the view."""
        offset = int(self._offsets[text])
        last = self._back(text, end - 1)
        change = int(self._at.searchsorted(end))
        # the last character is a replaced one, unless the change removed what follows it
        changed = change < len(self._at) and self._at[change] == end
        if changed and self._begins[change] == offset + last:
            return int(self._where[change]) - offset
        return last + 1

    def _back(self, text: int, position: int) -> int:
        """The byte of the text that a byte of the view stands for."""
        change = int(self._at.searchsorted(position, side="right")) - 1
        start = int(self._offsets[text])
        if change >= 0 and self._where[change] > start:
            return int(self._where[change]) - start + position - int(self._at[change])
        return position - int(self.starts[text])
