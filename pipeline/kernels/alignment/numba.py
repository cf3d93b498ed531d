"""One pass over the bytes, with a flag for each border."""

import numpy as np
from numba import njit

from pipeline.kernels.alignment import Counts

RANK = 0
ON_GPU = False

_SYLLABLES = (0xAC00, 0xD7A3)


@njit(cache=True, nogil=True)
def _is_syllable(data, i):
    if i + 2 >= len(data) or data[i] < 0xEA or data[i] > 0xED:
        return False
    c = ((data[i] & 0x0F) << 12) | ((data[i + 1] & 0x3F) << 6) | (data[i + 2] & 0x3F)
    return _SYLLABLES[0] <= c <= _SYLLABLES[1]


@njit(cache=True, nogil=True)
def _count(data, ends, edges, counts):
    tokens, morphemes = np.zeros(len(data) + 1, np.bool_), np.zeros(len(data) + 1, np.bool_)
    start = 0
    for end in ends:
        tokens[end] = True
        begins_inside = start < len(data) and data[start] & 0xC0 == 0x80
        if begins_inside or (end < len(data) and data[end] & 0xC0 == 0x80):
            counts[0] += 1
        start = end
    for edge in edges:
        morphemes[edge] = True
    i = 0
    while i < len(data):
        if not _is_syllable(data, i):
            i += 1
            continue
        end = i
        while _is_syllable(data, end):
            end += 3
        whole, crossed = True, False  # of the piece: begins at a morpheme, holds a border of two
        for k in range(i + 1, end + 1):
            if morphemes[k] and k < end:
                counts[3] += 1
            if tokens[k] or k == end:
                at_edge = morphemes[k] or k == end
                counts[4] += not crossed or (whole and at_edge)
                counts[5] += 1
                if k < end:
                    counts[2] += 1
                    counts[1] += at_edge
                whole, crossed = at_edge, False
            elif morphemes[k]:
                crossed = True
        i = end


def count(data: np.ndarray, ends: np.ndarray, edges: np.ndarray) -> Counts:
    """Counts of one text."""
    counts = np.zeros(len(Counts._fields), np.int64)
    _count(data, ends, edges, counts)
    return Counts(*counts.tolist())
