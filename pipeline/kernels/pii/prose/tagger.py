"""A sequence model of names: B, I or O for every character of a text, by a linear chain over hashed features.

The features of a character are its neighbours, its word and the words beside it, whether the word begins
with a surname and goes on with syllables of given names, what stands behind three syllables (a particle, a
title), and the letters' cases. Each is hashed into one of `SIZE` rows of integer weights; Viterbi finds the
best path. All arithmetic is of integers, so that every machine finds the same names.
"""

import numpy as np
from numba import njit

from pipeline.kernels.pii.surnames import GIVEN, SURNAMES

# rows of the table of weights, and the tags B, I, O
SIZE = 1 << 17
TAGS = 3
BEGIN, INSIDE, OUT = range(TAGS)
# more than any path scores
_FAR = 1 << 40
# features of a character
FEATURES = 46
# the character that stands for a phone number, an address or another thing found: no text holds it
ANCHOR = 1
# classes of characters
_OTHER, _SPACE, _HANGUL, _LOWER, _UPPER, _DIGIT, _HAN, _FOUND, _LINE = range(9)
_SURNAME, _GIVEN = 1, 2
# bytes by which the table of syllables is indexed
_PLANE = 1 << 16


def _flags() -> np.ndarray:
    """For each code point below 65,536 whether it is a surname (1) and a syllable of given names (2)."""
    table = np.zeros(_PLANE, np.uint8)
    for syllable in SURNAMES:
        table[ord(syllable)] |= _SURNAME
    for syllable in GIVEN:
        table[ord(syllable)] |= _GIVEN
    return table


FLAGS = _flags()


@njit(cache=True, nogil=True)
def _class_of(c):
    """The class of a character."""
    kind = _OTHER
    if c == ANCHOR:
        kind = _FOUND
    elif c == 0x0A:
        kind = _LINE
    elif c == 0x20 or c == 0x09 or c == 0xA0 or c == 0x3000:
        kind = _SPACE
    elif 0xAC00 <= c <= 0xD7A3:
        kind = _HANGUL
    elif 0x61 <= c <= 0x7A or 0xDF <= c <= 0x24F:
        kind = _LOWER
    elif 0x41 <= c <= 0x5A or 0xC0 <= c < 0xDF:
        kind = _UPPER
    elif 0x30 <= c <= 0x39:
        kind = _DIGIT
    elif 0x4E00 <= c <= 0x9FFF:
        kind = _HAN
    return kind


@njit(cache=True, nogil=True)
def _family(kind):
    """Characters of one family make up a word: Hangul, or Latin letters of both cases."""
    return _LOWER if kind == _UPPER else kind


@njit(cache=True, nogil=True, inline="always")
def _mix(h, x):
    return ((h ^ x) * 0x01000193) & 0xFFFFFFFF


@njit(cache=True, nogil=True)
def _hash(points, first, last):
    """The hash of the characters [first, last); of a place outside the text if there is none."""
    h = 0x811C9DC5
    for i in range(max(first, 0), min(last, len(points))):
        h = _mix(h, points[i])
    return h


@njit(cache=True, nogil=True)
def words_of(points):
    """(class of each character, first character of its word, character behind its word)."""
    n = len(points)
    kinds = np.empty(n, np.int64)
    first = np.empty(n, np.int64)
    last = np.empty(n, np.int64)
    for i in range(n):
        kinds[i] = _class_of(points[i])
        same = i > 0 and _family(kinds[i]) == _family(kinds[i - 1])
        first[i] = first[i - 1] if same and kinds[i] != _OTHER else i
    for i in range(n - 1, -1, -1):
        last[i] = last[i + 1] if i + 1 < n and first[i + 1] == first[i] else i + 1
    return kinds, first, last


@njit(cache=True, nogil=True, inline="always")
def _is_gap(kind):
    """True for what may stand between two words."""
    return kind in (_SPACE, _OTHER, _LINE)


@njit(cache=True, nogil=True)
def _before(kinds, first, i):
    """The last character of the word before the one that begins at `i`, within four characters, or -1."""
    j = i - 1
    while j >= 0 and j > i - 5 and _is_gap(kinds[j]):
        j -= 1
    return -1 if j < 0 or _is_gap(kinds[j]) else j


@njit(cache=True, nogil=True)
def _behind(kinds, i):
    """The first character of the word behind the one that ends at `i`, within four characters, or -1."""
    n, j = len(kinds), i
    while j < n and j < i + 4 and _is_gap(kinds[j]):
        j += 1
    return -1 if j >= n or _is_gap(kinds[j]) else j


@njit(cache=True, nogil=True)
def _plain(points, kinds, i):
    """The character at `i` with digits alike, or a sign for a place outside the text."""
    if i < 0 or i >= len(points):
        return 2
    return 0x30 if kinds[i] == _DIGIT else points[i]


@njit(cache=True, nogil=True)
def _shape(points, kinds, first, last):
    """A word's kind, its length up to four and whether it begins with a capital and goes on in capitals."""
    if first < 0:
        return 0
    capital = kinds[first] == _UPPER
    capitals = capital and last > first + 1 and kinds[first + 1] == _UPPER
    return 1 + _family(kinds[first]) * 32 + min(last - first, 7) * 4 + capital * 2 + capitals


@njit(cache=True, nogil=True)
def _is(points, flags, i, last, flag):
    """1 if the character at `i`, before `last`, has the flag."""
    return 1 if i < last and points[i] < _PLANE and flags[points[i]] & flag else 0


@njit(cache=True, nogil=True)
def _distance(points, i, step):
    """Characters from `i` to the nearest thing found in one direction, in four steps; 4 if it is far."""
    for d in range(1, 33):
        j = i + d * step
        if j < 0 or j >= len(points):
            return 4
        if points[j] == ANCHOR:
            return 0 if d < 3 else 1 if d < 7 else 2 if d < 16 else 3
    return 4


@njit(cache=True, nogil=True)
def features_of(points, flags):
    """[n, FEATURES] rows of the table of weights for each character."""
    n = len(points)
    kinds, first, last = words_of(points)
    rows = np.empty((n, FEATURES), np.int64)
    for i in range(n):
        a, b = first[i], last[i]
        k, length = min(i - a, 5), min(b - a, 8)
        before, behind = _before(kinds, first, a), _behind(kinds, b)
        p0 = first[before] if before >= 0 else -1
        p1 = before + 1
        n0 = behind
        n1 = last[behind] if behind >= 0 else 0
        before_that = _before(kinds, first, p0) if p0 >= 0 else -1
        behind_that = _behind(kinds, n1) if behind >= 0 else -1
        c = [_plain(points, kinds, i + d) for d in range(-3, 4)]
        surname = _is(points, flags, a, b, _SURNAME)
        given = _is(points, flags, a + 1, b, _GIVEN) + 2 * _is(points, flags, a + 2, b, _GIVEN)
        name = ((surname * 4 + given) * 9 + length) * 6 + k
        word = _hash(points, a, b)
        earlier = _hash(points, p0, p1) if p0 >= 0 else 3
        later = _hash(points, n0, n1) if n0 >= 0 else 3
        left, right = _plain(points, kinds, a - 1), _plain(points, kinds, b)
        shape = _shape(points, kinds, a, b)
        shape_before = _shape(points, kinds, p0, p1)
        shape_behind = _shape(points, kinds, n0, n1)
        rest3 = _hash(points, a + 3, b) if b > a + 3 else 5
        rest2 = _hash(points, a + 2, b) if b > a + 2 else 5
        row = [
            0, c[0], c[1], c[2], c[3], c[4], c[5], c[6],
            _mix(c[1], c[2]), _mix(c[2], c[3]), _mix(c[3], c[4]), _mix(c[4], c[5]),
            _mix(_mix(c[1], c[2]), c[3]), _mix(_mix(c[2], c[3]), c[4]), _mix(_mix(c[3], c[4]), c[5]),
            _mix(word, k), _mix(_hash(points, a, i + 1), k), _hash(points, i, b),
            _mix(_hash(points, i + 1, b), k),
            k * 9 + length, name, _mix(earlier, k), _mix(later, k), _mix(earlier, name), _mix(later, name),
            _mix(_hash(points, p1 - 2, p1) if p0 >= 0 else 3, name),
            _mix(_hash(points, n0, min(n0 + 2, n1)) if n0 >= 0 else 3, name),
            _mix(_hash(points, n0, min(n0 + 1, n1)) if n0 >= 0 else 3, k),
            _mix(left, k), _mix(right, k), _mix(_mix(left, right), name),
            _mix(rest3, name), _mix(rest2, name), _mix(rest3, k), _mix(_hash(points, a, min(a + 2, b)), k),
            _mix(_hash(points, a, min(a + 3, b)), k), _mix(shape, k), _mix(_mix(shape, shape_before), k),
            _mix(_mix(shape, shape_behind), k), _mix(_mix(_mix(shape, shape_before), shape_behind), k),
            _mix(_hash(points, first[before_that], before_that + 1) if before_that >= 0 else 3, k),
            _mix(_hash(points, behind_that, last[behind_that]) if behind_that >= 0 else 3, k),
            _mix(_distance(points, a, -1), name), _mix(_distance(points, b - 1, 1), name),
            _mix(_mix(earlier, shape), later), _mix(c[3], k * 9 + length),
        ]  # fmt: skip
        for f in range(FEATURES):
            h = _mix(_mix(0x811C9DC5, f + 1), row[f])
            h = _mix(h, h >> 15)
            rows[i, f] = (h ^ (h >> 13)) % SIZE
    return rows


@njit(cache=True, nogil=True)
def best_path(rows, weights, moves, caution):
    """The best tag of each character.

    `weights` [SIZE, TAGS] are by feature, `moves` [TAGS, TAGS] from tag to tag. I follows B or I alone, and a
    name costs `caution`.
    """
    n = len(rows)
    tags = np.empty(n, np.int64)
    back = np.zeros((n, TAGS), np.int64)
    best = np.zeros(TAGS, weights.dtype)
    scores = np.zeros(TAGS, weights.dtype)
    for i in range(n):
        for t in range(TAGS):
            own = -caution if t == BEGIN else 0 * caution
            own = own + weights[rows[i, 0], t]
            for f in range(1, FEATURES):
                own = own + weights[rows[i, f], t]
            if i == 0:
                scores[t] = own if t != INSIDE else own - _FAR
                continue
            top, source = best[0] + moves[0, t], 0
            for s in range(1, TAGS):
                value = best[s] + moves[s, t]
                if t == INSIDE and s == OUT:
                    value = value - _FAR
                if value > top:
                    top, source = value, s
            scores[t] = top + own
            back[i, t] = source
        best[:] = scores
    if n == 0:
        return tags
    tags[n - 1] = np.argmax(best)
    for i in range(n - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags
