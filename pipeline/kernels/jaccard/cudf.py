"""On a GPU: jaccard.cu, a block for each cluster, a warp for each pair."""

from pathlib import Path
from typing import Any

import cupy  # pyright: ignore[reportMissingImports]
import numpy as np

from pipeline.kernels.device import answered, module

THREADS = 256  # of a block
TEAM = 32  # threads that take a pair together


def options() -> tuple[str, ...]:
    """What jaccard.cu is compiled with."""
    return (f"-DTHREADS={THREADS}", f"-DTEAM={TEAM}")


def verify(
    clusters: Any,
    sources: Any,
    offsets: Any,
    shingles: Any,
    carried: int,
    threshold: float,
    max_kept: int,
    containment: bool,
    cross_source: bool,
) -> tuple[Any, Any]:
    """(kept int64 [n], measure float64 [n]) for documents in survivor order within each cluster.

    kept[i] = -1 if document i stays, else the row of the kept document it equals best; the earliest
    wins a tie. measure is the similarity to it (0 where it stays): Jaccard, or with `containment`
    the share of its own shingles that the kept one has. The first `carried` documents stay whatever
    they are. A document is compared with at most `max_kept` kept ones, those kept last; with
    `cross_source`, only with those of another source.
    """
    num = len(clusters)
    kept, measure = cupy.full(num, -1, cupy.int64), cupy.zeros(num)
    if num:
        there, of = cupy.asarray(clusters), cupy.asarray(sources).astype(cupy.int64)
        begins = cupy.flatnonzero(there[1:] != there[:-1]) + 1
        edges = cupy.asarray(np.array([0, num], np.int64))
        starts = cupy.concatenate([edges[:1], begins.astype(cupy.int64), edges[1:]])
        sets = (cupy.asarray(offsets).astype(cupy.int64), _wide(shingles))
        rule = (np.int64(carried), np.float64(threshold), np.int64(max_kept))
        flags = (np.int32(containment), np.int32(cross_source))
        survivors = cupy.empty(num, cupy.int64)
        arguments = (starts, of, *sets, *rule, *flags, survivors, kept, measure)
        _launch("verify", len(starts) - 1, arguments)
    return answered(kept, clusters), answered(measure, clusters)


def compare(
    mine_offsets: Any,
    mine: Any,
    new: Any,
    theirs_offsets: Any,
    theirs: Any,
    old: Any,
    containment: bool,
) -> Any:
    """float64: the measure of each pair of rows (new, old) of two tables of sorted distinct hashes."""
    measured = cupy.zeros(len(new))
    if len(new):
        sides = ((mine_offsets, mine, new), (theirs_offsets, theirs, old))
        there = [
            x
            for ends, hashes, rows in sides
            for x in (
                cupy.asarray(ends).astype(cupy.int64),
                _wide(hashes),
                cupy.asarray(rows).astype(cupy.int64),
            )
        ]
        arguments = (*there, np.int64(len(new)), np.int32(containment), measured)
        _launch("compare", -(-len(new) // (THREADS // TEAM)), arguments)
    return answered(measured, mine_offsets)


def _wide(hashes: Any) -> Any:
    """uint64 on the device: an index keeps hashes of 32 bits."""
    return cupy.asarray(hashes).astype(cupy.uint64, copy=False)


def _launch(name: str, blocks: int, arguments: tuple[Any, ...]) -> None:
    kernels = module(Path(__file__).with_name("jaccard.cu"), options())
    kernels.get_function(name)((blocks,), (THREADS,), arguments)
