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

RANK = 0
ON_GPU = False

# Hashes that are processed together: 8 KB, a quarter of the first-level cache.
TILE = 2048
# Shingles below which the loop over permutations is faster than the loop over tiles.
FEW = 40

_BASE, _M1, _M2, _33 = np.uint64(BASE), np.uint64(M1), np.uint64(M2), np.uint64(33)


@njit(cache=True, nogil=True, inline="always")
def _mix(h):
    h ^= h >> _33
    h *= _M1
    h ^= h >> _33
    h *= _M2
    return h ^ (h >> _33)


def _ascii_units():
    """Mixed hash of each ASCII character, lower-cased; 0 for white space."""
    lower = [ord(chr(c).lower()) for c in range(128)]
    hashes = [
        0 if chr(c).isspace() and not 0x1C <= c <= 0x1F else _mix(np.uint64(lower[c] + 1))
        for c in range(128)
    ]
    return np.array(hashes, np.uint64)


_ASCII = _ascii_units()


@njit(cache=True, nogil=True)
def _hash_characters(data, start, end, out):
    """Mixed hash of each character of data[start:end] except white space; returns how many."""
    num, i = 0, start
    while i < end:
        byte = data[i]
        if byte < 0x80:
            h = _ASCII[byte]
            out[num] = h
            num += h != 0
            i += 1
            continue
        width = width_at(byte)
        c = code_point(data, i, width)
        i += width
        if not is_space(c):
            out[num] = _mix(np.uint64(c + 1))
            num += 1
    return num


@njit(cache=True, nogil=True)
def _hash_units(data, start, end, unit, out):
    """Mixed hash of each unit of data[start:end] into `out`; returns how many."""
    if unit == CHAR:
        return _hash_characters(data, start, end, out)
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
        word, inside = word * _BASE + np.uint64(c + 1), True
    if inside:
        out[num] = _mix(word)
        num += 1
    return num


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True, inline="always")
def _finalized(h64):
    """The upper half of a shingle hash through datasketch's murmur finalizer (affine32)."""
    h = np.uint32(h64 >> np.uint64(32))
    h = np.uint32(h ^ (h >> 16))  # numba widens uint32 arithmetic: each step is cut back
    h = np.uint32(h * np.uint32(0x85EBCA6B))
    h = np.uint32(h ^ (h >> 13))
    h = np.uint32(h * np.uint32(0xC2B2AE35))
    return np.uint32(h ^ (h >> 16))


@njit(cache=True, nogil=True)
def _permuted_minima(hashes, num, a, b, row, tile):
    """Minima of a * h + b over hashes, a tile of them at a time, four permutations to a load.

    Running over the hashes keeps the minima in registers: 1.7 ns a shingle for 128 permutations,
    where running over the permutations, which loads and stores each minimum, took 10.
    """
    for start in range(0, num, TILE):
        size = min(TILE, num - start)
        for s in range(size):
            tile[s] = _finalized(hashes[start + s])
        padded = (size + 31) // 32 * 32  # whole vectors: a minimum does not mind what it saw twice
        for s in range(size, padded):
            tile[s] = tile[size - 1]
        for k in range(0, len(a) - 3, 4):
            a0, a1, a2, a3 = a[k], a[k + 1], a[k + 2], a[k + 3]
            b0, b1, b2, b3 = b[k], b[k + 1], b[k + 2], b[k + 3]
            m0, m1, m2, m3 = row[k], row[k + 1], row[k + 2], row[k + 3]
            for s in range(padded):
                h = tile[s]
                m0 = min(m0, np.uint32(a0 * h + b0))
                m1 = min(m1, np.uint32(a1 * h + b1))
                m2 = min(m2, np.uint32(a2 * h + b2))
                m3 = min(m3, np.uint32(a3 * h + b3))
            row[k], row[k + 1], row[k + 2], row[k + 3] = m0, m1, m2, m3
        for k in range(len(a) // 4 * 4, len(a)):
            least = row[k]
            for s in range(padded):
                least = min(least, np.uint32(a[k] * tile[s] + b[k]))
            row[k] = least


@njit(cache=True, nogil=True)
def _permuted_minima_of_few(hashes, num, a, b, row):
    """The same for a text with fewer shingles than permutations: the inner loop is over permutations."""
    for s in range(num):
        h = _finalized(hashes[s])
        for k in range(len(a)):
            row[k] = min(row[k], np.uint32(a[k] * h + b[k]))


@njit(cache=True, nogil=True)
def _sign(offsets, data, units, widths, a, b, signatures):
    longest = 0
    for t in range(len(offsets) - 1):
        longest = max(longest, offsets[t + 1] - offsets[t])
    unit_hashes = np.empty(longest, np.uint64)
    shingle_hashes = np.empty(longest, np.uint64)
    tile = np.empty(TILE, np.uint32)
    for t in range(len(offsets) - 1):
        num = _hash_units(data, offsets[t], offsets[t + 1], units[t], unit_hashes)
        num = _roll(unit_hashes, num, widths[t], shingle_hashes)
        if num < FEW:
            _permuted_minima_of_few(shingle_hashes, num, a, b, signatures[t])
        else:
            _permuted_minima(shingle_hashes, num, a, b, signatures[t], tile)


def sign(
    texts: pa.ChunkedArray | pa.Array, units: np.ndarray, widths: np.ndarray, num_perm: int
) -> np.ndarray:
    """uint32 [n, num_perm] signatures; `units` and `widths` (int32 [n]) give each text's shingle."""
    offsets, data = utf8(texts)
    a, b = permutations(num_perm)
    signatures = np.full((len(offsets) - 1, num_perm), NO_SHINGLE, dtype=np.uint32)
    _sign(offsets, data, units.astype(np.int32), widths.astype(np.int32), a, b, signatures)
    return signatures


@njit(cache=True, nogil=True)
def _sort_uniform(values, num, ends, out):
    """`values[:num]`, ascending, into `out`. Hashes are uniform: as many buckets as hashes by their
    upper bits hold one or two each, and an insertion sort over neighbours does the rest."""
    bits = 1
    while (1 << bits) < num:
        bits += 1
    shift = np.uint64(64 - bits)
    ends[: (1 << bits) + 1] = 0
    for k in range(num):
        ends[(values[k] >> shift) + np.uint64(1)] += 1
    for bucket in range(1 << bits):
        ends[bucket + 1] += ends[bucket]
    for k in range(num):
        bucket = values[k] >> shift
        out[ends[bucket]] = values[k]
        ends[bucket] += 1
    start = 0
    for bucket in range(1 << bits):  # each end has moved to the start of the next
        end = ends[bucket]
        if end - start > 32:  # one shingle over and over, with others by bad luck
            out[start:end] = np.sort(out[start:end])
        else:
            for k in range(start + 1, end):
                value, at = out[k], k
                while at > start and out[at - 1] > value:
                    out[at] = out[at - 1]
                    at -= 1
                out[at] = value
        start = end


@njit(cache=True, nogil=True)
def _distinct(offsets, data, units, widths, out, ends):
    longest, written = 0, 0
    for t in range(len(offsets) - 1):
        longest = max(longest, offsets[t + 1] - offsets[t])
    unit_hashes = np.empty(longest, np.uint64)
    shingle_hashes = np.empty(longest, np.uint64)
    ordered = np.empty(longest, np.uint64)
    buckets = np.empty(2 * longest + 3, np.int64)
    for t in range(len(offsets) - 1):
        num = _hash_units(data, offsets[t], offsets[t + 1], units[t], unit_hashes)
        num = _roll(unit_hashes, num, widths[t], shingle_hashes)
        _sort_uniform(shingle_hashes, num, buckets, ordered)
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


@njit(cache=True, nogil=True)
def _bands(signatures, signed, bands, rows, keys):
    for t in range(len(signed)):
        row = signatures[signed[t]]
        for band in range(bands):
            key = np.uint64(band + 1)
            for k in range(band * rows, (band + 1) * rows):
                key = (key ^ np.uint64(row[k])) * _BASE
                key ^= key >> np.uint64(29)
            keys[band, t] = key


def bands(signatures: np.ndarray, bands: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """(keys uint64 [bands, m], rows int64 [m] of the signatures that have shingles)."""
    signed = np.flatnonzero((signatures != NO_SHINGLE).any(axis=1))
    keys = np.empty((bands, len(signed)), np.uint64)
    _bands(signatures, signed, bands, rows, keys)
    return keys, signed
