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
def is_row(code, kind, a, b):
    """True if code[a:b] is a row of short items: three gaps or more, each a run of white space and signs with
    two characters of white space, and few characters between them."""
    gaps = spaces = 0
    for i in range(a, b):
        if kind[i] & SPACE:
            spaces += 1
        elif not kind[i] & DIVIDER:
            gaps += spaces >= 2
            spaces = 0
    return gaps >= GAPS and b - a <= ROW_ITEM * (gaps + 1)
