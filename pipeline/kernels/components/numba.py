"""Union-find with path halving. The least node is always the root: the order of edges changes nothing."""

import numpy as np
from numba import njit

RANK = 0
ON_GPU = False

# 2^64 over the golden ratio: spreads keys over the upper half
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


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
def _meet(keys, members, rows, left, right):
    """Write an edge from each member to the first member with its key; returns the number of edges.

    `rows`, twice as long as the keys and filled with -1, is an open-addressing table of each key's first
    row."""
    num, size = 0, np.uint64(len(rows))
    for i in range(len(keys)):
        at = np.int64((((keys[i] * _GOLDEN) >> _HALF) * size) >> _HALF)
        while rows[at] >= 0 and keys[rows[at]] != keys[i]:
            at = at + 1 if at + 1 < len(rows) else 0
        if rows[at] < 0:
            rows[at] = i
        elif members[rows[at]] != members[i]:
            left[num], right[num] = members[i], members[rows[at]]
            num += 1
    return num


def grouped(keys: np.ndarray, members: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(nodes, roots) int64 of the members (int64) that share a key (uint64) with another member.

    By a hash table, not by sorting: most keys have one member, and a sort of them took three times as long.
    For fewer than 2 ** 31 keys: parts of an exchange are cut far smaller.
    """
    rows = np.full(2 * len(keys) + 1, -1, np.int32)
    left, right = np.empty(len(keys), np.int64), np.empty(len(keys), np.int64)
    num = _meet(keys, members, rows, left, right)
    return components(left[:num], right[:num])


def unite(parent: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """`parent` (the least node of the component of each node 0, 1, ...) after the edges (a, b) as well."""
    _unite(parent, a, b)
    return parent
