"""A hash table for each order, whose keys are (number of the n-gram without its last token, last token).

One pass: at each token the n-gram of each order that ends there is the one before it of one order less,
prolonged, so an order costs one look-up. An n-gram that is new counts once for the n-gram of one order less
that it ends in. About 60 bytes for each token of the documents.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from pipeline.kernels.ngrams import ORDER, TOKEN_BITS, discounts

RANK = 0
ON_GPU = False

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MOST = 0.6  # of a table's slots that are taken
_CHUNK = 1 << 20  # tokens after which tables are made larger


@dataclass(frozen=True)
class Model:
    """Tables by order, 1 to `order`: `keys` and `counts` of n-grams by number, `slots` that find them; of
    each n-gram as a context the `sums` of what follows it and the share `left` to the order below."""

    vocabulary: int
    order: int
    slots: tuple[np.ndarray, ...]
    keys: tuple[np.ndarray, ...]
    counts: tuple[np.ndarray, ...]
    sums: tuple[np.ndarray, ...]
    left: tuple[np.ndarray, ...]
    discounts: np.ndarray


@njit(cache=True, nogil=True, inline="always")
def _slot_of(key, slots):
    h = key * _FACTOR
    return np.int64((h ^ (h >> np.uint64(32))) & np.uint64(len(slots) - 1))


@njit(cache=True, nogil=True, inline="always")
def _find(key, slots, keys):
    """(the number of a key or -1, the slot where it is or belongs)."""
    slot = _slot_of(key, slots)
    while slots[slot] >= 0:
        number = np.int64(slots[slot])
        if keys[number] == key:
            return number, slot
        slot = (slot + 1) & (len(slots) - 1)
    return np.int64(-1), slot


@njit(cache=True, nogil=True)
def _enter(slots, keys, num):
    """Fill empty slots with the first `num` keys."""
    for number in range(num):
        slot = _slot_of(keys[number], slots)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = number


@njit(cache=True, nogil=True)
def _count(offsets, ids, first, last, vocabulary, order, slots, keys, counts, nums):
    """Count the n-grams of documents first to last. `nums` holds how many n-grams each order has."""
    begin, end = vocabulary + 1, vocabulary
    here = np.empty(order + 1, np.int64)
    for t in range(first, last):
        size = offsets[t + 1] - offsets[t]
        here[:] = -1
        here[1] = begin
        for i in range(size + 1):
            token = np.int64(ids[offsets[t] + i]) if i < size else end
            longest = min(order, i + 2)
            is_new = False
            for n in range(longest, 1, -1):  # here[n - 1] still ends one token before
                key = np.uint64(here[n - 1]) << np.uint64(TOKEN_BITS) | np.uint64(token)
                number, slot = _find(key, slots[n - 1], keys[n - 1])
                was_new = is_new
                is_new = number < 0
                if is_new:
                    number = nums[n]
                    slots[n - 1][slot] = number
                    keys[n - 1][number] = key
                    nums[n] += 1
                # the longest one occurs; a shorter one counts the new ones that end in it
                if n == longest or was_new:
                    counts[n - 1][number] += 1
                here[n] = number
            if is_new or order == 1:
                counts[0][token] += 1
            here[1] = token


@njit(cache=True, nogil=True)
def _summed(keys, counts, num, below):
    """Of each of `below` contexts: the sum of what follows, and how many count 1, 2, 3 or more."""
    sums, kinds = np.zeros(below, np.int64), np.zeros((below, 3), np.int32)
    for number in range(num):
        context = np.int64(keys[number] >> np.uint64(TOKEN_BITS))
        sums[context] += counts[number]
        kinds[context, min(counts[number], 3) - 1] += 1
    return sums, kinds


@njit(cache=True, nogil=True)
def _score(
    offsets,
    ids,
    counted,
    vocabulary,
    order,
    slots,
    keys,
    counts,
    sums,
    left,
    less,
    total,
    share,
    bits,
):
    """Bits of each document. `total` and `share` are the sum and the share left of the unigrams."""
    begin, end = vocabulary + 1, vocabulary
    here, there = np.empty(order + 1, np.int64), np.empty(order + 1, np.int64)
    for t in range(len(offsets) - 1):
        size = offsets[t + 1] - offsets[t]
        here[:] = -1
        here[1] = begin
        for i in range(min(size + 1, counted[t, 1])):
            token = np.int64(ids[offsets[t] + i]) if i < size else end
            probability = 1.0 / (vocabulary + 1)
            if total:
                count = counts[0][token]
                probability = (count - less[1, min(count, 3)]) / total + share * probability
            there[:] = -1
            there[1] = token
            for n in range(2, min(order, i + 2) + 1):
                context = here[n - 1]
                if context < 0 or not sums[n - 2][context]:
                    break
                key = np.uint64(context) << np.uint64(TOKEN_BITS) | np.uint64(token)
                number, _ = _find(key, slots[n - 1], keys[n - 1])
                there[n] = number
                count = counts[n - 1][number] if number >= 0 else 0
                probability = (count - less[n, min(count, 3)]) / sums[n - 2][context] + left[n - 2][
                    context
                ] * probability
            if counted[t, 0] <= i < counted[t, 1]:
                bits[t] -= np.log2(probability)
            here, there = there, here


def bits(
    offsets: np.ndarray,
    ids: np.ndarray,
    held_offsets: np.ndarray,
    held_ids: np.ndarray,
    counted: np.ndarray,
    vocabulary: int,
    order: int = ORDER,
) -> np.ndarray:
    """Bits of each held-out document."""
    return _scored(_fit(offsets, ids, vocabulary, order), held_offsets, held_ids, counted)


def _fit(offsets: np.ndarray, ids: np.ndarray, vocabulary: int, order: int) -> Model:
    """The model of documents."""
    if vocabulary + 2 > 1 << TOKEN_BITS:
        raise ValueError(f"{vocabulary:,} ids: at most {(1 << TOKEN_BITS) - 2:,}")
    tables = _Tables(order, vocabulary)
    offsets, ids = offsets.astype(np.int64, copy=False), np.ascontiguousarray(ids)
    first = 0
    while first < len(offsets) - 1:
        enough = np.searchsorted(offsets, offsets[first] + _CHUNK)
        last = max(first + 1, min(int(enough), len(offsets) - 1))
        tables.make_room(int(offsets[last] - offsets[first]) + last - first)
        _count(offsets, ids, first, last, vocabulary, order, *tables.arrays(), tables.nums)
        first = last
    return tables.model()


def _scored(model: Model, offsets: np.ndarray, ids: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """Bits of each document."""
    bits = np.zeros(len(offsets) - 1)
    counts, less = model.counts[0], model.discounts
    kinds = [int((counts == k).sum()) for k in (1, 2)] + [int((counts > 2).sum())]
    total = int(counts.sum())
    share = float(
        (less[1, 1] * kinds[0] + less[1, 2] * kinds[1] + less[1, 3] * kinds[2]) / max(total, 1)
    )
    tables = (model.slots, model.keys, model.counts, model.sums, model.left)
    offsets, ids = offsets.astype(np.int64, copy=False), np.ascontiguousarray(ids)
    _score(offsets, ids, counted, model.vocabulary, model.order, *tables, less, total, share, bits)
    return bits


class _Tables:
    """The tables while they grow. The n-grams of order 1 are the ids themselves."""

    def __init__(self, order: int, vocabulary: int) -> None:
        self.order, self.vocabulary = order, vocabulary
        self.nums = np.zeros(order + 1, np.int64)
        self.nums[1] = vocabulary + 2
        self.slots = [np.full(1, -1, np.int32) for _ in range(order)]
        self.keys = [np.zeros(1, np.uint64) for _ in range(order)]
        self.counts = [np.zeros(vocabulary + 2, np.int32), *(np.zeros(1, np.int32),) * (order - 1)]

    def arrays(self) -> tuple[tuple[np.ndarray, ...], ...]:
        return tuple(self.slots), tuple(self.keys), tuple(self.counts)

    def make_room(self, more: int) -> None:
        """Let each order hold `more` n-grams besides those that it has."""
        for n in range(2, self.order + 1):
            needed = int(self.nums[n]) + more
            if needed > len(self.keys[n - 1]):
                size = max(needed, len(self.keys[n - 1]) * 5 // 4)
                self.keys[n - 1] = _longer(self.keys[n - 1], size)
                self.counts[n - 1] = _longer(self.counts[n - 1], size)
            if needed > _MOST * len(self.slots[n - 1]):
                size = 1 << int(np.ceil(np.log2(needed / _MOST)))
                self.slots[n - 1] = np.full(size, -1, np.int32)
                _enter(self.slots[n - 1], self.keys[n - 1], self.nums[n])

    def model(self) -> Model:
        less, sums, left = np.zeros((self.order + 1, 4)), [], []
        for n in range(1, self.order + 1):
            counts = self.counts[n - 1][: self.nums[n]]
            less[n] = discounts(*(int((counts == k).sum()) for k in range(1, 5)))
        for n in range(2, self.order + 1):
            below, num = int(self.nums[n - 1]), int(self.nums[n])
            total, kinds = _summed(self.keys[n - 1], self.counts[n - 1], num, below)
            given = less[n, 1] * kinds[:, 0] + less[n, 2] * kinds[:, 1] + less[n, 3] * kinds[:, 2]
            sums.append(total)
            left.append(given / np.maximum(total, 1))
        # an empty table for unigrams alone: a tuple of no arrays has no type
        sums, left = sums or [np.zeros(1, np.int64)], left or [np.zeros(1)]
        arrays: Any = self.arrays()
        return Model(self.vocabulary, self.order, *arrays, tuple(sums), tuple(left), less)


def _longer(array: np.ndarray, size: int) -> np.ndarray:
    longer = np.zeros(size, array.dtype)
    longer[: len(array)] = array
    return longer
