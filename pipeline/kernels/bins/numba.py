"""A stack of rows for each amount of room, and a tree of bits that finds the least sufficient amount."""

import numpy as np
from numba import njit

RANK = 0
ON_GPU = False


@njit(cache=True, nogil=True)
def _least(tree, leaves, need):
    """The least amount of room, at least `need`, that some row has; -1 if none has."""
    node = leaves + need
    if tree[node]:
        return need
    while node > 1:
        if node & 1 == 0 and tree[node + 1]:
            node += 1
            while node < leaves:
                node = 2 * node if tree[2 * node] else 2 * node + 1
            return node - leaves
        node >>= 1
    return -1


@njit(cache=True, nogil=True)
def _set(tree, leaves, room, is_open):
    node = leaves + room
    tree[node] = is_open
    while node > 1:
        node >>= 1
        tree[node] = tree[2 * node] or tree[2 * node + 1]


@njit(cache=True, nogil=True)
def _fit(order, lengths, size):
    leaves = 1
    while leaves < size + 1:
        leaves *= 2
    tree = np.zeros(2 * leaves, np.bool_)
    top = np.full(size + 1, -1, np.int64)  # of the stack of each amount of room
    below = np.empty(len(lengths), np.int64)  # of each row in its stack
    rows = np.zeros(len(lengths), np.int64)
    num = 0
    for piece in order:
        need = lengths[piece]
        room = _least(tree, leaves, need)
        if room < 0:
            row, room = num, size
            num += 1
        else:
            row = top[room]
            top[room] = below[row]
            if top[room] < 0:
                _set(tree, leaves, room, False)
        rows[piece] = row
        left = room - need
        below[row] = top[left]
        top[left] = row
        _set(tree, leaves, left, True)
    return rows


def fit(lengths: np.ndarray, size: int) -> np.ndarray:
    """Row of each piece; no length may be over `size`."""
    return _fit(np.argsort(-lengths, kind="stable"), lengths, size)
