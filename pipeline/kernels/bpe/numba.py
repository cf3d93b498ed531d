"""Incremental merges: a heap of pairs with lazy counts, and for each pair the words that hold it.

Words lie in one array of symbols and shrink in place as pairs merge. The words of a pair are a linked
list that only grows in the round that makes the pair, so a merge touches just the words it changes.
Every application of a merge removes a symbol and makes at most two pairs, so three times the
symbols bounds pairs and list nodes; memory beyond the part in use is never touched.
"""

import heapq
from collections import namedtuple

import numpy as np
import pyarrow as pa
from numba import njit, types
from numba.typed import Dict, List

from pipeline.kernels.bpe import NUM_BYTES, PARTS, alphabet, byte_characters
from pipeline.kernels.buffers import utf8

RANK = 0
ON_GPU = False

_SHIFT = np.int64(32)
_RIGHT = np.int64((1 << 32) - 1)

_BEGINS, _ENDS = np.uint8(1), np.uint8(2)  # of a symbol: at the edge of a morpheme

# Pairs by slot: key (left << 32 | right), count, first node of the list of words, the last word added.
# nodes: word, next node. used: number of pairs, number of nodes.
_Pairs = namedtuple("_Pairs", "slot_of key count head last_word node_word node_next used")


@njit(cache=True, nogil=True)
def _empty_pairs(room):
    return _Pairs(
        Dict.empty(types.int64, types.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.empty(room, np.int64),
        np.zeros(2, np.int64),
    )


@njit(cache=True, nogil=True)
def _add(pairs, key, word, count):
    """Add `count` occurrences of the pair `key` in `word`."""
    if key in pairs.slot_of:
        slot = pairs.slot_of[key]
    else:
        slot = pairs.used[0]
        pairs.used[0] += 1
        pairs.slot_of[key] = slot
        pairs.key[slot], pairs.count[slot] = key, 0
        pairs.head[slot], pairs.last_word[slot] = -1, -1
    pairs.count[slot] += count
    if pairs.last_word[slot] != word:
        node = pairs.used[1]
        pairs.used[1] += 1
        pairs.node_word[node], pairs.node_next[node] = word, pairs.head[slot]
        pairs.head[slot], pairs.last_word[slot] = node, word


@njit(cache=True, nogil=True)
def _lose(pairs, key, count):
    if count > 0 and key in pairs.slot_of:
        pairs.count[pairs.slot_of[key]] -= count


@njit(cache=True, nogil=True, inline="always")
def _weight(edges, left, right, count, whole, across):
    """The weight of one occurrence of the pair of symbols at `left` and `right`.

    `whole` inside a morpheme, `across` if it joins whole morphemes, 0 if it joins a part of a morpheme to
    another morpheme."""
    if not edges[right] & _BEGINS:
        return count * whole
    return count * across if edges[left] & _BEGINS and edges[right] & _ENDS else 0


@njit(cache=True, nogil=True)
def _merge_in_word(pairs, symbols, edges, at, length, word, count, left, right, new, whole, across):
    """Replace left-right by `new` from left to right; returns the new length.

    Counts change as in the reference: around each match the old neighbours lose, the new ones win.
    """
    i, out, end = at, at, at + length
    while i < end:
        if i + 1 < end and symbols[i] == left and symbols[i + 1] == right:
            lost_before = lost_after = 0
            if out > at:
                lost_before = _weight(edges, out - 1, i, count, whole, across)
            if i + 2 < end:
                lost_after = _weight(edges, i + 1, i + 2, count, whole, across)
            merged = (edges[i] & _BEGINS) | (edges[i + 1] & _ENDS)
            symbols[out], edges[out] = new, merged
            if out > at:
                before = np.int64(symbols[out - 1]) << _SHIFT
                _lose(pairs, before | left, lost_before)
                won = _weight(edges, out - 1, out, count, whole, across)
                _add(pairs, before | new, word, won)
            if i + 2 < end:
                after = np.int64(symbols[i + 2])
                _lose(pairs, (right << _SHIFT) | after, lost_after)
                won = _weight(edges, out, i + 2, count, whole, across)
                _add(pairs, (new << _SHIFT) | after, word, won)
            i += 2
        else:
            symbols[out], edges[out] = symbols[i], edges[i]
            i += 1
        out += 1
    return out - at


@njit(cache=True, nogil=True)
def _train(symbols, edges, starts, lengths, counts, whole, across, num_merges, min_frequency):
    pairs = _empty_pairs(3 * len(symbols) + 1)
    for w in range(len(starts)):
        for k in range(starts[w], starts[w] + lengths[w] - 1):
            key = (np.int64(symbols[k]) << _SHIFT) | np.int64(symbols[k + 1])
            _add(pairs, key, w, _weight(edges, k, k + 1, counts[w], whole, across))

    heap = List()  # (-count, pair, slot): among equal counts the smaller pair, left id first
    for slot in range(pairs.used[0]):
        heap.append((-pairs.count[slot], pairs.key[slot], np.int64(slot)))
    heapq.heapify(heap)

    merges = np.empty((num_merges, 2), np.int64)
    done = 0
    while done < num_merges and len(heap) > 0:
        negative, key, slot = heapq.heappop(heap)
        if -negative != pairs.count[slot]:  # it has lost since it was pushed
            if pairs.count[slot] > 0:
                heapq.heappush(heap, (-pairs.count[slot], key, slot))
            continue
        if -negative < max(min_frequency * whole, 1):
            break
        left, right, new = key >> _SHIFT, key & _RIGHT, np.int64(NUM_BYTES + done)
        merges[done, 0], merges[done, 1] = left, right
        done += 1
        first_new = pairs.used[0]
        node = pairs.head[slot]
        while node >= 0:
            w = pairs.node_word[node]
            node = pairs.node_next[node]
            lengths[w] = _merge_in_word(
                pairs,
                symbols,
                edges,
                starts[w],
                lengths[w],
                w,
                counts[w],
                left,
                right,
                new,
                whole,
                across,
            )
        for s in range(first_new, pairs.used[0]):  # `new` is new, so every pair that won is, too
            if pairs.count[s] > 0:
                heapq.heappush(heap, (-pairs.count[s], pairs.key[s], np.int64(s)))
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
    starts, lengths = offsets[:-1] - offsets[0], np.diff(offsets)
    whole = PARTS if begins is not None else 1
    edges = np.zeros(len(symbols) + 1, np.uint8)
    if begins is not None:
        edges[:-1][begins] = _BEGINS
    edges[starts] |= _BEGINS
    edges[:-1] |= (edges[1:] & _BEGINS) << 1
    edges[starts + lengths - 1] |= _ENDS
    return _train(
        symbols,
        edges,
        starts,
        lengths,
        counts,
        whole,
        round(across * whole),
        num_merges,
        min_frequency,
    )
