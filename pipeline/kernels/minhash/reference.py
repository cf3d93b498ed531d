"""The oracle: shingles in plain Python, signatures by datasketch itself."""

import numpy as np
import pyarrow as pa
from datasketch import MinHash

from pipeline.kernels.minhash import BASE, CHAR, M1, M2, NO_SHINGLE

RANK = 1
ON_GPU = False

_MASK = (1 << 64) - 1


def _mix(h: int) -> int:
    h ^= h >> 33
    h = h * M1 & _MASK
    h ^= h >> 33
    h = h * M2 & _MASK
    return h ^ (h >> 33)


def _polynomial(values: list[int]) -> int:
    h = 0
    for value in values:
        h = (h * BASE + value) & _MASK
    return h


def _lower(text: str) -> str:
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def _is_space(c: str) -> bool:
    return c.isspace() and not 0x1C <= ord(c) <= 0x1F


def _units(text: str, unit: int) -> list[int]:
    if unit == CHAR:
        return [_mix(ord(c) + 1) for c in text if not _is_space(c)]
    words = "".join(" " if _is_space(c) else c for c in text).split(" ")
    return [_mix(_polynomial([ord(c) + 1 for c in w])) for w in words if w]


def hashes(text: str, unit: int, width: int) -> list[int]:
    """64-bit hash of every shingle, in order, repeats included."""
    units = _units(_lower(text), unit)
    if not units:
        return []
    width = min(width, len(units))
    return [_mix(_polynomial(units[i : i + width])) for i in range(len(units) - width + 1)]


def sign(
    texts: pa.ChunkedArray | pa.Array, units: np.ndarray, widths: np.ndarray, num_perm: int
) -> np.ndarray:
    """uint32 [n, num_perm] signatures; `units` and `widths` (int32 [n]) give each text's shingle."""
    signatures = np.empty((len(texts), num_perm), dtype=np.uint32)
    for i, text in enumerate(texts.to_pylist()):
        sketch = MinHash(num_perm=num_perm, scheme="affine32", hashfunc=lambda h: h >> 32)
        sketch.update_batch(hashes(text or "", units[i], widths[i]))
        signatures[i] = sketch.hashvalues
    return signatures


def shingles(
    texts: pa.ChunkedArray | pa.Array, units: np.ndarray, widths: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], sorted distinct 64-bit shingle hashes of each text)."""
    sets = [
        sorted(set(hashes(t or "", units[i], widths[i]))) for i, t in enumerate(texts.to_pylist())
    ]
    offsets = np.cumsum([0, *map(len, sets)], dtype=np.int64)
    return offsets, np.array([h for s in sets for h in s], dtype=np.uint64)


def bands(signatures: np.ndarray, bands: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """(keys uint64 [bands, m], rows int64 [m] of the signatures that have shingles)."""
    signed = [i for i, row in enumerate(signatures.tolist()) if set(row) != {NO_SHINGLE}]
    keys = np.empty((bands, len(signed)), np.uint64)
    for t, row in enumerate(signatures[signed].tolist()):
        for band in range(bands):
            key = band + 1
            for value in row[band * rows : (band + 1) * rows]:
                key = (key ^ value) * BASE & _MASK
                key ^= key >> 29
            keys[band, t] = key
    return keys, np.array(signed, np.int64)
