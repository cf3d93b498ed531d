"""Counting in decoded prose, compiled: characters, units, eojeol, lines."""

import numpy as np
from numba import njit

from pipeline.kernels.heuristics.classes import (
    ALNUM,
    ALPHA,
    BULLET,
    CLOSER,
    CONTINUATION,
    HAN,
    HANGUL,
    JAMO,
    LEAD,
    QUOTE,
    SPACE,
    TERMINAL,
)
from pipeline.kernels.heuristics.furniture import is_furniture, row_furniture
from pipeline.kernels.heuristics.limits import (
    CHAR_RUN,
    FORMULA,
    LONG_EOJEOL,
    LONG_ITEM,
    LONG_WORD,
    RULES,
    SHORT_LINE,
)
from pipeline.kernels.heuristics.phrases import (
    BYLINE,
    JAVASCRIPT,
    LOREM,
    NOTICE,
    POLICY,
    SPAM,
    lowered,
    slot,
)
from pipeline.kernels.heuristics.sentence import ends_as_sentence
from pipeline.kernels.heuristics.tallies import AT
from pipeline.kernels.heuristics.wordset import extended, holds

_ELLIPSIS, _DOT, _REPLACEMENT = 0x2026, 0x2E, 0xFFFD
_FIRST_SYLLABLE = 0xAC00
_RULE, _FORMULA = 1, 2


def drawing() -> np.ndarray:
    """uint8 by code point: _RULE for RULES, _FORMULA for FORMULA, 0 for others."""
    table = np.zeros(max(map(ord, RULES + FORMULA)) + 1, np.uint8)
    table[[ord(c) for c in RULES]] = _RULE
    table[[ord(c) for c in FORMULA]] = _FORMULA
    return table


@njit(cache=True, nogil=True)
def scripts(kind, num):
    """(characters other than white space, with a letter or digit, Hangul, Chinese)."""
    solid = alnum = hangul = han = 0
    for i in range(num):
        b = kind[i]
        solid += (b & SPACE) == 0
        alnum += (b & ALNUM) != 0
        hangul += (b & HANGUL) != 0
        han += (b & HAN) != 0
    return solid, alnum, hangul, han


@njit(cache=True, nogil=True)
def signs(code, kind, num):
    """(#, ellipses, signs of a wrong decoding)."""
    hashes = ellipses = wrong = 0
    for i in range(num):
        c = code[i]
        hashes += c == 35
        ellipses += c == _ELLIPSIS
        wrong += c == _REPLACEMENT
    for i in range(1, num):
        if code[i] == _DOT and code[i - 1] == _DOT:
            if i == 1 or code[i - 2] != _DOT:
                k = i
                while k < num and code[k] == _DOT:
                    k += 1
                ellipses += (k - i + 1) // 3
        elif kind[i] & CONTINUATION and kind[i - 1] & LEAD:
            wrong += 1
    return hashes, ellipses, wrong


@njit(cache=True, nogil=True)
def runs(code, kind, num, drawing):
    """Characters in runs (of one character that draws no rule, of lone Korean letters), and characters of
    rules and formulas."""
    equal = letters = drawn = 0
    for i in range(num):
        c = code[i]
        what = drawing[c] if c < len(drawing) else 0
        drawn += what == _FORMULA or (
            what == _RULE and ((i > 0 and code[i - 1] == c) or (i + 1 < num and code[i + 1] == c))
        )
    for i in range(1, num):
        if code[i] == code[i - 1] and not kind[i] & SPACE and (i == 1 or code[i - 2] != code[i]):
            k = i
            while k < num and code[k] == code[i]:
                k += 1
            is_rule = code[i] < len(drawing) and drawing[code[i]] == _RULE
            equal += k - i + 1 if k - i + 1 >= CHAR_RUN and not is_rule else 0
        if kind[i] & kind[i - 1] & JAMO:
            letters += 1 if i > 1 and kind[i - 2] & JAMO else 2
    return equal, letters, drawn


@njit(cache=True, nogil=True)
def words(code, kind, begin, end, num, plain, masked, has):
    """Fill for each word its hash, the same with equal numbers, and the bits of all its characters."""
    for w in range(num):
        value, bits, digits = np.uint64(0), np.uint16(0), False
        for i in range(begin[w], end[w]):
            value = extended(value, code[i])
            bits |= kind[i]
            digits = digits or 48 <= code[i] <= 57
        plain[w], has[w] = value, bits
        masked[w] = _masked(code, begin[w], end[w]) if digits else value


@njit(cache=True, nogil=True)
def _masked(code, begin, end):
    value, digit = np.uint64(0), False
    for i in range(begin, end):
        was, digit = digit, 48 <= code[i] <= 57
        if not (was and digit):
            c = np.uint64(48) if digit else np.uint64(code[i])
            value = extended(value, c)
    return value


@njit(cache=True, nogil=True)
def units(begin, end, num, plain, has, morphemes):
    """Counts of units: (with a letter or digit, characters of these, with a letter, bits of the `morphemes`
    that occur)."""
    real = chars = alpha = 0
    bits = np.int64(0)
    for u in range(num):
        alpha += (has[u] & ALPHA) != 0
        is_real = (has[u] & ALNUM) != 0
        real += is_real
        chars += (end[u] - begin[u]) * is_real
        for k in range(len(morphemes)):
            if morphemes[k] == plain[u]:
                bits |= 1 << k
    return real, chars, alpha, bits


@njit(cache=True, nogil=True)
def eojeol(code, kind, begin, end, num, has, endings):
    """Counts of words: (with Hangul, of one syllable, with a long row of syllables, ending in two syllables,
    of these with a particle or ending, bits of their families, bits of English function words)."""
    single, pairs, families, english = endings
    korean = lone = long = ending = ended = 0
    korean_bits = english_bits = np.int64(0)
    for w in range(num):
        a, b = begin[w], end[w]
        while a < b and not kind[a] & ALNUM:
            a += 1
        while b > a and not kind[b - 1] & ALNUM:
            b -= 1
        if not has[w] & HANGUL:
            if 2 <= b - a <= 4:
                english_bits |= _english(code, a, b, english)
            continue
        korean += 1
        lone += b - a == 1
        if end[w] - begin[w] >= LONG_EOJEOL:
            long += _has_long_row(kind, begin[w], end[w])
        if b - a > 1 and kind[b - 1] & kind[b - 2] & HANGUL:
            ending += 1
            family = np.int64(single[code[b - 1] - _FIRST_SYLLABLE])
            for k in range(len(pairs)):
                if pairs[k, 1] == code[b - 1] and pairs[k, 0] == code[b - 2] and b - a > 2:
                    family = families[k]
            ended += family > 0
            korean_bits |= np.int64(family > 0) << family
    return korean, lone, long, ending, ended, korean_bits, english_bits


@njit(cache=True, nogil=True)
def _has_long_row(kind, begin, end):
    row = 0
    for i in range(begin, end):
        row = row + 1 if kind[i] & HANGUL else 0
        if row == LONG_EOJEOL:
            return True
    return False


@njit(cache=True, nogil=True)
def common(code, begin, end, num, known):
    """Words of the set `known` among the words; of each, the ASCII letters from its first on count."""
    found = 0
    for w in range(num):
        value, size, i = np.uint64(0), 0, begin[w]
        while i < end[w] and not 97 <= code[i] | 32 <= 122:
            i += 1
        while i < end[w] and size < 8 and 97 <= code[i] | 32 <= 122:
            value |= np.uint64(code[i] | 32) << np.uint64(8 * size)
            size += 1
            i += 1
        if size == 0 or size == 8:
            continue
        found += holds(known, value)
    return found


@njit(cache=True, nogil=True)
def _english(code, a, b, english):
    """The bit of the function word code[a:b], 0 for another word."""
    value = np.int64(0)
    for i in range(a, b):
        if code[i] >= 128:
            return np.int64(0)
        value |= np.int64(lowered(code[i])) << (8 * (i - a))
    for k in range(len(english)):
        if english[k] == value:
            return np.int64(1) << k
    return np.int64(0)


@njit(cache=True, nogil=True)
def phrase_kinds(code, a, b, phrases, text, last_text):
    """Bits of the kinds of phrases in code[a:b]. Sets `last_text` of each phrase to `text`, a number."""
    points, ends, kinds, begin, follows, first_of_term = phrases
    found_kinds = 0
    if b - a < 3:
        return found_kinds
    first, second = lowered(code[a]), lowered(code[a + 1])
    for i in range(a, b - 2):
        third = lowered(code[i + 2])
        number = begin[slot(first, second, third)]
        first, second = second, third
        while number >= 0:
            size = ends[number + 1] - ends[number]
            k = 0
            while k < size and i + k < b and lowered(code[i + k]) == points[ends[number] + k]:
                k += 1
            if k == size:
                found_kinds |= 1 << kinds[number]
                last_text[first_of_term[number]] = text
            number = follows[number]
    return found_kinds


@njit(cache=True, nogil=True)
def is_item(code, kind, a, b):
    """True if a short line begins with a bullet, or with a number, a full stop or bracket, and a blank."""
    if b - a > LONG_ITEM:
        return False
    if kind[a] & BULLET:
        return True
    i = a
    while i < b and i - a < 3 and 48 <= code[i] <= 57:
        i += 1
    is_numbered = a < i < b and (code[i] == _DOT or code[i] == 41)
    if not is_numbered:
        return False
    return i + 1 == b or kind[i + 1] & SPACE != 0


@njit(cache=True, nogil=True)
def sentences(kind, a, b):
    """The number of terminal signs before white space, a closing sign or the end."""
    num = 0
    for i in range(a, b):
        if kind[i] & TERMINAL:
            num += i + 1 == b or kind[i + 1] & (SPACE | CLOSER) != 0
    return num


@njit(cache=True, nogil=True)
def has_dots(code, a, b):
    """True if code[a:b] ends with three full stops."""
    return b - a >= 3 and code[b - 1] == code[b - 2] == code[b - 3] == _DOT


@njit(cache=True, nogil=True)
def line(code, kind, a, b, num_words, longest, phrases, text, last_text, menus, row):
    """Add the line code[a:b], without white space around it, to a row of tallies.

    Returns the bits of the kinds of phrases in it."""
    dots = has_dots(code, a, b)
    last = kind[b - 1]
    is_sentence = ends_as_sentence(code, kind, a, b)
    kinds = phrase_kinds(code, a, b, phrases, text, last_text)
    row[AT.lines] += 1
    row[AT.full_chars] += b - a
    row[AT.bullet_lines] += (kind[a] & BULLET) != 0
    row[AT.ellipsis_lines] += dots or code[b - 1] == _ELLIPSIS
    row[AT.punctuated_lines] += (last & TERMINAL) != 0
    row[AT.short_lines] += b - a <= SHORT_LINE
    row[AT.sentence_lines] += is_sentence
    row[AT.item_lines] += not is_sentence and is_item(code, kind, a, b)
    in_row = row_furniture(code, kind, a, b, menus)
    if is_furniture(code, kind, a, b, is_sentence, kinds, menus):
        row[AT.furniture_chars] += b - a
    elif in_row >= 0:
        row[AT.furniture_chars] += in_row
    elif is_sentence or b - a > LONG_ITEM:
        row[AT.sentence_chars] += b - a
        is_told = is_sentence and not (kinds >> NOTICE | kinds >> POLICY) & 1
        row[AT.told_chars] += (b - a) * is_told
    row[AT.byline_lines] += kinds >> BYLINE & 1
    row[AT.policy_lines] += kinds >> POLICY & 1
    row[AT.lorem_lines] += kinds >> LOREM & 1
    ends = last & (TERMINAL | QUOTE) != 0 and not dots
    if not ends or num_words < 3 or longest > LONG_WORD or kinds >> JAVASCRIPT & 1:
        return kinds
    for i in range(a, b):
        row[AT.braces] += code[i] == 123
    if not kinds >> POLICY & 1:
        row[AT.c4_sentences] += max(1, sentences(kind, a, b))
        row[AT.c4_chars] += b - a
    return kinds


@njit(cache=True, nogil=True)
def spam_terms(phrases, text, last_text):
    """How many distinct spam terms this text has."""
    num = 0
    for number in range(len(last_text)):
        num += phrases[2][number] == SPAM and last_text[number] == text
    return num
