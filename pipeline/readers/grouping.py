"""Groups: which pieces make one unit of work, cut so that a new file changes only the groups around it.

Where a run of pieces is cut depends on hashes of their names, so adding, removing or changing a file leaves
the cuts elsewhere in place, and the work on those groups need not be done again.
"""

from collections.abc import Sequence

import numpy as np
import xxhash

from pipeline.readers.plan import Piece


def group(pieces: Sequence[Piece], target: int) -> list[tuple[Piece, ...]]:
    """Consecutive pieces in groups of at most `target` bytes; a piece of `target` or more stays alone.

    Groups depend on the names and sizes of the files alone. A run of smaller pieces is cut in two, and
    each half again, until every part fits into a group. The cut is after the piece with the least hash
    among those that leave at least half of `target` on both sides. Such groups hold two thirds of
    `target` on average. Cutting from the whole down, an inserted piece changes a cut only if its hash is
    the least, or if it moves that piece across the margin, which is rare in long runs.
    """
    sizes = np.array([_size(piece, target) for piece in pieces], np.int64)
    ends = np.cumsum(sizes)
    hashes = np.array([_hash(piece) for piece in pieces], np.uint64)
    groups: list[tuple[Piece, ...]] = []
    waiting = _runs(sizes, target)[::-1]
    while waiting:
        start, stop = waiting.pop()
        before = int(ends[start - 1]) if start else 0
        if stop - start == 1 or ends[stop - 1] - before <= target:
            groups.append(tuple(pieces[start:stop]))
            continue
        cut = start + _cut(ends[start:stop] - before, hashes[start:stop], target)
        waiting += [(cut, stop), (start, cut)]
    return groups


def _runs(sizes: np.ndarray, target: int) -> list[tuple[int, int]]:
    """[start, stop) of the longest runs of pieces below `target`, and of each piece that is not."""
    large = np.flatnonzero(sizes >= target)
    bounds = sorted({0, len(sizes), *large.tolist(), *(large + 1).tolist()})
    return list(zip(bounds, bounds[1:], strict=False))


def _cut(ends: np.ndarray, hashes: np.ndarray, target: int) -> int:
    """How many pieces of a run come before its cut. `ends` are the bytes up to each piece's end.

    If no piece leaves half of `target` on both sides, the cut is the one nearest to the middle.
    """
    half, inner = (target + 1) // 2, ends[:-1]
    first = int(np.searchsorted(inner, half, "left"))
    last = int(np.searchsorted(inner, ends[-1] - half, "right"))
    if first < last:
        return first + int(np.argmin(hashes[first:last])) + 1
    return int(np.argmin(np.abs(2 * inner - ends[-1]))) + 1


def _hash(piece: Piece) -> int:
    return xxhash.xxh3_64_intdigest(f"{piece.file.name}\0{piece.start}".encode())


def _size(piece: Piece, target: int) -> int:
    """Bytes of a piece. A part of row groups counts as `target`: it was cut to hold that much."""
    if piece.stop is None:
        return piece.file.size
    return target if piece.records is not None else piece.stop - piece.start
