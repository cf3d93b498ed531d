"""Hashed n-grams of lines, compiled: the set of hash buckets ("slots") of each line, and linear scores on
them. `list_ngrams` is the readable reference in Python.

scikit-learn's HashingVectorizer makes a Python string of each n-gram and reads 2 MB/s. Features are binary; a
line of k features has the value 1 / sqrt(k) for each, a vector of length one."""

from collections.abc import Iterator

import numpy as np
from numba import njit

# Lines that are processed at once: 32 MB of code points if all have 4,000 characters.
CHUNK = 2_000
_BASE, _FACTOR = 0x100000001B3, 0x9E3779B97F4A7C15
_SPACE = 32


def list_ngrams(line: str, by_word: bool, least: int, most: int) -> list[str]:
    """The n-grams of a line, of `least` to `most` units, in order and with repetitions. Units are words if
    `by_word`, else the characters of each word with a space on both sides. Letters are lower-cased."""
    words = line.lower().split(" ")
    if not by_word:
        padded = [f" {w} " for w in words if w]
        return [
            p[i : i + n]
            for p in padded
            for i in range(len(p))
            for n in range(least, most + 1)
            if i + n <= len(p)
        ]
    tokens = [t for w in words for t in _tokens(w)]
    return [
        " ".join(tokens[i : i + n])
        for i in range(len(tokens))
        for n in range(least, most + 1)
        if i + n <= len(tokens)
    ]


def _tokens(word: str) -> Iterator[str]:
    """Words split at ASCII punctuation; each mark is a token."""
    run = ""
    for char in word:
        if char.isascii() and not char.isalnum():
            if run:
                yield run
            yield char
            run = ""
        else:
            run += char
    if run:
        yield run


def slot_of(gram: str, features: int) -> int:
    """The hash bucket of an n-gram, in [0, features). `features` must be a power of two."""
    value = 0
    for char in gram:
        value = ((value ^ ord(char)) * _BASE + 1) % 2**64
    value = (value ^ value >> 31) * _FACTOR % 2**64
    return (value ^ value >> 29) & (features - 1)


@njit(cache=True, nogil=True, inline="always")
def _slot(value, mask):
    value = (value ^ (value >> np.uint64(31))) * np.uint64(_FACTOR)
    return np.int64((value ^ (value >> np.uint64(29))) & mask)


@njit(cache=True, nogil=True, inline="always")
def _add(slot, present, line_slots, num):
    """Append `slot` to slots[:num] unless it is present; returns the new number of slots."""
    if present[slot]:
        return num
    present[slot] = True
    line_slots[num] = slot
    return num + 1


@njit(cache=True, nogil=True)
def _characters(codes, a, b, least, most, mask, present, line_slots):
    num, i = 0, a
    while i < b:
        if codes[i] == _SPACE:
            i += 1
            continue
        end = i
        while end < b and codes[end] != _SPACE:
            end += 1
        for start in range(i - 1, end + 1):
            value = np.uint64(0)
            for n in range(1, min(most, end + 1 - start) + 1):
                at = start + n - 1
                c = np.uint64(codes[at] if i <= at < end else _SPACE)
                value = (value ^ c) * np.uint64(_BASE) + np.uint64(1)
                if n >= least:
                    num = _add(_slot(value, mask), present, line_slots, num)
        i = end
    return num


@njit(cache=True, nogil=True, inline="always")
def _is_mark(c):
    return c < 128 and not (48 <= c <= 57 or 65 <= c <= 90 or 97 <= c <= 122)


@njit(cache=True, nogil=True)
def _words(codes, a, b, least, most, mask, present, line_slots, begin, end):
    tokens, i = 0, a
    while i < b:
        if codes[i] == _SPACE:
            i += 1
            continue
        begin[tokens] = i
        i += 1
        if not _is_mark(codes[i - 1]):
            # a space counts as a mark, too
            while i < b and not _is_mark(codes[i]):
                i += 1
        end[tokens] = i
        tokens += 1
    num = 0
    for start in range(tokens):
        value = np.uint64(0)
        for n in range(1, min(most, tokens - start) + 1):
            if n > 1:
                value = (value ^ np.uint64(_SPACE)) * np.uint64(_BASE) + np.uint64(1)
            for k in range(begin[start + n - 1], end[start + n - 1]):
                value = (value ^ np.uint64(codes[k])) * np.uint64(_BASE) + np.uint64(1)
            if n >= least:
                num = _add(_slot(value, mask), present, line_slots, num)
    return num


@njit(cache=True, nogil=True)
def _process(
    codes, ends, by_word, least, most, mask, present, weights, offsets, scores, slots, starts
):
    """Fill `scores` [n, labels] for all lines, and, if `slots` has room, the slots of line i from starts[i]
    to starts[i + 1]."""
    longest = 0
    for t in range(len(ends) - 1):
        longest = max(longest, ends[t + 1] - ends[t])
    line_slots = np.empty((2 * longest + 2) * most, np.int32)
    begin, end = np.empty(longest + 1, np.int32), np.empty(longest + 1, np.int32)
    for t in range(len(ends) - 1):
        a, b = ends[t], ends[t + 1]
        if by_word:
            num = _words(codes, a, b, least, most, mask, present, line_slots, begin, end)
        else:
            num = _characters(codes, a, b, least, most, mask, present, line_slots)
        scores[t] = offsets
        length = np.sqrt(max(num, 1))
        for k in range(num):
            present[line_slots[k]] = False
            for label in range(weights.shape[1]):
                scores[t, label] += weights[line_slots[k], label] / length
        if len(slots):
            slots[starts[t] : starts[t] + num] = line_slots[:num]
        starts[t + 1] = starts[t] + num


def _decoded(lines: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """(code points of the lower-cased lines, uint32; offsets of the lines, int64 [n + 1])."""
    lowered = [line.lower() for line in lines]
    codes = np.frombuffer("".join(lowered).encode("utf-32-le"), np.uint32)
    return codes, np.concatenate([[0], np.cumsum([len(x) for x in lowered])]).astype(np.int64)


def feature_slots(
    lines: list[str], by_word: bool, least: int, most: int, features: int
) -> tuple[np.ndarray, np.ndarray]:
    """The hash buckets of the n-grams of each line, without repetitions: (slots of all lines int32, offsets
    of the lines int64 [n + 1]). Lines are as `classifiers.text.line` returns them."""
    all_slots, all_starts = [np.zeros(0, np.int32)], [np.zeros(1, np.int64)]
    present, no_weights = np.zeros(features, np.bool_), np.zeros((features, 0), np.float32)
    mask = np.uint64(features - 1)
    for i in range(0, len(lines), CHUNK):
        codes, ends = _decoded(lines[i : i + CHUNK])
        slots = np.empty((2 * len(codes) + 2 * len(ends)) * most, np.int32)
        starts, scores = np.zeros(len(ends), np.int64), np.zeros((len(ends) - 1, 0))
        _process(
            codes, ends, by_word, least, most, mask, present, no_weights, np.zeros(0), scores, slots, starts
        )  # fmt: skip
        all_slots.append(slots[: starts[-1]].copy())
        all_starts.append(starts[1:] + all_starts[-1][-1])
    return np.concatenate(all_slots), np.concatenate(all_starts)


def score_lines(
    lines: list[str], by_word: bool, least: int, most: int, weights: np.ndarray, offsets: np.ndarray
) -> np.ndarray:
    """Linear scores, float64 [n, labels]: for each line the sum of the `weights` [features, labels] of its
    slots, divided by the square root of their number, plus `offsets` [labels]."""
    result, present = np.empty((len(lines), weights.shape[1])), np.zeros(len(weights), np.bool_)
    mask, no_slots = np.uint64(len(weights) - 1), np.zeros(0, np.int32)
    for i in range(0, len(lines), CHUNK):
        codes, ends = _decoded(lines[i : i + CHUNK])
        starts, scores = np.zeros(len(ends), np.int64), result[i : i + CHUNK]
        _process(
            codes, ends, by_word, least, most, mask, present, weights, offsets, scores, no_slots, starts
        )  # fmt: skip
    return result
