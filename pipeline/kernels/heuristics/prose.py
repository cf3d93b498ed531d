"""The prose of a text, compiled: lines that are neither code nor tables, as code points and words."""

import numpy as np
from numba import njit

from pipeline.kernels.heuristics.classes import ALNUM, SPACE
from pipeline.kernels.heuristics.limits import WIDE
from pipeline.kernels.utf8 import code_point, width_at

# what a line is by itself
NONE, FORM, FENCE = range(3)
_LINE_FEED = 10
_BRACKET, _SIGN, _NO_RULE = 1, 2, 4
# the classes of each byte
_SIGNS = np.array(
    [
        _BRACKET * (chr(b) in "()=<>[]")
        | _SIGN * (chr(b) in "{};_$\\")
        | _NO_RULE * (chr(b) not in "-+|=:~#*^_`'\" ")
        for b in range(256)
    ],
    np.uint8,
)


@njit(cache=True, nogil=True, inline="always")
def _is_blank(byte):
    return byte == 32 or byte == 9 or 11 <= byte <= 13


@njit(cache=True, nogil=True)
def _kind(data, start, end):
    """forms.is_form over the bytes of one line; FENCE where a code block may begin or end."""
    a, b = start, end
    while a < b and _is_blank(data[a]):
        a += 1
    while b > a and _is_blank(data[b - 1]):
        b -= 1
    if a == b:
        return NONE
    long = b - a >= 3
    if long and data[a] == data[a + 1] == data[a + 2] and (data[a] == 96 or data[a] == 126):
        return FENCE
    bars = tabs = wide = 0
    signs = np.uint8(0)
    for i in range(a, b):
        signs |= _SIGNS[data[i]]
        bars += data[i] == 124
        tabs += data[i] == 9
        wide += data[i] >= 0xC0
    ruled = long and not signs & _NO_RULE
    if ruled or (data[a] == 124 and bars >= 2) or tabs >= 2:
        return FORM
    last = data[b - 1]
    braces = (last == 123 or last == 125) and wide < WIDE
    if braces or (last == 59 and signs & _BRACKET):
        return FORM
    four = end - start >= 4 and data[start] == data[start + 1] == 32
    indented = data[start] == 9 or (four and data[start + 2] == data[start + 3] == 32)
    return FORM if indented and signs & (_BRACKET | _SIGN) else NONE


@njit(cache=True, nogil=True)
def most_lines(offsets, data):
    """The most lines that one of the texts has."""
    most = 0
    for t in range(len(offsets) - 1):
        num = 1
        for i in range(offsets[t], offsets[t + 1]):
            num += data[i] == _LINE_FEED
        most = max(most, num)
    return most


@njit(cache=True, nogil=True)
def split(data, start, end, starts, form):
    """Fill where each line starts (and end + 1 after the last), and whether it is code or a table.

    Returns the number of lines. A code block lies between two fences; a last fence without a partner opens
    none."""
    num, at, fence = 0, start, np.int64(-1)
    while at <= end:
        stop = at
        while stop < end and data[stop] != _LINE_FEED:
            stop += 1
        kind = _kind(data, at, stop)
        starts[num], form[num] = at, kind == FORM
        if kind == FENCE:
            if fence >= 0:
                form[fence : num + 1] = True
                fence = -1
            else:
                fence = num
        num += 1
        at = stop + 1
    starts[num] = end + 1
    return num


@njit(cache=True, nogil=True)
def decode(data, start, end, bits, breaks, at, code, kind, cut):
    """Fill code points, bits and unit borders of data[start:end] from place `at` on.

    Returns the place behind the last."""
    i, k = start, np.searchsorted(breaks, start)
    while i < end:
        byte = data[i]
        width = width_at(byte)
        c = np.int64(byte) if width == 1 else np.int64(code_point(data, i, width))
        code[at], kind[at] = c, bits[c]
        if len(breaks):
            while k < len(breaks) and breaks[k] < i:
                k += 1
            cut[at] = k < len(breaks) and breaks[k] == i
        at += 1
        i += width
    return at


@njit(cache=True, nogil=True)
def num_words(data, start, end, bits):
    """(characters, words with a letter or digit) of data[start:end]."""
    i, chars, words, inside = start, 0, 0, False
    while i < end:
        byte = data[i]
        width = width_at(byte)
        b = bits[np.int64(byte) if width == 1 else np.int64(code_point(data, i, width))]
        chars += 1
        if b & SPACE:
            inside = False
        elif b & ALNUM and not inside:
            words += 1
            inside = True
        i += width
    return chars, words


@njit(cache=True, nogil=True)
def spans(kind, num, begin, end):
    """Fill where each word, which stands between white space, begins and ends. Returns their number."""
    begun = ended = 0
    solid = False
    # written at every step, kept where a word begins or ends: without a branch, none is mispredicted
    for i in range(num):
        was, solid = solid, (kind[i] & SPACE) == 0
        if begun < len(begin):
            begin[begun] = i
        if ended < len(end):
            end[ended] = i
        begun += solid and not was
        ended += was and not solid
    if solid:
        end[ended] = num
    return begun


@njit(cache=True, nogil=True)
def cut_spans(cut, every, begin, end, num, unit_begin, unit_end):
    """Fill where each unit begins and ends: words cut at every character, or where `cut` is true.

    Returns the number of units."""
    num_units = 0
    for w in range(num):
        last = begin[w]
        for i in range(begin[w] + 1, end[w] + 1):
            if i == end[w] or every or cut[i]:
                unit_begin[num_units], unit_end[num_units] = last, i
                num_units += 1
                last = i
    return num_units
