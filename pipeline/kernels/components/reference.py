"""The oracle: SciPy's connected components over renumbered nodes."""

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

RANK = 1
ON_GPU = False


def components(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(nodes, roots) int64: every node of an edge, ascending, and the least node of its component."""
    nodes, index = np.unique(np.concatenate([a, b]), return_inverse=True)
    if not len(nodes):
        return nodes.astype(np.int64), nodes.astype(np.int64)
    left, right = index[: len(a)], index[len(a) :]
    graph = coo_matrix((np.ones(len(a), np.int8), (left, right)), shape=(len(nodes), len(nodes)))
    _, labels = connected_components(graph, directed=False)
    least = np.full(labels.max() + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, labels, nodes)
    return nodes, least[labels]


def grouped(keys: np.ndarray, members: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(nodes, roots) int64 of the members (int64) that share a key (uint64) with another member."""
    groups: dict[int, set[int]] = {}
    for key, member in zip(keys.tolist(), members.tolist(), strict=True):
        groups.setdefault(key, set()).add(member)
    pairs = [(min(group), member) for group in groups.values() for member in group - {min(group)}]
    edges = np.array(pairs, np.int64).reshape(-1, 2)
    return components(edges[:, 0], edges[:, 1])


def unite(parent: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """`parent` (the least node of the component of each node 0, 1, ...) after the edges (a, b) as well."""
    every = np.arange(len(parent), dtype=np.int64)
    _, roots = components(np.concatenate([every, a]), np.concatenate([parent, b]))
    return roots.astype(parent.dtype)
