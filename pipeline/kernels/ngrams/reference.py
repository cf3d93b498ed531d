"""The oracle: a dictionary of n-grams for each order."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from pipeline.kernels.ngrams import ORDER, discounts

RANK = 1
ON_GPU = False

Gram = tuple[int, ...]


@dataclass(frozen=True)
class Model:
    """Counts of n-grams by order, their discounts, and of each context: its sum and what it gives up."""

    vocabulary: int
    order: int
    counts: dict[Gram, int]
    sums: dict[Gram, int]
    given_up: dict[Gram, list[int]]
    discounts: list[np.ndarray]


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
    begin, end = vocabulary + 1, vocabulary
    raw = Counter[Gram]()
    for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True):
        tokens = [begin, *ids[a:b].tolist(), end]
        for last in range(1, len(tokens)):
            for n in range(1, min(order, last + 1) + 1):
                raw[tuple(tokens[last - n + 1 : last + 1])] += 1
    before = defaultdict[Gram, set[int]](set)
    for gram in raw:
        before[gram[1:]].add(gram[0])
    counts = {
        gram: times if len(gram) == order or gram[0] == begin else len(before[gram])
        for gram, times in raw.items()
    }
    sums, given_up = Counter[Gram](), defaultdict[Gram, list[int]](lambda: [0, 0, 0])
    by_order = [Counter[int]() for _ in range(order + 1)]
    for gram, count in counts.items():
        sums[gram[:-1]] += count
        given_up[gram[:-1]][min(count, 3) - 1] += 1
        by_order[len(gram)][count] += 1
    found = [discounts(*(c[k] for k in range(1, 5))) for c in by_order]
    return Model(vocabulary, order, counts, sums, given_up, found)


def _scored(model: Model, offsets: np.ndarray, ids: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """Bits of each document."""
    bits = np.zeros(len(offsets) - 1)
    for i, (a, b) in enumerate(zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)):
        tokens = (model.vocabulary + 1, *ids[a:b].tolist(), model.vocabulary)
        for last in range(1 + int(counted[i, 0]), 1 + int(counted[i, 1])):
            bits[i] -= math.log2(_probability(model, tokens[: last + 1]))
    return bits


def _probability(model: Model, tokens: Gram) -> float:
    """Of the last token behind the others, from the unigram up to the longest context that is known."""
    probability = 1.0 / (model.vocabulary + 1)
    for n in range(1, min(model.order, len(tokens)) + 1):
        gram = tokens[len(tokens) - n :]
        total = model.sums.get(gram[:-1], 0)
        if not total:
            break
        less = model.discounts[n]
        ones, twos, more = model.given_up[gram[:-1]]
        left = (less[1] * ones + less[2] * twos + less[3] * more) / total
        count = model.counts.get(gram, 0)
        probability = (count - less[min(count, 3)]) / total + left * probability
    return probability
