"""HTML in the view: cells, rows and blocks as Markdown writes them, so that no kind has rules for tags.

| tag | in the view |
|---|---|
| td, th, dd, opened | the bar of a table, without the white space behind the tag |
| tr, dt, li, p, div, br, opened; table, closed | a line end, without the white space behind the tag |
| the same, closed; table and its sections, lists, b, strong, em, span | nothing |
| a line end before the tag of a cell, row or table | nothing |
"""

import numpy as np
from numba import njit

# the longest tag with its attributes, and white space before one
_LONGEST, MOST_WHITE = 300, 64
BAR, LINE, GONE = 0x7C, 0x0A, -1
_KINDS = {
    BAR: ("td", "th", "dd"),
    LINE: ("tr", "dt", "li", "p", "div", "br"),
    GONE: ("table", "tbody", "thead", "tfoot", "dl", "ul", "ol", "b", "strong", "em", "span"),
}
# of a table: a line end before them says nothing
_OF_TABLES = ("td", "th", "dd", "tr", "dt", "table", "tbody", "thead", "tfoot")
_ALL = [(name, new) for new, names in _KINDS.items() for name in names]
NAMES = np.array([[*name.ljust(8, "\0").encode()] for name, _ in _ALL], dtype=np.uint8)
# what a tag becomes, and whether it is one of tables
TAGS = np.array([(new, name in _OF_TABLES) for name, new in _ALL], dtype=np.int64)
_TABLE = [name for name, _ in _ALL].index("table")


@njit(cache=True, nogil=True, inline="always")
def _is_white(b):
    return b == 0x20 or b == 0x0A or b == 0x09 or b == 0x0D


@njit(cache=True, nogil=True)
def _name(data, i, end, names):
    """The row of `names` that stands at `i`, in either case, and ends there; -1 if there is none."""
    for k in range(len(names)):
        j = 0
        while j < 8 and names[k, j] and i + j < end and (data[i + j] | 0x20) == names[k, j]:
            j += 1
        if (j < 8 and names[k, j]) or i + j >= end:
            continue
        after = data[i + j]
        if after == 0x3E or after == 0x2F or _is_white(after):
            return k
    return -1


@njit(cache=True, nogil=True)
def _opens_cdata(data, i, end):
    """True for <![CDATA[, whose text stands in an element as other text does."""
    return (
        i + 9 <= end
        and data[i + 1] == 0x21
        and data[i + 2] == 0x5B
        and data[i + 3] == 0x43
        and data[i + 7] == 0x41
        and data[i + 8] == 0x5B
    )


@njit(cache=True, nogil=True)
def tag(data, i, end, names, tags):
    """(what stands in the view for the tag at `i`, which holds <; its bytes in the text), (0, 0) if none.

    The bytes include the white space behind a tag that opens a cell or a block.
    """
    if _opens_cdata(data, i, end):
        return GONE, 9
    closes = i + 1 < end and data[i + 1] == 0x2F
    k = _name(data, i + 1 + closes, end, names)
    if k < 0:
        return 0, 0
    j = i + 1
    while j < end and j < i + _LONGEST and data[j] != 0x3E:
        if data[j] == 0x3C:
            return 0, 0
        j += 1
    if j >= end or data[j] != 0x3E:
        return 0, 0
    j += 1
    if closes:
        return (LINE if k == _TABLE else GONE), j - i
    new = tags[k, 0]
    while new != GONE and j < end and _is_white(data[j]):
        j += 1
    return new, j - i


@njit(cache=True, nogil=True)
def line_before_tag(data, i, end, names, tags):
    """Bytes of the line end at `i` and of the white space behind it if the tag of a cell follows, else 0."""
    j = i + 1
    while j < end and j < i + MOST_WHITE and _is_white(data[j]):
        j += 1
    if j >= end or data[j] != 0x3C:
        return 0
    k = _name(data, j + 1 + (j + 1 < end and data[j + 1] == 0x2F), end, names)
    return j - i if k >= 0 and tags[k, 1] else 0
