"""Fused: decode, roll the shingle hash, and take the permuted minima in one pass over the bytes.

The shingle hash is a polynomial, so a step costs two multiplications whatever the width; what
remains is num_perm multiply-add-min per shingle, which the compiler turns into vector code.
"""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels.buffers import utf8
from pipeline.kernels.minhash import BASE, CHAR, M1, M2, NO_SHINGLE, permutations
from pipeline.kernels.utf8 import code_point, is_space, width_at

_BASE, _M1, _M2, _33 = np.uint64(BASE), np.uint64(M1), np.uint64(M2), np.uint64(33)


@njit(cache=True, inline="always")
def _mix(h):
    h ^= h >> _33
    h *= _M1
    h ^= h >> _33
    h *= _M2
    return h ^ (h >> _33)


@njit(cache=True)
def _hash_units(data, start, end, unit, out):
    """Mixed hash of each unit of data[start:end] into `out`; returns how many."""
    num, i = 0, start
    word, inside = np.uint64(0), False
    while i < end:
        width = width_at(data[i])
        c = code_point(data, i, width)
        i += width
        if is_space(c):
            if inside:
                out[num] = _mix(word)
                num += 1
                word, inside = np.uint64(0), False
            continue
        if 65 <= c <= 90:
            c += 32
        value = np.uint64(c + 1)
        if unit == CHAR:
            out[num] = _mix(value)
            num += 1
        else:
            word, inside = word * _BASE + value, True
    if inside:
        out[num] = _mix(word)
        num += 1
    return num


@njit(cache=True)
def _roll(units, num, width, out):
    """Mixed hash of every shingle of `width` units into `out`; returns how many."""
    if num == 0:
        return 0
    if width > num:
        width = num
    power, h = np.uint64(1), np.uint64(0)
    for k in range(width):
        h = h * _BASE + units[k]
        if k:
            power *= _BASE
    out[0] = _mix(h)
    for k in range(width, num):
        h = (h - units[k - width] * power) * _BASE + units[k]
        out[k - width + 1] = _mix(h)
    return num - width + 1


@njit(cache=True)
def _permuted_minima(hashes, num, a, b, row):
    for s in range(num):
        h = np.uint32(hashes[s] >> np.uint64(32))
        h = np.uint32(h ^ (h >> 16))  # numba widens uint32 arithmetic: each step is cut back
        h = np.uint32(h * np.uint32(0x85EBCA6B))
        h = np.uint32(h ^ (h >> 13))
        h = np.uint32(h * np.uint32(0xC2B2AE35))
        h = np.uint32(h ^ (h >> 16))
        for k in range(len(a)):
            value = np.uint32(a[k] * h + b[k])
            row[k] = min(row[k], value)


@njit(cache=True)
def _sign(offsets, data, units, widths, a, b, signatures):
    longest = 0
    for t in range(len(offsets) - 1):
        longest = max(longest, offsets[t + 1] - offsets[t])
    unit_hashes = np.empty(longest, np.uint64)
    shingle_hashes = np.empty(longest, np.uint64)
    for t in range(len(offsets) - 1):
        num = _hash_units(data, offsets[t], offsets[t + 1], units[t], unit_hashes)
        num = _roll(unit_hashes, num, widths[t], shingle_hashes)
        _permuted_minima(shingle_hashes, num, a, b, signatures[t])


def sign(
    texts: pa.ChunkedArray | pa.Array, units: np.ndarray, widths: np.ndarray, num_perm: int
) -> np.ndarray:
    """uint32 [n, num_perm] signatures; `units` and `widths` (int32 [n]) give each text's shingle."""
    offsets, data = utf8(texts)
    a, b = permutations(num_perm)
    signatures = np.full((len(offsets) - 1, num_perm), NO_SHINGLE, dtype=np.uint32)
    _sign(offsets, data, units.astype(np.int32), widths.astype(np.int32), a, b, signatures)
    return signatures


@njit(cache=True)
def _distinct(offsets, data, units, widths, out, ends):
    written = 0
    for t in range(len(offsets) - 1):
        length = offsets[t + 1] - offsets[t]
        unit_hashes = np.empty(length, np.uint64)
        shingle_hashes = np.empty(length, np.uint64)
        num = _hash_units(data, offsets[t], offsets[t + 1], units[t], unit_hashes)
        num = _roll(unit_hashes, num, widths[t], shingle_hashes)
        ordered = np.sort(shingle_hashes[:num])
        for k in range(num):
            if k == 0 or ordered[k] != ordered[k - 1]:
                out[written] = ordered[k]
                written += 1
        ends[t + 1] = written
    return written


def shingles(
    texts: pa.ChunkedArray | pa.Array, units: np.ndarray, widths: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], sorted distinct 64-bit shingle hashes of each text)."""
    offsets, data = utf8(texts)
    out = np.empty(int(offsets[-1] - offsets[0]), dtype=np.uint64)  # one shingle per byte at most
    ends = np.zeros(len(offsets), dtype=np.int64)
    num = _distinct(offsets, data, units.astype(np.int32), widths.astype(np.int32), out, ends)
    return ends, out[:num].copy()
