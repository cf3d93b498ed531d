"""One pass over the bytes for the ends of lines, one over the lines for their hashes."""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels.buffers import utf8
from pipeline.kernels.minhash.numba import _BASE, _mix

RANK = 0
ON_GPU = False


@njit(cache=True, nogil=True, inline="always")
def _is_space(byte):
    return byte == 32 or 9 <= byte <= 13


@njit(cache=True, nogil=True)
def _hash(data, start, end):
    while start < end and _is_space(data[start]):
        start += 1
    while end > start and _is_space(data[end - 1]):
        end -= 1
    h, length = np.uint64(0), 0
    for i in range(start, end):
        h = h * _BASE + np.uint64(data[i]) + np.uint64(1)
        length += (data[i] & 0xC0) != 0x80
    return (_mix(h), length) if length else (np.uint64(0), 0)


@njit(cache=True, nogil=True)
def _count(offsets, data):
    num = 0
    for t in range(len(offsets) - 1):
        for i in range(offsets[t], offsets[t + 1]):
            num += data[i] == 10
        num += 1  # what follows the last line feed
    return num


@njit(cache=True, nogil=True)
def _split(offsets, data, paragraphs, row, start, end, length, hashes):
    num = 0
    for t in range(len(offsets) - 1):
        first, base, at = num, offsets[t], offsets[t]
        ended = has_text = False
        while at < offsets[t + 1]:
            stop = at
            while stop < offsets[t + 1] and data[stop] != 10:
                stop += 1
            stop = min(stop + 1, offsets[t + 1])
            blank = True
            for i in range(at, stop):
                if not _is_space(data[i]):
                    blank = False
                    break
            if not paragraphs or num == first or (ended and not blank and has_text):
                row[num], start[num] = t, at - base
                num += 1
                has_text = False
            end[num - 1] = stop - base
            has_text = has_text or not blank
            ended = blank
            at = stop
        for k in range(first, num):
            hashes[k], length[k] = _hash(data, base + start[k], base + end[k])
    return num


def split(
    texts: pa.ChunkedArray | pa.Array, paragraphs: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(row, start, end, length int64, hash uint64) of every line or paragraph; offsets in bytes of its
    text, length in characters without the white space around it."""
    offsets, data = utf8(texts)
    most = _count(offsets, data)
    row, start, end, length = (np.empty(most, np.int64) for _ in range(4))
    hashes = np.empty(most, np.uint64)
    num = _split(offsets, data, paragraphs, row, start, end, length, hashes)
    return row[:num], start[:num], end[:num], length[:num], hashes[:num]
