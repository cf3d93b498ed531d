"""Whether a line is furniture of a site, compiled; measures/furniture.py says the same in Python."""

import numpy as np
from numba import njit

from pipeline.kernels.heuristics.classes import ALNUM, DIVIDER, SPACE, TERMINAL
from pipeline.kernels.heuristics.limits import (
    ALONE,
    GAPS,
    LONG_NOTICE,
    MENU_SHARE,
    ROW_ITEM,
)
from pipeline.kernels.heuristics.phrases import NOTICE, POLICY, lowered
from pipeline.kernels.heuristics.sentence import ends_as_sentence
from pipeline.kernels.heuristics.wordset import extended, holds


@njit(cache=True, nogil=True)
def is_furniture(code, kind, a, b, is_sentence, kinds, menus):
    """True if code[a:b] is a notice of a site about itself, or a menu: it has no full stop, and a third of
    its words name parts of a site; half of them if its last syllable may end a sentence, as in 마이페이지."""
    if (kinds >> NOTICE | kinds >> POLICY) & 1 and b - a <= LONG_NOTICE:
        return True
    if kind[b - 1] & TERMINAL:
        return False
    named, num = menu_words(code, kind, a, b, menus)
    # one word among three or more may be that of a title: 세계 자폐인의 날
    return named > (num > ALONE) and (MENU_SHARE - is_sentence) * named >= num


@njit(cache=True, nogil=True)
def menu_words(code, kind, a, b, menus):
    """(runs of letters and digits in code[a:b] that are in the set of menu words, all but numbers)."""
    named = num = 0
    i = a
    while i < b:
        if not kind[i] & ALNUM:
            i += 1
            continue
        value, is_number = np.uint64(0), True
        while i < b and kind[i] & ALNUM:
            c = lowered(code[i])
            value = extended(value, c)
            is_number = is_number and 48 <= c <= 57
            i += 1
        if not is_number:
            num += 1
            named += holds(menus, value)
    return named, num


@njit(cache=True, nogil=True)
def row_furniture(code, kind, a, b, menus):
    """Characters of code[a:b] in items that are menus, if it is a row of short items; -1 for other lines.

    Gaps between items are runs of white space and signs with two characters of white space or more."""
    gaps = furniture = sentences = 0
    start, end, spaces = -1, a, 0
    for i in range(a, b):
        if kind[i] & SPACE:
            spaces += 1
        elif not kind[i] & DIVIDER:
            if start >= 0 and spaces >= 2:
                gaps += 1
                furniture += _item(code, kind, start, end, menus)
                sentences += kind[end - 1] & TERMINAL != 0
                start = i
            elif start < 0:
                start = i
            end, spaces = i + 1, 0
    if gaps < GAPS or b - a > ROW_ITEM * (gaps + 1):
        return -1
    # prose may have two blanks behind each full stop
    if 2 * (sentences + (kind[end - 1] & TERMINAL != 0)) >= gaps + 1:
        return -1
    return furniture + _item(code, kind, start, end, menus)


@njit(cache=True, nogil=True)
def _item(code, kind, a, b, menus):
    is_sentence = ends_as_sentence(code, kind, a, b)
    return b - a if is_furniture(code, kind, a, b, is_sentence, 0, menus) else 0
