"""Split examples into training, calibration and test subsets without near duplicates across subsets."""

from dataclasses import dataclass

import numpy as np
import xxhash

from classifiers.recipe import Training

TRAIN, CALIBRATE, TEST, UNSEEN, EXCLUDED = range(5)
# Jaccard similarity of shingles from which two texts count as near duplicates.
SIMILAR = 0.6
# Characters of a shingle; white space is removed first.
WIDTH = 8
NUM_PERM = 32
# Shingles taken from the beginning of a text: near duplicates begin alike.
MAX_SHINGLES = 200


@dataclass(frozen=True)
class Split:
    """The subset of each example, int8 [n]; the number of clusters of near duplicates; the number of examples
    excluded because a near duplicate has another label."""

    subset: np.ndarray
    clusters: int
    label_conflicts: int


def split(
    texts: list[str], labels: np.ndarray, sources: list[str], groups: list[str], training: Training
) -> Split:
    """Assign each example to TRAIN, CALIBRATE, TEST, UNSEEN or EXCLUDED.

    Examples of one cluster, which are near duplicates or share a group, go to the same subset. EXCLUDED are
    clusters with more than one label, and the near duplicates of unseen sources. The subset depends on the
    texts of a cluster only, not on the order of examples or on other clusters."""
    cluster = clusters(texts, groups)
    share = training.held_out
    draw = _draws(texts, cluster, training.seed)
    subset = np.where(draw < share, TEST, np.where(draw < 2 * share, CALIBRATE, TRAIN)).astype(
        np.int8
    )
    unseen = np.array([training.is_unseen(source) for source in sources], bool)
    # A near duplicate of an unseen text would leak it into training.
    subset[np.isin(cluster, cluster[unseen])] = EXCLUDED
    subset[unseen] = UNSEEN
    conflicting = _has_label_conflict(cluster, labels)
    subset[conflicting] = EXCLUDED
    return Split(subset, len(np.unique(cluster)), int(conflicting.sum()))


def _has_label_conflict(cluster: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """True for each example whose cluster has more than one label, bool [n]."""
    lowest, highest = np.full(len(cluster), len(labels) + 1), np.full(len(cluster), -1)
    np.minimum.at(lowest, cluster, labels)
    np.maximum.at(highest, cluster, labels)
    return (lowest != highest)[cluster]


def _draws(texts: list[str], cluster: np.ndarray, seed: int) -> np.ndarray:
    """A uniform number in [0, 1) for each example, equal within a cluster: the cluster's least text hash,
    hashed again because the examples themselves are chosen by the text hash."""
    hashes = [xxhash.xxh3_64_intdigest(t.encode("utf-8", "replace"), seed) for t in texts]
    least = np.full(len(texts), 2**64 - 1, np.uint64)
    np.minimum.at(least, cluster, np.array(hashes, np.uint64))
    rehashed = [
        xxhash.xxh3_64_intdigest(b"side" + h.to_bytes(8, "little"), seed) for h in least.tolist()
    ]
    return np.array(rehashed)[cluster] / 2.0**64


def clusters(texts: list[str], groups: list[str]) -> np.ndarray:
    """The cluster of each text, int64 [n], named by the index of its first text. Near duplicates and texts of
    the same non-empty group are joined transitively."""
    # Imported here because it loads SciPy, which costs .3 s of every command.
    from datasketch import MinHash, MinHashLSH

    lsh, parent = MinHashLSH(threshold=SIMILAR, num_perm=NUM_PERM), np.arange(len(texts))
    first_of_text: dict[str, int] = {}
    first_of_group: dict[str, int] = {}
    for i, (text, group) in enumerate(zip(texts, groups, strict=True)):
        parent[i] = _root(parent, first_of_group.setdefault(group, i)) if group else i
        bare = "".join(text.split())
        first = first_of_text.setdefault(bare, i)
        if first != i:
            _unite(parent, i, first)
            continue
        signature = MinHash(NUM_PERM, hashfunc=xxhash.xxh32_intdigest, scheme="affine32")
        shingles = {
            bare[k : k + WIDTH] for k in range(max(1, min(len(bare) - WIDTH + 1, MAX_SHINGLES)))
        }
        signature.update_batch([s.encode("utf-8", "replace") for s in sorted(shingles)])
        for duplicate in sorted(map(str, lsh.query(signature))):
            _unite(parent, i, int(duplicate))
        lsh.insert(str(i), signature)
    return np.array([_root(parent, i) for i in range(len(texts))], np.int64)


def _unite(parent: np.ndarray, i: int, j: int) -> None:
    a, b = _root(parent, i), _root(parent, j)
    parent[max(a, b)] = min(a, b)


def _root(parent: np.ndarray, i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = int(parent[i])
    return i
