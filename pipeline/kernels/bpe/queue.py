"""The most frequent pair: a binary heap of the pairs that count at least a bound.

Among equal counts the smaller key comes first. Counts in the heap are those at entry; a pair that has lost
since sinks when it comes up. Few of the pairs are ever merged, so the heap begins with the most frequent ones
and takes in others when it is empty, down to half of the bound: it stays small enough for the cache.
"""

from collections import namedtuple

import numpy as np
from numba import njit

Heap = namedtuple("Heap", "count slot")


@njit(cache=True, nogil=True)
def room_for(entries):
    """A heap with room for a number of entries."""
    return Heap(np.empty(entries, np.int64), np.empty(entries, np.int64))


@njit(cache=True, nogil=True)
def push(heap, size, pairs, slot):
    """The heap with one more entry, in a larger array if it was full."""
    if size == len(heap.slot):
        heap = _grown(heap, size)
    heap.count[size], heap.slot[size] = pairs.count[slot], slot
    _rise(heap, pairs, size)
    return heap


@njit(cache=True, nogil=True)
def filled(heap, pairs, used, low, high):
    """(heap, size) of the pairs that count from `low` to below `high`."""
    size = 0
    for slot in range(used):
        if low <= pairs.count[slot] < high:
            if size == len(heap.slot):
                heap = _grown(heap, size)
            heap.count[size], heap.slot[size] = pairs.count[slot], slot
            size += 1
    for entry in range(size // 2 - 1, -1, -1):
        _sink(heap, size, pairs, entry)
    return heap, size


@njit(cache=True, nogil=True)
def drop_top(heap, size, pairs):
    """The size of the heap without its top."""
    size -= 1
    heap.count[0], heap.slot[0] = heap.count[size], heap.slot[size]
    _sink(heap, size, pairs, 0)
    return size


@njit(cache=True, nogil=True)
def renew_top(heap, size, pairs):
    """Let the top sink to the place of its present count."""
    heap.count[0] = pairs.count[heap.slot[0]]
    _sink(heap, size, pairs, 0)


@njit(cache=True, nogil=True)
def _grown(heap, size):
    larger = room_for(2 * size)
    larger.count[:size], larger.slot[:size] = heap.count, heap.slot
    return larger


@njit(cache=True, nogil=True, inline="always")
def _comes_first(heap, entry, count, key, pairs):
    """True if an entry precedes (count, key)."""
    other = heap.count[entry]
    return other > count or (other == count and pairs.key[heap.slot[entry]] < key)


@njit(cache=True, nogil=True)
def _sink(heap, size, pairs, entry):
    count, slot = heap.count[entry], heap.slot[entry]
    key = pairs.key[slot]
    child = 2 * entry + 1
    while child < size:
        if child + 1 < size:
            second = pairs.key[heap.slot[child]]
            if _comes_first(heap, child + 1, heap.count[child], second, pairs):
                child += 1
        if not _comes_first(heap, child, count, key, pairs):
            break
        heap.count[entry], heap.slot[entry] = heap.count[child], heap.slot[child]
        entry = child
        child = 2 * entry + 1
    heap.count[entry], heap.slot[entry] = count, slot


@njit(cache=True, nogil=True)
def _rise(heap, pairs, entry):
    count, slot = heap.count[entry], heap.slot[entry]
    key = pairs.key[slot]
    while entry > 0:
        parent = (entry - 1) // 2
        if _comes_first(heap, parent, count, key, pairs):
            break
        heap.count[entry], heap.slot[entry] = heap.count[parent], heap.slot[parent]
        entry = parent
    heap.count[entry], heap.slot[entry] = count, slot
