"""On a GPU: minhash.cu over the bytes of the texts, in cuDF's own buffers.

Floor of a signature: its bytes read once, and two integer operations for each shingle and permutation.
Texts are Arrow on the host or a cudf.Series on the device, where the results then stay.
"""

from pathlib import Path
from typing import Any

import cupy  # pyright: ignore[reportMissingImports]
import numpy as np

from pipeline.kernels.device import answered, launch, running, texts_on_device
from pipeline.kernels.minhash import BASE, CHAR, M1, M2, NO_SHINGLE, WIDEST, permutations

RANK = 2
ON_GPU = True

SOURCE = Path(__file__).with_name("minhash.cu")
THREADS = 128  # of a block: one for each permutation of the default
RUN = 7  # bytes, and shingles, of a thread at a time
PIECE = 1 << 16  # bytes of a text that one block takes: 73 tiles


def options() -> tuple[str, ...]:
    """What minhash.cu is compiled with."""
    wide = {"BASE": BASE, "M1": M1, "M2": M2}
    small = {"CHAR": CHAR, "THREADS": THREADS, "RUN": RUN, "PIECE": PIECE, "WIDEST": WIDEST}
    return (*(f"-D{n}={v}ULL" for n, v in wide.items()), *(f"-D{n}={v}" for n, v in small.items()))


def sign(texts: Any, units: Any, widths: Any, num_perm: int) -> Any:
    """uint32 [n, num_perm] signatures; `units` and `widths` (int32 [n]) give each text's shingle."""
    signatures = cupy.full((len(texts), num_perm), NO_SHINGLE, cupy.uint32)
    if len(texts):
        pieces = _pieces(texts, units, widths)
        a, b = (cupy.asarray(x) for x in permutations(num_perm))
        _launch("sign", len(pieces[4]), (*pieces, a, b, np.int32(num_perm), signatures))
    return answered(signatures, texts)


def shingles(texts: Any, units: Any, widths: Any) -> tuple[Any, Any]:
    """(offsets int64 [n + 1], sorted distinct 64-bit shingle hashes of each text)."""
    ends, hashes = cupy.zeros(1, cupy.int64), cupy.zeros(0, cupy.uint64)
    if len(texts):
        ends, hashes = _distinct(*_hashed(_pieces(texts, units, widths)), len(texts))
    return answered(ends, texts), answered(hashes, texts)


def bands(signatures: Any, bands: int, rows: int) -> tuple[Any, Any]:
    """(keys uint64 [bands, m], rows int64 [m] of the signatures that have shingles)."""
    values = cupy.asarray(signatures)
    signed = cupy.flatnonzero((values != NO_SHINGLE).any(axis=1)).astype(cupy.int64)
    num, num_perm = len(signed), signatures.shape[1]
    keys = cupy.empty((bands, num), cupy.uint64)
    if num:
        shape = (np.int64(num), np.int32(num_perm), np.int32(bands), np.int32(rows))
        _launch("band_keys", -(-num * bands // THREADS), (values, signed, *shape, keys))
    return answered(keys, signatures), answered(signed, signatures)


def _launch(name: str, blocks: int, arguments: tuple[Any, ...]) -> None:
    launch(SOURCE, name, blocks, THREADS, arguments, options())


def _pieces(texts: Any, units: Any, widths: Any) -> tuple[Any, ...]:
    """First arguments of a kernel: texts and their shingles, each piece's text, each text's first piece."""
    if int(widths.max()) > WIDEST:
        raise ValueError(f"a shingle has {WIDEST} units at most, not {int(widths.max())}")
    offsets, data = texts_on_device(texts)
    kinds, wide = (cupy.asarray(x).astype(cupy.int32) for x in (units, widths))
    firsts = running(cupy.maximum(1, -(-cupy.diff(offsets) // PIECE)))
    owners = cupy.zeros(int(firsts[-1]), cupy.int32)
    owners[firsts[1:-1]] = 1  # every text has a piece, so no two begin with the same one
    return data, offsets, kinds, wide, cupy.cumsum(owners, dtype=cupy.int32), firsts


def _hashed(pieces: tuple[Any, ...]) -> tuple[Any, Any]:
    """(hash, text) of every shingle. A first pass counts; the second writes at the sums of these counts."""
    num = len(pieces[4])
    counts, none = cupy.empty(num, cupy.int64), np.int64(0)
    _launch("shingles", num, (*pieces, counts, none, none, none))
    starts = running(counts)
    hashes = cupy.empty(int(starts[-1]), cupy.uint64)
    rows = cupy.empty(len(hashes), cupy.int32)
    _launch("shingles", num, (*pieces, counts, starts, hashes, rows))
    return hashes, rows


def _distinct(hashes: Any, rows: Any, num: int) -> tuple[Any, Any]:
    if not len(hashes):
        return cupy.zeros(num + 1, cupy.int64), hashes
    order = cupy.lexsort(cupy.stack([hashes, rows.astype(cupy.uint64)]))
    hashes, rows = hashes[order], rows[order]
    first = cupy.ones(len(hashes), cupy.bool_)
    first[1:] = (hashes[1:] != hashes[:-1]) | (rows[1:] != rows[:-1])
    return running(cupy.bincount(rows[first], minlength=num)), hashes[first]
