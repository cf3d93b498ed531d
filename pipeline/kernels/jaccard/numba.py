"""Merge intersections over sorted hashes; a size bound and an early exit skip most of the work."""

import numpy as np
from numba import njit

RANK = 0
ON_GPU = False


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def _verify(
    clusters,
    sources,
    offsets,
    shingles,
    carried,
    threshold,
    max_kept,
    containment,
    cross_source,
    kept,
    measure,
):
    survivors = np.empty(len(clusters), np.int64)
    num = 0
    for i in range(len(clusters)):
        if i == 0 or clusters[i] != clusters[i - 1]:
            num = 0
        size = offsets[i + 1] - offsets[i]
        for k in range(max(0, num - max_kept), num if i >= carried and size > 0 else 0):
            j = survivors[k]
            if cross_source and sources[i] == sources[j]:
                continue
            other = offsets[j + 1] - offsets[j]
            # how much must be shared: t of its own, or J >= t <=> shared >= t / (1 + t) * (size + other)
            least = (
                threshold * size if containment else threshold / (1.0 + threshold) * (size + other)
            )
            needed = int(np.ceil(least - 1e-6))
            if min(size, other) < needed:
                continue
            shared = _shared(
                shingles, offsets[i], offsets[i + 1], offsets[j], offsets[j + 1], needed
            )
            if shared < 0:
                continue
            similarity = shared / (size if containment else size + other - shared)
            if similarity >= threshold and similarity > measure[i]:
                kept[i], measure[i] = j, similarity
        if kept[i] < 0:
            survivors[num] = i
            num += 1


def verify(
    clusters: np.ndarray,
    sources: np.ndarray,
    offsets: np.ndarray,
    shingles: np.ndarray,
    carried: int,
    threshold: float,
    max_kept: int,
    containment: bool,
    cross_source: bool,
) -> tuple[np.ndarray, np.ndarray]:
    """(kept int64 [n], measure float64 [n]) for documents in survivor order within each cluster.

    kept[i] = -1 if document i stays, else the row of the kept document it equals best; the earliest
    wins a tie. measure is the similarity to it (0 where it stays): Jaccard, or with `containment`
    the share of its own shingles that the kept one has. The first `carried` documents stay whatever
    they are. A document is compared with at most `max_kept` kept ones, those kept last; with
    `cross_source`, only with those of another source.
    """
    kept, measure = np.full(len(clusters), -1, np.int64), np.zeros(len(clusters))
    _verify(
        clusters,
        sources,
        offsets,
        shingles,
        carried,
        float(threshold),
        int(max_kept),
        containment,
        cross_source,
        kept,
        measure,
    )
    return kept, measure


@njit(cache=True, nogil=True)
def _compare(mine_offsets, mine, new, theirs_offsets, theirs, old, containment, measured):
    for i in range(len(new)):
        a, a_end = mine_offsets[new[i]], mine_offsets[new[i] + 1]
        b, b_end = theirs_offsets[old[i]], theirs_offsets[old[i] + 1]
        size, other, shared = a_end - a, b_end - b, 0
        while a < a_end and b < b_end:
            if mine[a] == theirs[b]:
                shared, a, b = shared + 1, a + 1, b + 1
            elif mine[a] < theirs[b]:
                a += 1
            else:
                b += 1
        whole = size if containment else size + other - shared
        measured[i] = shared / whole if whole > 0 else 0.0


def compare(
    mine_offsets: np.ndarray,
    mine: np.ndarray,
    new: np.ndarray,
    theirs_offsets: np.ndarray,
    theirs: np.ndarray,
    old: np.ndarray,
    containment: bool,
) -> np.ndarray:
    """float64: the measure of each pair of rows (new, old) of two tables of sorted distinct hashes."""
    measured = np.zeros(len(new))
    _compare(mine_offsets, mine, new, theirs_offsets, theirs, old, containment, measured)
    return measured
