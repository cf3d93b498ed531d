"""The oracle, with Python sets."""

import numpy as np

RANK = 1
ON_GPU = False


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
    sets = [set(shingles[a:b].tolist()) for a, b in zip(offsets, offsets[1:], strict=False)]
    kept, measure = np.full(len(sets), -1, np.int64), np.zeros(len(sets))
    survivors: list[int] = []
    for i, mine in enumerate(sets):
        if i == 0 or clusters[i] != clusters[i - 1]:
            survivors = []
        for j in survivors[-max_kept:] if i >= carried else ():
            if cross_source and sources[i] == sources[j]:
                continue
            whole = len(mine) if containment else len(mine | sets[j])
            similarity = len(mine & sets[j]) / whole if whole else 0.0
            if similarity >= threshold and similarity > measure[i]:
                kept[i], measure[i] = j, similarity
        if kept[i] < 0:
            survivors.append(i)
    return kept, measure


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
    for i, (a, b) in enumerate(zip(new, old, strict=True)):
        one = set(mine[mine_offsets[a] : mine_offsets[a + 1]].tolist())
        other = set(theirs[theirs_offsets[b] : theirs_offsets[b + 1]].tolist())
        whole = len(one) if containment else len(one | other)
        measured[i] = len(one & other) / whole if whole else 0.0
    return measured
