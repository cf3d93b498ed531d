"""Incremental merges: a heap of pairs with lazy counts, and for each pair the words that hold it.

Words lie in one array, shrinking in place as pairs merge. A pair's words are a linked list that only
grows while the pair is new, so a merge touches just the words it changes. About 40 bytes a symbol.
"""

import heapq

import numpy as np
from numba import njit, types
from numba.typed import Dict, List

from pipeline.kernels.bpe import NUM_BYTES, alphabet, byte_characters

_SHIFT = 32


@njit(cache=True)
def _grow(array, needed):
    bigger = np.empty(max(needed, 2 * len(array)), array.dtype)
    bigger[: len(array)] = array
    return bigger


@njit(cache=True)
def _train(symbols, starts, lengths, counts, num_merges, min_frequency):
    slot_of = Dict.empty(types.int64, types.int64)  # pair -> slot
    room = 1 << 16
    pair_key, pair_count = np.empty(room, np.int64), np.empty(room, np.int64)
    pair_head, pair_seen = np.empty(room, np.int64), np.empty(room, np.int64)
    num_pairs = 0
    node_word, node_next = np.empty(len(symbols) + 16, np.int64), np.empty(len(symbols) + 16, np.int64)
    num_nodes = 0

    for w in range(len(starts)):
        at = starts[w]
        for k in range(at, at + lengths[w] - 1):
            key = (np.int64(symbols[k]) << _SHIFT) | np.int64(symbols[k + 1])
            if key in slot_of:
                slot = slot_of[key]
            else:
                slot = num_pairs
                if slot == len(pair_key):
                    pair_key, pair_count = _grow(pair_key, 0), _grow(pair_count, 0)
                    pair_head, pair_seen = _grow(pair_head, 0), _grow(pair_seen, 0)
                slot_of[key] = slot
                pair_key[slot], pair_count[slot], pair_head[slot], pair_seen[slot] = key, 0, -1, -1
                num_pairs += 1
            pair_count[slot] += counts[w]
            if pair_seen[slot] != w:
                if num_nodes == len(node_word):
                    node_word, node_next = _grow(node_word, 0), _grow(node_next, 0)
                node_word[num_nodes], node_next[num_nodes] = w, pair_head[slot]
                pair_head[slot], pair_seen[slot] = num_nodes, w
                num_nodes += 1

    # (-count, pair, slot): the pair orders ties, left id first
    heap = List()
    for slot in range(num_pairs):
        heap.append((-pair_count[slot], pair_key[slot], np.int64(slot)))
    heapq.heapify(heap)

    merges = np.empty((num_merges, 2), np.int64)
    done = 0
    while done < num_merges and len(heap) > 0:
        negative, key, slot = heapq.heappop(heap)
        if -negative != pair_count[slot]:
            if pair_count[slot] > 0:
                heapq.heappush(heap, (-pair_count[slot], key, slot))
            continue
        if -negative < 1 or -negative < min_frequency:
            break
        left, right = key >> _SHIFT, key & ((np.int64(1) << _SHIFT) - 1)
        new = np.int64(NUM_BYTES + done)
        merges[done, 0], merges[done, 1] = left, right
        done += 1
        first_new = num_pairs
        node = pair_head[slot]
        while node >= 0:
            w = node_word[node]
            node = node_next[node]
            at, length, count = starts[w], lengths[w], counts[w]
            i, out = at, at
            end = at + length
            while i < end:
                if i + 1 < end and symbols[i] == left and symbols[i + 1] == right:
                    # changes, as the reference makes them: the pairs around the match lose, new ones win
                    for side in range(2):
                        if side == 0:
                            if out == at:
                                continue
                            old = (np.int64(symbols[out - 1]) << _SHIFT) | left
                            fresh = (np.int64(symbols[out - 1]) << _SHIFT) | new
                        else:
                            if i + 2 >= end:
                                continue
                            old = (right << _SHIFT) | np.int64(symbols[i + 2])
                            fresh = (new << _SHIFT) | np.int64(symbols[i + 2])
                        if old in slot_of:
                            pair_count[slot_of[old]] -= count
                        if fresh in slot_of:
                            s = slot_of[fresh]
                        else:
                            s = num_pairs
                            if s == len(pair_key):
                                pair_key, pair_count = _grow(pair_key, 0), _grow(pair_count, 0)
                                pair_head, pair_seen = _grow(pair_head, 0), _grow(pair_seen, 0)
                            slot_of[fresh] = s
                            pair_key[s], pair_count[s], pair_head[s], pair_seen[s] = fresh, 0, -1, -1
                            num_pairs += 1
                        pair_count[s] += count
                        if pair_seen[s] != w:
                            if num_nodes == len(node_word):
                                node_word, node_next = _grow(node_word, 0), _grow(node_next, 0)
                            node_word[num_nodes], node_next[num_nodes] = w, pair_head[s]
                            pair_head[s], pair_seen[s] = num_nodes, w
                            num_nodes += 1
                    symbols[out] = new
                    out += 1
                    i += 2
                else:
                    symbols[out] = symbols[i]
                    out += 1
                    i += 1
            lengths[w] = out - at
        for s in range(first_new, num_pairs):  # `new` is new, so every pair that gained is, too
            if pair_count[s] > 0:
                heapq.heappush(heap, (-pair_count[s], pair_key[s], np.int64(s)))
    return merges[:done]


def train(words: list[bytes], counts: list[int], num_merges: int, min_frequency: int = 2) -> list[tuple[int, int]]:
    """Merges as (left id, right id), ids counted from the first byte character.

    `words` are distinct pre-tokens as UTF-8; `counts` how often each occurs.
    """
    if not words or num_merges <= 0:
        return []
    order = {char: i for i, char in enumerate(alphabet())}
    id_of_byte = np.array([order[c] for c in byte_characters()], dtype=np.int32)
    lengths = np.array([len(w) for w in words], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    symbols = id_of_byte[np.frombuffer(b"".join(words), np.uint8)]
    merges = _train(symbols, starts, lengths, np.array(counts, dtype=np.int64), num_merges, min_frequency)
    return [(int(a), int(b)) for a, b in merges]
