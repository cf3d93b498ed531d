"""On a GPU: jaccard.cu, a block for each cluster, a warp for each pair."""

from pathlib import Path
from typing import Any

import cupy  # pyright: ignore[reportMissingImports]
import numpy as np

from pipeline.kernels.device import answered, launch

RANK = 2
ON_GPU = True

SOURCE = Path(__file__).with_name("jaccard.cu")
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

    kept[i] = -1 if document i is kept, else the row of the most similar kept document, the earliest of
    equals. measure is the similarity to it (0 if document i is kept): Jaccard, or with `containment`
    the share of its own shingles that the kept one has. The first `carried` documents stay whatever
    they are. A document is compared with at most `max_kept` kept ones, those kept last; with
    `cross_source`, only with those of another source.
    """
    num = len(clusters)
    kept, measure = cupy.full(num, -1, cupy.int64), cupy.zeros(num)
    if num:
        cluster, source = cupy.asarray(clusters), cupy.asarray(sources).astype(cupy.int64)
        begins = cupy.flatnonzero(cluster[1:] != cluster[:-1]) + 1
        edges = cupy.asarray(np.array([0, num], np.int64))
        starts = cupy.concatenate([edges[:1], begins.astype(cupy.int64), edges[1:]])
        rule = (np.int64(carried), np.float64(threshold), np.int64(max_kept))
        flags = (np.int32(containment), np.int32(cross_source))
        survivors = cupy.empty(num, cupy.int64)
        arguments = (
            starts,
            source,
            *_sets(offsets, shingles),
            *rule,
            *flags,
            survivors,
            kept,
            measure,
        )
        launch(SOURCE, "verify", len(starts) - 1, THREADS, arguments, options())
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
        mine_too, theirs_too = _sets(mine_offsets, mine), _sets(theirs_offsets, theirs)
        new, old = (cupy.asarray(x).astype(cupy.int64) for x in (new, old))
        shape = (np.int64(len(new)), np.int32(containment))
        arguments = (*mine_too, new, *theirs_too, old, *shape, measured)
        blocks = -(-len(new) // (THREADS // TEAM))
        launch(SOURCE, "compare", blocks, THREADS, arguments, options())
    return answered(measured, mine_offsets)


def _sets(offsets: Any, hashes: Any) -> tuple[Any, Any]:
    """(offsets int64, hashes uint64) on the device: an index keeps hashes of 32 bits."""
    wide = cupy.asarray(hashes).astype(cupy.uint64, copy=False)
    return cupy.asarray(offsets).astype(cupy.int64), wide
