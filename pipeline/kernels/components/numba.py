"""Union-find with path halving; the least node is always the root, so the order of edges is nothing."""

import numpy as np
from numba import njit

_GOLDEN = np.uint64(
    0x9E3779B97F4A7C15
)  # 2^64 over the golden ratio: spreads keys over the upper bits


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


@njit(cache=True, nogil=True)
def _meet(keys, members, seen, first, shift, left, right):
    """Edges from each member to the first one of its key, by open addressing; returns how many."""
    num, last = 0, len(seen) - 1
    for i in range(len(keys)):
        at = np.int64((keys[i] * _GOLDEN) >> shift)
        while first[at] >= 0 and seen[at] != keys[i]:
            at = (at + 1) & last
        if first[at] < 0:
            seen[at], first[at] = keys[i], members[i]
        elif first[at] != members[i]:
            left[num], right[num] = members[i], first[at]
            num += 1
    return num


def grouped(keys: np.ndarray, members: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(nodes, roots) int64 of the members (int64, 0 or more) that share a key (uint64) with another member.

    A table twice as large as the keys, rather than a sort of them: most keys have one member.
    """
    bits = max(len(keys), 1).bit_length() + 1
    seen, first = np.empty(1 << bits, np.uint64), np.full(1 << bits, -1, np.int64)
    left, right = np.empty(len(keys), np.int64), np.empty(len(keys), np.int64)
    num = _meet(keys, members, seen, first, np.uint64(64 - bits), left, right)
    return components(left[:num], right[:num])


def unite(parent: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """`parent` (the least node of the component of each node 0, 1, ...) after the edges (a, b) as well."""
    _unite(parent, a, b)
    return parent
