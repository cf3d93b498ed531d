"""From expected to actual tokens: the scale at which the chosen documents hold the planned tokens.

A scale e takes e epochs of every document on average; in a group of few documents, random choice takes a
tenth more or less. The number of taken tokens grows with the scale in jumps: at each, a document is taken
once more. One pass over the documents of a phase counts the jumps on a grid around the planned scale, and
the point of the grid nearest to the planned tokens decides. The grid is the same for every plan: a higher
weight never gives a lower scale, so that chosen documents remain chosen.
"""

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.stages.mix.choose import uniform_of, whole
from pipeline.stages.mix.documents import viewed, wanted_in
from pipeline.stages.mix.scheme import Scheme

# Step of the grid, in logarithms: planned tokens are reached within half a thousandth.
STEP = 5e-4
# Points on either side: scales from 0.74 to 1.35 times the planned one.
REACH = 600
# Instead of a point: tokens taken at the planned scale itself.
EXACT = -(1 << 40)
JUMPS = pa.schema([("group", pa.string()), ("point", pa.int64()), ("tokens", pa.int64())])

Scales = dict[str, dict[str, float]]


def jumps(
    table: pa.Table,
    counted: pa.Table | None = None,
    *,
    scheme: Scheme,
    scales: Scales,
    phase: int,
    seed: int,
) -> pa.Table:
    """JUMPS of a shard in one phase: tokens by the grid point from which on they are taken."""
    frame = viewed(table, counted, scheme)
    current = scheme.phases[phase]
    before = np.zeros(len(frame))
    if current.carry_over == "fresh_first":
        for earlier in scheme.phases[:phase]:
            if earlier.carry_over == "fresh_first":
                before += wanted_in(frame, earlier, scales)
    uniform = uniform_of(
        table.column("id"), current.name, current.carry_over == "fresh_first", seed
    )
    planned = frame.select(
        pl.col("group").replace_strict(scales[current.name], default=0.0, return_dtype=pl.Float64)
    )
    scale = planned.to_series().to_numpy()
    times, tokens = frame["times"].to_numpy(), frame["tokens"].to_numpy()
    is_open = (scale > 0) & (times > 0) & frame[f"in_{current.name}"].to_numpy()
    group = frame["group"].to_numpy()[is_open]
    return _binned(
        group,
        scale[is_open],
        times[is_open],
        tokens[is_open],
        before[is_open],
        uniform[is_open],
        current.max_epochs,
    )


def _binned(
    group: np.ndarray,
    scale: np.ndarray,
    times: np.ndarray,
    tokens: np.ndarray,
    before: np.ndarray,
    uniform: np.ndarray,
    cap: float,
) -> pa.Table:
    first = np.rint(np.log(scale) / STEP).astype(np.int64) - REACH
    start = whole(before, uniform)

    def taken(at: np.ndarray) -> np.ndarray:
        return (whole(before + np.minimum(at * times, cap), uniform) - start).astype(np.int64)

    lowest = taken(np.exp(first * STEP))
    jumps_by_row = [(group, np.full(len(group), EXACT), tokens * taken(scale))]
    jumps_by_row.append((group, first, tokens * lowest))
    epochs, open_rows = lowest, np.arange(len(group))
    # The scale at which each document is taken once more, until it is beyond the grid.
    while len(open_rows):
        epochs_now = epochs[open_rows] + 1
        reached = start[open_rows] + epochs_now - 1 + uniform[open_rows] - before[open_rows]
        at = np.maximum(reached, 1e-300) / times[open_rows]
        point = np.floor(np.log(at) / STEP).astype(np.int64) + 1
        inside = (point <= first[open_rows] + 2 * REACH) & (reached < cap)
        open_rows, point = open_rows[inside], np.maximum(point[inside], first[open_rows[inside]])
        jumps_by_row.append((group[open_rows], point, tokens[open_rows]))
        epochs[open_rows] += 1
    columns = [np.concatenate(c) for c in zip(*jumps_by_row, strict=True)]
    frame = pl.DataFrame(dict(zip(JUMPS.names, columns, strict=True)))
    sums = frame.group_by("group", "point").agg(pl.col("tokens").sum()).sort("group", "point")
    return sums.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(JUMPS)


def tuned(
    jumps_of_phase: pl.DataFrame, planned: dict[str, float], scales: dict[str, float]
) -> dict[str, float]:
    """group -> scale at which its planned tokens are taken, or the nearest scale of the grid.

    `jumps_of_phase` are the sums of JUMPS over all shards, sorted by group and point."""
    result = dict(scales)
    for group, rows in jumps_of_phase.partition_by("group", as_dict=True).items():
        name = str(group[0])
        points, tokens = rows["point"].to_numpy(), rows["tokens"].to_numpy()
        exact = tokens[points == EXACT].sum()
        if np.isclose(exact, planned[name], rtol=1e-9):
            continue
        points, tokens = points[points != EXACT], np.cumsum(tokens[points != EXACT])
        at = min(int(np.searchsorted(tokens, planned[name])), len(points) - 1)
        if at and planned[name] - tokens[at - 1] < tokens[at] - planned[name]:
            at -= 1  # one document less is nearer
        result[name] = float(np.exp(points[at] * STEP))
    return result
