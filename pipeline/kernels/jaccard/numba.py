"""Merge intersections over sorted hashes; a size bound and an early exit skip most of the work."""

import numpy as np
from numba import njit


@njit(cache=True)
def _shared(shingles, a, a_end, b, b_end, needed):
    """Size of the intersection, or -1 as soon as `needed` is out of reach."""
    shared = 0
    while a < a_end and b < b_end:
        x, y = shingles[a], shingles[b]
        if x == y:
            shared, a, b = shared + 1, a + 1, b + 1
        elif x < y:
            a += 1
        else:
            b += 1
        if shared + min(a_end - a, b_end - b) < needed:
            return -1
    return shared


@njit(cache=True)
def _verify(clusters, offsets, shingles, threshold, max_kept, kept, measure):
    survivors = np.empty(len(clusters), np.int64)
    num = 0
    for i in range(len(clusters)):
        if i == 0 or clusters[i] != clusters[i - 1]:
            num = 0
        size = offsets[i + 1] - offsets[i]
        for k in range(max(0, num - max_kept), num):
            j = survivors[k]
            other = offsets[j + 1] - offsets[j]
            if size == 0 or min(size, other) < threshold * max(size, other) - 1e-9:
                continue  # even full containment stays below the threshold
            # J >= t means shared >= t / (1 + t) * (size + other)
            needed = int(np.ceil(threshold / (1.0 + threshold) * (size + other) - 1e-6))
            shared = _shared(
                shingles, offsets[i], offsets[i + 1], offsets[j], offsets[j + 1], needed
            )
            if shared < 0:
                continue
            similarity = shared / (size + other - shared)
            if similarity >= threshold and similarity > measure[i]:
                kept[i], measure[i] = j, similarity
        if kept[i] < 0:
            survivors[num] = i
            num += 1


def verify(
    clusters: np.ndarray, offsets: np.ndarray, shingles: np.ndarray, threshold: float, max_kept: int
) -> tuple[np.ndarray, np.ndarray]:
    """(kept int64 [n], measure float64 [n]) for documents in survivor order within each cluster.

    kept[i] = -1 if document i stays, else the row of the kept document it equals best; the earliest
    wins a tie. measure is the similarity to it (0 where it stays). A document is compared with
    at most `max_kept` kept ones, those kept last.
    """
    kept, measure = np.full(len(clusters), -1, np.int64), np.zeros(len(clusters))
    _verify(clusters, offsets, shingles, float(threshold), int(max_kept), kept, measure)
    return kept, measure
