"""On a GPU: minhash.cu over the bytes of the texts; sorting and running sums by CuPy.

Floor of a signature: its bytes read once, and two integer operations for each shingle and permutation.
"""

from functools import cache
from pathlib import Path
from typing import Any

import cupy  # pyright: ignore[reportMissingImports]
import numpy as np
import pyarrow as pa

from pipeline.kernels.buffers import utf8
from pipeline.kernels.minhash import BASE, CHAR, M1, M2, NO_SHINGLE, permutations

TILE = 1024  # shingles that a block looks at together: 4 KB of shared memory
THREADS = 128


def options() -> tuple[str, ...]:
    """What minhash.cu is compiled with."""
    names = {"BASE": BASE, "M1": M1, "M2": M2}
    return (*(f"-D{n}={v}ULL" for n, v in names.items()), f"-DCHAR={CHAR}", f"-DTILE={TILE}")


@cache
def _kernel(name: str) -> Any:
    source = Path(__file__).with_name("minhash.cu").read_text()
    return cupy.RawModule(code=source, options=options()).get_function(name)


def sign(
    texts: pa.ChunkedArray | pa.Array, units: np.ndarray, widths: np.ndarray, num_perm: int
) -> np.ndarray:
    """uint32 [n, num_perm] signatures; `units` and `widths` (int32 [n]) give each text's shingle."""
    num = len(texts)
    signatures = cupy.full((num, num_perm), NO_SHINGLE, cupy.uint32)
    if num:
        hashes, places = _units(texts, units)
        a, b = (cupy.asarray(x) for x in permutations(num_perm))
        wide = cupy.asarray(widths.astype(np.int32))
        arguments = (hashes, places, wide, a, b, np.int32(num_perm), signatures)
        _kernel("sign")((num,), (THREADS,), arguments)
    return cupy.asnumpy(signatures)


def shingles(
    texts: pa.ChunkedArray | pa.Array, units: np.ndarray, widths: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], sorted distinct 64-bit shingle hashes of each text)."""
    num = len(texts)
    if not num:
        return np.zeros(1, np.int64), np.zeros(0, np.uint64)
    hashes, places = _units(texts, units)
    counts = cupy.diff(places)
    wide = cupy.minimum(cupy.asarray(widths.astype(np.int64)), counts)
    counts = cupy.where(counts > 0, counts - wide + 1, 0)
    starts = _running(counts)
    out = cupy.empty(int(starts[-1]), cupy.uint64)
    rows = cupy.empty(len(out), cupy.int64)
    arguments = (hashes, places, cupy.asarray(widths.astype(np.int32)), starts, out, rows)
    _kernel("shingle_hashes")((num,), (THREADS,), arguments)
    order = cupy.lexsort(cupy.stack([out, rows.astype(cupy.uint64)]))
    out, rows = out[order], rows[order]
    first = cupy.ones(len(out), cupy.bool_)
    first[1:] = (out[1:] != out[:-1]) | (rows[1:] != rows[:-1])
    ends = _running(cupy.bincount(rows[first], minlength=num))
    return cupy.asnumpy(ends), cupy.asnumpy(out[first])


def bands(signatures: np.ndarray, bands: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """(keys uint64 [bands, m], rows int64 [m] of the signatures that have shingles)."""
    there = cupy.asarray(signatures)
    signed = cupy.flatnonzero((there != NO_SHINGLE).any(axis=1)).astype(cupy.int64)
    num, num_perm = len(signed), signatures.shape[1]
    keys = cupy.empty((bands, num), cupy.uint64)
    if num:
        shape = (np.int64(num), np.int32(num_perm), np.int32(bands), np.int32(rows))
        _kernel("band_keys")(
            (-(-num * bands // THREADS),), (THREADS,), (there, signed, *shape, keys)
        )
    return cupy.asnumpy(keys), cupy.asnumpy(signed)


def _units(texts: pa.ChunkedArray | pa.Array, units: np.ndarray) -> tuple[Any, Any]:
    """(hashes of all units, places int64 [n + 1] of each text's), on the device."""
    offsets, data = utf8(texts)
    there = cupy.asarray(data[offsets[0] : offsets[-1]])
    ends = cupy.asarray(offsets - offsets[0])
    kinds = cupy.asarray(units.astype(np.int32))
    flags = cupy.zeros(len(there), cupy.uint8)
    grid = ((len(offsets) - 1,), (THREADS,))
    _kernel("mark_units")(*grid, (there, ends, kinds, flags))
    counts = cupy.cumsum(flags, dtype=cupy.int64)
    places = cupy.concatenate([cupy.zeros(1, cupy.int64), counts])[ends]
    hashes = cupy.empty(int(places[-1]), cupy.uint64)
    _kernel("hash_units")(*grid, (there, ends, kinds, flags, counts, hashes))
    return hashes, places


def _running(counts: Any) -> Any:
    """0 and the running sum of counts, int64."""
    return cupy.concatenate([cupy.zeros(1, cupy.int64), cupy.cumsum(counts, dtype=cupy.int64)])
