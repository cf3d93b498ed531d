"""Union-find with path halving; the least node is always the root, so the order of edges is nothing."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def _find(parent, x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


@njit(cache=True, nogil=True)
def _unite(parent, left, right):
    for k in range(len(left)):
        x, y = _find(parent, left[k]), _find(parent, right[k])
        if x < y:
            parent[y] = x
        elif y < x:
            parent[x] = y
    for x in range(len(parent)):  # a parent is less than its node: its own root is known by now
        parent[x] = parent[parent[x]]


def components(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(nodes, roots) int64: every node of an edge, ascending, and the least node of its component."""
    nodes, index = np.unique(np.concatenate([a, b]), return_inverse=True)
    parent = np.arange(len(nodes), dtype=np.int64)
    _unite(parent, index[: len(a)].astype(np.int64), index[len(a) :].astype(np.int64))
    return nodes.astype(np.int64), nodes[parent].astype(np.int64)


def unite(parent: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """`parent` (the least node of the component of each node 0, 1, ...) after the edges (a, b) as well."""
    _unite(parent, a, b)
    return parent
