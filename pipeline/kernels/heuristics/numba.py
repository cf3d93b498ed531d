"""One compiled pass fills a row of tallies for each text; the measures are then computed for many at once.

The pass reads a text's lines, decodes its prose to code points and words, and counts each thing in a short
loop of its own. The arrays of one text fit the cache: a dozen loops cost little more than a single one, and
each can be read alone."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels.buffers import slices, utf8
from pipeline.kernels.heuristics import COLUMNS, counting, particles, wordset
from pipeline.kernels.heuristics.classes import SPACE, table
from pipeline.kernels.heuristics.limits import DUPLICATED, MAX_UNITS, TOP
from pipeline.kernels.heuristics.lists import menu_words
from pipeline.kernels.heuristics.measures import IN_ORDER
from pipeline.kernels.heuristics.phrases import SPAM, packed
from pipeline.kernels.heuristics.prose import cut_spans, decode, most_lines, num_words, spans, split
from pipeline.kernels.heuristics.repeats import duplicates, mix, n_grams, table_size
from pipeline.kernels.heuristics.tallies import AT, NUM, Tallies
from pipeline.kernels.words.morphemes import boundaries

RANK = 0
ON_GPU = False

_BY_WORD, _BY_CHAR, _BY_MORPHEME = range(3)
_MODES = {"word": _BY_WORD, "eojeol": _BY_WORD, "char": _BY_CHAR, "morpheme": _BY_MORPHEME}
_WIDEST = max(DUPLICATED)
# texts whose tallies are combined at once: their rows take two megabytes
_AT_ONCE = 4096
_OF_PROSE = np.flatnonzero([measure.needs_prose for measure in IN_ORDER])


def _families() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(family + 1 by last syllable uint8 [11172], the two syllables of longer endings [n, 2], their
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


def _ascii(words: Iterable[str]) -> list[int]:
    """Words of at most seven ASCII letters as the numbers that their bytes are."""
    return [int.from_bytes(word.encode(), "little") for word in words]


_ENDINGS = (*_families(), np.array(_ascii(particles.ENGLISH), np.int64))
_COMMON = wordset.packed(_ascii(particles.COMMON), 1 << 10)
_DRAWING = counting.drawing()
_MENUS = wordset.packed(map(wordset.hash_of, menu_words.words()), 1 << 12)
_MORPHEMES = np.array(sorted({wordset.hash_of(m) for m in particles.MORPHEMES}), np.uint64)


@njit(cache=True, nogil=True)
def _num_bits(value):
    num = 0
    while value:
        value &= value - 1
        num += 1
    return num


@njit(cache=True, nogil=True)
def _text(
    data, start, end, breaks, mode, exempt, bits, endings, morphemes, phrases, number, rooms, row
):
    """Fill one row of tallies from data[start:end]."""
    (starts, form, line_at, line_end, keys, masks, sizes, code, kind, cut, begin, ends, hashes, masked, has,
     u_begin, u_end, u_hashes, u_masked, u_has, grams, last_text) = rooms  # fmt: skip
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
    row[AT.line_chars] = num - feeds + (aside if exempt else 0)
    row[AT.chars] = row[AT.line_chars] + num_lines - 1
    row[AT.form_chars] = aside
    row[AT.aside_words] = apart if exempt else 0
    words = spans(kind, num, begin, ends)
    if words == 0:
        return
    row[AT.prose_chars], row[AT.feeds] = num, feeds
    counting.words(code, kind, begin, ends, words, hashes, masked, has)
    units = words
    if mode == _BY_WORD:
        u_begin, u_end, u_hashes, u_has = begin, ends, hashes, has
    else:
        units = cut_spans(cut, mode == _BY_CHAR, begin, ends, words, u_begin, u_end)
        counting.words(code, kind, u_begin, u_end, units, u_hashes, u_masked, u_has)
    row[AT.units] = units
    row[AT.real_units], row[AT.real_chars], row[AT.alpha_units], functions = counting.units(
        u_begin, u_end, units, u_hashes, u_has, morphemes
    )
    korean, lone, long, ending, ended, families, english = counting.eojeol(
        code, kind, begin, ends, words, has, endings
    )
    row[AT.words] = words
    row[AT.common_words] = counting.common(code, begin, ends, words, _COMMON)
    row[AT.korean_words], row[AT.single_words], row[AT.long_words] = korean, lone, long
    row[AT.ending_words], row[AT.particle_words] = ending, ended
    row[AT.korean_functions] = _num_bits(functions if mode == _BY_MORPHEME else families)
    row[AT.english_functions] = _num_bits(english)
    row[AT.solid], row[AT.alnum], row[AT.hangul], row[AT.hanja] = counting.scripts(kind, num)
    row[AT.pounds], row[AT.ellipses], row[AT.wrong] = counting.signs(code, kind, num)
    row[AT.run_chars], row[AT.jamo_chars], row[AT.drawn_chars] = counting.runs(
        code, kind, num, _DRAWING
    )
    _lines(code, kind, line_end, lines, begin, ends, words, phrases, number, last_text, row)
    _repeated_lines(
        hashes, masked, line_at, line_end, lines, begin, words, kind, keys, masks, sizes, grams[0], grams[1],
        grams[2], row,
    )  # fmt: skip
    _repeated_grams(u_hashes, u_begin, u_end, units, num, grams, row)


@njit(cache=True, nogil=True)
def _lines(code, kind, line_end, lines, begin, ends, words, phrases, number, last_text, row):
    """Tallies of lines that are not blank."""
    w = kinds = 0
    for k in range(lines):
        first, longest = w, 0
        while w < words and begin[w] < line_end[k]:
            longest = max(longest, ends[w] - begin[w])
            w += 1
        if w > first:
            a, b = begin[first], ends[w - 1]
            kinds |= counting.line(
                code, kind, a, b, w - first, longest, phrases, number, last_text, _MENUS, row
            )
    if kinds >> SPAM & 1:
        row[AT.spam_terms] = counting.spam_terms(phrases, number, last_text)


@njit(cache=True, nogil=True)
def _repeated_lines(
    hashes, masked, line_at, line_end, lines, begin, words, kind, keys, masks, sizes, table, first, count, row
):  # fmt: skip
    """Tallies of lines and paragraphs that repeat an earlier one."""
    full = w = 0
    for k in range(lines):
        start, key, mask = w, np.uint64(0), np.uint64(0)
        while w < words and begin[w] < line_end[k]:
            key, mask = mix(key ^ hashes[w]) * wordset.BASE, mix(mask ^ masked[w]) * wordset.BASE
            w += 1
        sizes[k] = 0
        keys[k] = key
        if w > start:
            masks[full] = mask
            full += 1
            last = line_end[k]
            while kind[last - 1] & SPACE:
                last -= 1
            sizes[k] = last - begin[start]
    row[AT.templated_lines], _ = duplicates(masks, sizes, full, table, first, count)
    # lines, then paragraphs, which stand between blank lines; blank lines are dropped in place
    runs = run_size = 0
    joined = np.uint64(0)
    compact = 0
    for k in range(lines + 1):
        if k < lines and sizes[k]:
            joined = mix(joined ^ keys[k]) * wordset.BASE
            run_size += sizes[k] + 1
            keys[compact], sizes[compact] = keys[k], sizes[k]
            compact += 1
        elif run_size:
            masks[runs], line_at[runs] = joined, run_size - 1
            runs += 1
            joined, run_size = np.uint64(0), 0
    same, size = duplicates(keys, sizes, full, table, first, count)
    row[AT.repeated_lines], row[AT.repeated_line_chars] = same, size
    same, size = duplicates(masks, line_at, runs, table, first, count)
    row[AT.paragraphs] = runs
    row[AT.repeated_paragraphs], row[AT.repeated_paragraph_chars] = same, size


@njit(cache=True, nogil=True)
def _repeated_grams(hashes, begin, ends, units, num, grams, row):
    """Tallies of n-grams in the first MAX_UNITS units."""
    table, unit, count, place, group, times, lengths, keys, tops, dups = grams
    used = min(units, MAX_UNITS)
    lengths[0] = 0
    for u in range(used):
        lengths[u + 1] = lengths[u] + ends[u] - begin[u]
    row[AT.gram_chars] = num if used == units else lengths[used] + used
    n_grams(
        hashes, lengths, used, _WIDEST, table, unit, count, place, keys, group, times, tops, dups
    )
    for n in TOP:
        row[AT.top_2 + n - 2] = tops[n]
    for n in DUPLICATED:
        row[AT.dup_5 + n - 5] = dups[n]


@njit(cache=True, nogil=True)
def _all(
    offsets, data, breaks, break_ends, mode, exempt, bits, endings, morphemes, phrases, first, rooms, rows
):  # fmt: skip
    """Fill a row of tallies for each text; `first` is the number of the first one in its batch."""
    for t in range(len(offsets) - 1):
        borders = breaks[break_ends[t] : break_ends[t + 1]]
        a, b = offsets[t], offsets[t + 1]
        _text(
            data,
            a,
            b,
            borders,
            mode,
            exempt,
            bits,
            endings,
            morphemes,
            phrases,
            first + t,
            rooms,
            rows[t],
        )


def measure(texts: pa.Array | pa.ChunkedArray, unit: str, exempt: bool) -> np.ndarray:
    """float32 [n, len(COLUMNS)]: the measures of each text; NaN where a text has nothing to measure."""
    offsets, data = utf8(texts)
    num = len(offsets) - 1
    values = np.empty((num, len(COLUMNS)), np.float32, order="F")
    if not num:
        return values
    breaks, break_ends = _breaks(texts, offsets, unit)
    morphemes = _MORPHEMES if unit == "morpheme" else _MORPHEMES[:0]
    rooms = _rooms(int(np.diff(offsets).max()), most_lines(offsets, data), unit)
    rows = np.empty((min(num, _AT_ONCE), NUM), np.int64)
    for a in range(0, num, _AT_ONCE):
        b = min(a + _AT_ONCE, num)
        rows[: b - a] = 0
        _all(
            offsets[a : b + 1], data, breaks, break_ends[a : b + 1], _MODES[unit], exempt, table(), _ENDINGS,
            morphemes, packed(), a, rooms, rows,
        )  # fmt: skip
        _combine(rows[: b - a], values[a:b])
    return values


def _combine(rows: np.ndarray, values: np.ndarray) -> None:
    """Fill float32 [n, len(COLUMNS)] with the measures of n rows of tallies."""
    # counts are exact in float64, and dividing them there is three times as fast
    tallies = Tallies(*np.ascontiguousarray(rows.T, dtype=np.float64))
    for column, measure in enumerate(IN_ORDER):
        values[:, column] = measure.of_tallies(tallies)
    without_prose = np.flatnonzero(tallies.units == 0)
    values[np.ix_(without_prose, _OF_PROSE)] = np.nan


def _breaks(
    texts: pa.Array | pa.ChunkedArray, offsets: np.ndarray, unit: str
) -> tuple[np.ndarray, np.ndarray]:
    """(bytes at which a morpheme begins, the ends of each text's part of them [n + 1])."""
    if unit != "morpheme":
        return np.zeros(0, np.int64), np.zeros(len(offsets), np.int64)
    by_text = [
        boundaries(bytes(raw).decode()) + start
        for raw, start in zip(slices(texts), offsets[:-1].tolist(), strict=True)
    ]
    return np.concatenate(by_text), np.concatenate([[0], np.cumsum([len(b) for b in by_text])])


def _rooms(
    num_bytes: int, lines: int, unit: str
) -> tuple[np.ndarray | tuple[np.ndarray, ...], ...]:
    """Arrays for the longest text: 18 bytes for each of its bytes, 60 for each unit."""
    words, by_word = num_bytes // 2 + 1, unit in ("word", "eojeol")
    most = 1 if by_word else num_bytes + 1
    used = max(min(words if by_word else most, MAX_UNITS), lines)
    grams = (
        np.empty(table_size(used), np.uint64),
        *(np.empty(used, np.int64) for _ in range(5)),
        np.empty(used + 1, np.int64),
        np.empty(used, np.uint64),
        *(np.empty(_WIDEST + 1, np.int64) for _ in range(2)),
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
    )


def _words(most: int) -> tuple[np.ndarray, ...]:
    """(begin, end, hash, hash with equal numbers, bits) of words or units."""
    spans = (np.empty(most, np.int32) for _ in range(2))
    return (*spans, *(np.empty(most, np.uint64) for _ in range(2)), np.empty(most, np.uint16))
