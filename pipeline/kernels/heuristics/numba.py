"""Text by text: its lines, its prose as code points and words, then one short loop for each thing counted.

The arrays of one text fit the cache, so that a dozen loops cost less than one that does everything at once
would save, and each can be read alone."""

from collections import namedtuple

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels import heuristics as h
from pipeline.kernels.buffers import slices, utf8
from pipeline.kernels.heuristics import particles, tallies
from pipeline.kernels.heuristics.classes import SPACE, table
from pipeline.kernels.heuristics.phrases import packed
from pipeline.kernels.heuristics.prose import cut_spans, decode, most_lines, num_words, spans, split
from pipeline.kernels.heuristics.repeats import duplicates, mix, n_grams, table_size
from pipeline.kernels.words.morphemes import boundaries

RANK = 0
ON_GPU = False

_BASE = np.uint64(0x100000001B3)
_BY_WORD, _BY_CHAR, _BY_MORPHEME = range(3)
_MODES = {"word": _BY_WORD, "eojeol": _BY_WORD, "char": _BY_CHAR, "morpheme": _BY_MORPHEME}
_WIDEST = max(h.DUPLICATED)


def _families() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(family + 1 by last syllable uint8 [11172], the last two syllables of longer endings [n, 2], their
    families + 1)."""
    single, pairs, numbers = np.zeros(0xD7A4 - 0xAC00, np.uint8), [], []
    for number, endings in enumerate(particles.FAMILIES, 1):
        for ending in endings:
            if len(ending) == 1:
                single[ord(ending) - 0xAC00] = number
            else:
                pairs.append([ord(c) for c in ending])
                numbers.append(number)
    return single, np.array(pairs, np.int64), np.array(numbers, np.int64)


def _hash(word: str) -> int:
    """What tallies.units makes of a unit."""
    value = 0
    for char in word:
        value = ((value ^ ord(char)) * int(_BASE) + 1) % 2**64
    return value


_ENGLISH = [int.from_bytes(w.encode(), "little") for w in particles.ENGLISH]
_ENDINGS = (*_families(), np.array(_ENGLISH, np.int64))
_MORPHEMES = np.array(sorted({_hash(m) for m in particles.MORPHEMES}), np.uint64)
AT = namedtuple("AT", h.COLUMNS)(*range(len(h.COLUMNS)))  # the column of each measure


@njit(cache=True, nogil=True)
def _bits(value):
    num = 0
    while value:
        value &= value - 1
        num += 1
    return num


@njit(cache=True, nogil=True)
def _share(part, whole):
    return part / whole if whole else np.nan


@njit(cache=True, nogil=True)
def _text(
    data, start, end, breaks, mode, exempt, bits, endings, known, phrases, number, rooms, row
):
    """Fill one row of measures from data[start:end]."""
    (starts, form, line_at, line_end, keys, masks, sizes, code, kind, cut, begin, ends, hashes, masked, has,
     u_begin, u_end, u_hashes, u_masked, u_has, grams, seen, tally) = rooms  # fmt: skip
    num_lines = split(data, start, end, starts, form)
    at = lines = aside = apart = 0
    for k in range(num_lines):
        a, b = starts[k], starts[k + 1] - 1
        if form[k]:
            chars, words = num_words(data, a, b, bits)
            aside += chars
            apart += words
            if exempt:
                continue
        if lines:
            code[at], kind[at], cut[at] = 10, bits[10], False
            at += 1
        line_at[lines] = at
        at = decode(data, a, b, bits, breaks, at, code, kind, cut)
        line_end[lines] = at
        lines += 1
    num, feeds = at, max(lines - 1, 0)
    if not exempt:
        apart = 0
    all_chars = num - feeds + (aside if exempt else 0)
    row[AT.chars] = all_chars + num_lines - 1
    row[AT.form] = aside / all_chars if all_chars else 0
    words = spans(kind, num, begin, ends)
    row[AT.words], row[AT.prose_words] = apart, 0
    if words == 0:
        return
    tallies.words(code, kind, begin, ends, words, hashes, masked, has)
    units = words
    if mode == _BY_WORD:
        u_begin, u_end, u_hashes, u_has = begin, ends, hashes, has
    else:
        units = cut_spans(cut, mode == _BY_CHAR, begin, ends, words, u_begin, u_end)
        tallies.words(code, kind, u_begin, u_end, units, u_hashes, u_masked, u_has)
    # words and units
    real, real_chars, alpha, known_seen = tallies.units(
        u_begin, u_end, units, u_hashes, u_has, known
    )
    row[AT.words] += real
    row[AT.prose_words] = units
    row[AT.word_length] = _share(real_chars, real)
    row[AT.alpha_words] = alpha / units
    row[AT.new_lines] = feeds / units
    korean, lone, long, ending, ended, families, english = tallies.eojeol(
        code, kind, begin, ends, words, has, endings
    )
    row[AT.josa], row[AT.single_words] = _share(ended, ending), _share(lone, korean)
    row[AT.long_words] = _share(long, korean)
    # characters
    solid, alnum, hangul, han = tallies.scripts(kind, num)
    row[AT.hangul], row[AT.hanja] = hangul / solid, han / solid
    row[AT.marks] = (solid - alnum) / solid
    row[AT.spaces] = (num - feeds - solid) / (num - feeds)
    pounds, ellipses, wrong = tallies.signs(code, kind, num)
    row[AT.hashes], row[AT.ellipses] = pounds / units, ellipses / units
    row[AT.mojibake] = min(3 * wrong / solid, 1.0)
    equal, letters = tallies.runs(code, kind, num)
    row[AT.char_runs], row[AT.jamo_runs] = equal / solid, letters / solid
    row[AT.eojeol_length] = _share(hangul, korean)
    of_korean = known_seen if mode == _BY_MORPHEME else families
    row[AT.function_words] = max(_bits(english), _bits(of_korean) if korean else 0)
    _lines(
        code, kind, line_at, line_end, lines, begin, ends, words, phrases, number, seen, tally, row
    )
    _repeated_lines(
        hashes, masked, line_at, line_end, lines, begin, words, kind, keys, masks, sizes, grams[0], grams[1],
        grams[2], num, feeds, row,
    )  # fmt: skip
    _repeated_grams(u_hashes, u_begin, u_end, units, num, grams, row)


@njit(cache=True, nogil=True)
def _lines(
    code, kind, line_at, line_end, lines, begin, ends, words, phrases, number, seen, tally, row
):
    """Measures of lines that are not blank."""
    tally[:] = 0
    full = w = 0
    for k in range(lines):
        first, longest = w, 0
        while w < words and begin[w] < line_end[k]:
            longest = max(longest, ends[w] - begin[w])
            w += 1
        if w > first:
            full += 1
            a, b = begin[first], ends[w - 1]
            tallies.line(code, kind, a, b, w - first, longest, phrases, number, seen, tally)
    row[AT.bullet_lines], row[AT.ellipsis_lines] = (
        tally[tallies.BULLETS] / full,
        tally[tallies.ELLIPSES] / full,
    )
    row[AT.line_punctuation] = tally[tallies.PUNCTUATED] / full
    row[AT.short_lines] = tally[tallies.SHORT] / full
    row[AT.sentence_lines] = tally[tallies.SENTENCES] / full
    row[AT.list_lines] = tally[tallies.ITEMS] / full
    row[AT.bylines], row[AT.policies] = (
        tally[tallies.BYLINES] / full,
        tally[tallies.POLICIES] / full,
    )
    row[AT.c4_sentences] = tally[tallies.C4_SENTENCES]
    row[AT.c4_lines] = tally[tallies.C4_CHARS] / tally[tallies.CHARS]
    row[AT.curly_brackets] = tally[tallies.BRACES]
    row[AT.lorem_ipsum] = tally[tallies.LOREMS] > 0
    row[AT.spam_terms] = tallies.spam_terms(phrases, number, seen)


@njit(cache=True, nogil=True)
def _repeated_lines(
    hashes, masked, line_at, line_end, lines, begin, words, kind, keys, masks, sizes, table, first, count,
    num, feeds, row,
):  # fmt: skip
    """Measures of lines and paragraphs that stand in the text before."""
    full = w = 0
    for k in range(lines):
        start, own, other = w, np.uint64(0), np.uint64(0)
        while w < words and begin[w] < line_end[k]:
            own, other = mix(own ^ hashes[w]) * _BASE, mix(other ^ masked[w]) * _BASE
            w += 1
        sizes[k] = 0
        keys[k] = own
        if w > start:
            masks[full] = other
            full += 1
            last = line_end[k]
            while kind[last - 1] & SPACE:
                last -= 1
            sizes[k] = last - begin[start]
    same, _ = duplicates(masks, sizes, full, table, first, count)
    row[AT.templated_lines] = same / full
    # lines, then paragraphs: what stands between blank lines. Blank ones are left out in place
    runs = own_size = 0
    joined = np.uint64(0)
    compact = 0
    for k in range(lines + 1):
        if k < lines and sizes[k]:
            joined = mix(joined ^ keys[k]) * _BASE
            own_size += sizes[k] + 1
            keys[compact], sizes[compact] = keys[k], sizes[k]
            compact += 1
        elif own_size:
            masks[runs], line_at[runs] = joined, own_size - 1
            runs += 1
            joined, own_size = np.uint64(0), 0
    same, size = duplicates(keys, sizes, full, table, first, count)
    row[AT.dup_lines], row[AT.dup_line_chars] = same / full, size / num
    row[AT.char_duplicates] = size / (num - feeds)
    same, size = duplicates(masks, line_at, runs, table, first, count)
    row[AT.dup_paragraphs], row[AT.dup_paragraph_chars] = same / runs, size / num


@njit(cache=True, nogil=True)
def _repeated_grams(hashes, begin, ends, units, num, grams, row):
    """Measures of n-grams, of the first MAX_UNITS units."""
    table, unit, count, place, group, times, lengths, keys = grams
    tops, dups = np.zeros(_WIDEST + 1, np.int64), np.zeros(_WIDEST + 1, np.int64)
    used = min(units, h.MAX_UNITS)
    lengths[0] = 0
    for u in range(used):
        lengths[u + 1] = lengths[u] + ends[u] - begin[u]
    total = num if used == units else lengths[used] + used
    n_grams(
        hashes, lengths, used, _WIDEST, table, unit, count, place, keys, group, times, tops, dups
    )
    for n in h.TOP:
        row[AT.top_2_gram + n - 2] = tops[n] / total
    for n in h.DUPLICATED:
        row[AT.dup_5_grams + n - 5] = dups[n] / total


@njit(cache=True, nogil=True)
def _all(
    offsets, data, breaks, break_ends, mode, exempt, bits, endings, known, phrases, rooms, found
):
    for t in range(len(offsets) - 1):
        own = breaks[break_ends[t] : break_ends[t + 1]]
        a, b = offsets[t], offsets[t + 1]
        _text(data, a, b, own, mode, exempt, bits, endings, known, phrases, t, rooms, found[t])


def measure(texts: pa.Array | pa.ChunkedArray, unit: str, exempt: bool) -> np.ndarray:
    """float32 [n, len(COLUMNS)]: the measures of each text; NaN where a text has nothing to measure."""
    offsets, data = utf8(texts)
    found = np.full((len(offsets) - 1, len(h.COLUMNS)), np.nan, np.float32)
    if not len(found):
        return found
    breaks, break_ends = _breaks(texts, offsets, unit)
    known = _MORPHEMES if unit == "morpheme" else _MORPHEMES[:0]
    rooms = _rooms(int(np.diff(offsets).max()), most_lines(offsets, data), unit)
    _all(
        offsets, data, breaks, break_ends, _MODES[unit], exempt, table(), _ENDINGS, known, packed(), rooms,
        found
    )  # fmt: skip
    return found


def _breaks(
    texts: pa.Array | pa.ChunkedArray, offsets: np.ndarray, unit: str
) -> tuple[np.ndarray, np.ndarray]:
    """(bytes at which a morpheme begins, where those of each text end [n + 1])."""
    if unit != "morpheme":
        return np.zeros(0, np.int64), np.zeros(len(offsets), np.int64)
    own = [
        boundaries(bytes(raw).decode()) + start
        for raw, start in zip(slices(texts), offsets[:-1].tolist(), strict=True)
    ]
    return np.concatenate(own), np.concatenate([[0], np.cumsum([len(o) for o in own])])


def _rooms(
    num_bytes: int, lines: int, unit: str
) -> tuple[np.ndarray | tuple[np.ndarray, ...], ...]:
    """Arrays for the longest text: 18 bytes for each of its own, 60 for each unit."""
    words, by_word = num_bytes // 2 + 1, unit in ("word", "eojeol")
    most = 1 if by_word else num_bytes + 1
    used = max(min(words if by_word else most, h.MAX_UNITS), lines)
    grams = (
        np.empty(table_size(used), np.uint64),
        *(np.empty(used, np.int64) for _ in range(5)),
        np.empty(used + 1, np.int64),
        np.empty(used, np.uint64),
    )
    return (
        np.empty(lines + 1, np.int64),
        np.empty(lines, np.bool_),
        *(np.empty(lines, np.int64) for _ in range(2)),
        *(np.empty(lines, np.uint64) for _ in range(2)),
        np.empty(lines, np.int64),
        np.empty(num_bytes, np.int32),
        np.empty(num_bytes, np.uint16),
        np.empty(num_bytes, np.bool_),
        *_words(words),
        *_words(most),
        grams,
        np.full(len(packed()[2]), -1, np.int64),
        np.zeros(tallies.NUM_OF_LINES, np.int64),
    )


def _words(most: int) -> tuple[np.ndarray, ...]:
    """(begin, end, hash, hash with equal numbers, bits) of words or units."""
    spans = (np.empty(most, np.int32) for _ in range(2))
    return (*spans, *(np.empty(most, np.uint64) for _ in range(2)), np.empty(most, np.uint16))
