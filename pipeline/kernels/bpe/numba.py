"""Merge the most frequent pair in the words that hold it, until there are enough merges.

A match reads one stretch of memory, its word (arena.py), and changes sums by neighbour that lie in the cache
(neighbours.py). The table of pairs (pairs.py) is asked once for each neighbour and merge, and a heap that
fits the cache has the next pair (queue.py): 1.96 million words of 31 MB take 3.4 CPU seconds for 102,400
merges, where a dictionary of pairs asked for each match took 22.6.
"""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels.bpe import NUM_BYTES, PARTS, alphabet, byte_characters, pairs, queue
from pipeline.kernels.bpe.arena import BEGINS, ENDS, HEADER, ID, count_of, laid_out, weight
from pipeline.kernels.bpe.neighbours import (
    LAST,
    LOST,
    NONE,
    WON,
    WORDS,
    empty_sums,
    hand_over,
    note,
    side_for,
)
from pipeline.kernels.buffers import utf8

RANK = 0
ON_GPU = False

_AHEAD = 12  # words that are asked from memory before their turn, which saves a tenth of the time
_ENTRIES = 1 << 16  # of pairs and of the heap, at first


@njit(cache=True, nogil=True)
def _pairs_of_bytes(arena, words, whole, across):
    """The sums of each pair of bytes, at left * 256 + right."""
    sums = empty_sums(NUM_BYTES * NUM_BYTES)
    for word in words:
        first = np.int64(word) + HEADER
        count = count_of(arena, word)
        for k in range(first, first + arena[word] - 1):
            pair = (arena[k] & ID) * NUM_BYTES + (arena[k + 1] & ID)
            sums[pair, WON] += weight(arena[k], arena[k + 1], count, whole, across)
            if sums[pair, LAST] != word:
                sums[pair, LAST] = word
                sums[pair, WORDS] += 1
    return sums


@njit(cache=True, nogil=True)
def _first_pairs(arena, words, symbols, whole, across, least):
    """(pairs, number of them, their words, number of words) before any merge.

    A match removes a symbol and makes two pairs at most, so twice the symbols bound the words that are still
    to come. Memory beyond the part in use is never touched."""
    sums = _pairs_of_bytes(arena, words, whole, across)
    table, used, held = pairs.room_for(_ENTRIES), 0, 0
    for pair in range(len(sums)):
        sums[pair, LAST] = NONE
        if sums[pair, WON] >= least:
            key = pairs.key_of(pair // NUM_BYTES, pair % NUM_BYTES)
            pairs.add(table, used, key, sums[pair, WON], held, sums[pair, WORDS])
            sums[pair, WON] = held
            held += sums[pair, WORDS]
            used += 1
        else:
            sums[pair, WON] = NONE

    holders = np.empty(held + 2 * symbols, words.dtype)
    for word in words:
        first = np.int64(word) + HEADER
        for k in range(first, first + arena[word] - 1):
            pair = (arena[k] & ID) * NUM_BYTES + (arena[k + 1] & ID)
            place = sums[pair, WON]
            if place != NONE and sums[pair, LAST] != word:
                sums[pair, LAST] = word
                holders[place] = word
                sums[pair, WON] = place + 1
    return table, used, holders, held


@njit(cache=True, nogil=True)
def _apply(arena, words, left, right, new, whole, across, before, after):
    """Replace left-right by `new` in each word, from left to right, and sum what changes beside it."""
    asked = 0
    for j in range(len(words)):
        if j + _AHEAD < len(words):
            asked += arena[words[j + _AHEAD]]
        word = np.int64(words[j])
        count = count_of(arena, word)
        first = word + HEADER
        end = first + arena[word]
        i = out = first
        while i < end:
            symbol = arena[i]
            if i + 1 < end and symbol & ID == left and arena[i + 1] & ID == right:
                last = arena[i + 1]
                merged = new | (symbol & BEGINS) | (last & ENDS)
                if out > first:
                    previous = arena[out - 1]
                    x = previous & ID
                    lost = weight(previous, symbol, count, whole, across)
                    note(before, x, word)
                    before.sums[x, WON] += weight(previous, merged, count, whole, across)
                    if x == new:  # the match before this one won (new, left)
                        after.sums[left, WON] -= lost
                    else:
                        before.sums[x, LOST] += lost
                if i + 2 < end:
                    following = arena[i + 2]
                    y = following & ID
                    note(after, y, word)
                    after.sums[y, WON] += weight(merged, following, count, whole, across)
                    after.sums[y, LOST] += weight(last, following, count, whole, across)
                symbol = merged
                i += 1
            arena[out] = symbol
            out += 1
            i += 1
        arena[word] = out - first
    return asked


@njit(cache=True, nogil=True)
def _settle(side, is_before, left, right, new, table, used, holders, held, least):
    """Take from the pairs of a side what they lost, and store the new ones; returns (used, held)."""
    for neighbour in side.touched[: side.used[1]]:
        old = pairs.key_of(neighbour, left) if is_before else pairs.key_of(right, neighbour)
        pairs.lose(table, old, side.sums[neighbour, LOST])
        side.sums[neighbour, LAST] = NONE
        if side.sums[neighbour, WON] >= least:
            key = pairs.key_of(neighbour, new) if is_before else pairs.key_of(new, neighbour)
            won, words = side.sums[neighbour, WON], side.sums[neighbour, WORDS]
            pairs.add(table, used, key, won, held, words)
            side.sums[neighbour, LAST] = held
            held += words
            used += 1
    hand_over(side, holders)
    return used, held


@njit(cache=True, nogil=True)
def _train(arena, words, symbols, whole, across, num_merges, least):
    table, used, holders, held = _first_pairs(arena, words, symbols, whole, across, least)
    heap, size = queue.room_for(_ENTRIES), 0
    bound = table.count[:used].max() + 1 if used else least
    before = side_for(NUM_BYTES + num_merges, symbols // 2 + 1, words)
    after = side_for(NUM_BYTES + num_merges, symbols // 2 + 1, words)
    merges = np.empty((num_merges, 2), np.int64)
    done = 0
    while done < num_merges:
        if size == 0:
            if bound <= least:
                break
            high, bound = bound, max(least, bound // 2)
            heap, size = queue.filled(heap, table, used, bound, high)
            continue
        slot = heap.slot[0]
        if heap.count[0] != table.count[slot]:  # it has lost since it entered
            if table.count[slot] < bound:
                size = queue.drop_top(heap, size, table)
            else:
                queue.renew_top(heap, size, table)
            continue
        size = queue.drop_top(heap, size, table)
        table.count[slot] = 0

        left, right = pairs.symbols_of(table.key[slot])
        new = np.int32(NUM_BYTES + done)
        merges[done, 0], merges[done, 1] = left, right
        done += 1
        first = table.first[slot]
        of_pair = holders[first : first + table.words[slot]]
        _apply(arena, of_pair, left, right, new, whole, across, before, after)

        fresh, most = used, used + before.used[1] + after.used[1]
        if most > len(table.key):
            table = pairs.grown(table, used, most)
        used, held = _settle(before, True, left, right, new, table, used, holders, held, least)
        used, held = _settle(after, False, left, right, new, table, used, holders, held, least)
        for slot in range(fresh, used):
            if table.count[slot] >= bound:
                heap = queue.push(heap, size, table, slot)
                size += 1
    return merges[:done]


def train(
    words: pa.LargeStringArray,
    counts: np.ndarray,
    num_merges: int,
    min_frequency: int = 2,
    begins: np.ndarray | None = None,
    across: float = 1.0,
) -> np.ndarray:
    """Merges as int64 [n, 2] of (left id, right id), ids counted from the first byte character.

    `words` are distinct pre-tokens, `counts` int64 their occurrences. `begins` is bool, one for each byte of
    the words: True if a morpheme begins there. A pair that joins whole morphemes counts `across` times (in
    steps of 1/64), a pair that joins parts of two morphemes does not count."""
    offsets, data = utf8(words)
    if len(words) == 0 or num_merges <= 0:
        return np.zeros((0, 2), np.int64)
    order = {char: i for i, char in enumerate(alphabet())}
    id_of_byte = np.array([order[c] for c in byte_characters()], dtype=np.int32)
    symbols = id_of_byte[data[offsets[0] : offsets[-1]]]
    cut = np.zeros(len(symbols) + 1, bool)
    if begins is not None:
        cut[:-1] = begins
    arena, indices = laid_out(symbols, offsets - offsets[0], counts, cut)
    whole = 1 if begins is None else PARTS
    least = max(min_frequency * whole, 1)
    return _train(arena, indices, len(symbols), whole, round(across * whole), num_merges, least)
