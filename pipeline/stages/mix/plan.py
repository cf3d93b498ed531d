"""The whole plan: for every phase and group the available tokens and those that are taken."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pipeline.contract import PLAN_FILE
from pipeline.core.errors import JobError
from pipeline.stages.mix.amounts import resolved, short
from pipeline.stages.mix.planner import Draw, Stock, draws
from pipeline.stages.mix.scheme import Phase, Scheme
from pipeline.stages.mix.weights import pools

# Bytes of a token in a shard.
TOKEN_BYTES = 4
# Speed of pack on one core (27 MB/s of Korean and English text).
TOKENS_PER_SECOND = 6_000_000


def planned(sizes: pl.DataFrame, scheme: Scheme) -> list[dict[str, Any]]:
    """One row per phase and group: pool, weight, documents, available and taken tokens, epochs, and the scale
    that decides on documents. Raises JobError if the plan is not possible."""
    rows = []
    for phase in scheme.phases:
        rows += _phase(sizes.filter(pl.col(f"in_{phase.name}")), phase, len(scheme.group_by))
    return rows


def _phase(sizes: pl.DataFrame, phase: Phase, num_columns: int) -> list[dict[str, Any]]:
    sums = sizes.group_by("group").agg(pl.col("tokens").sum(), pl.col("documents").sum())
    tokens = dict(sums.select("group", "tokens").sort("group").iter_rows())
    documents = dict(sums.select("group", "documents").iter_rows())
    try:
        drawn_from = pools(phase.weights, tokens, num_columns)
    except ValueError as error:
        raise JobError(f"mix, phase {phase.name}: {error}") from None
    if not drawn_from:
        raise JobError(
            f"mix, phase {phase.name}: no living document fits it; check `where` and `weights`"
        )
    stocks = {p.name: _stock(sizes.filter(pl.col("group").is_in(p.groups))) for p in drawn_from}
    budget = resolved(phase.tokens, sum(tokens[g] for p in drawn_from for g in p.groups))
    on_short = "cap_and_redistribute" if phase.weights == "unimax" else phase.on_short
    drawn = draws(phase.name, drawn_from, stocks, budget, phase.max_epochs, on_short)
    rows = {g: _row(phase, g, documents[g], tokens[g]) for g in sorted(tokens)}
    for draw in drawn:
        for group in draw.pool.groups:
            stock = _stock(sizes.filter(pl.col("group") == group))
            taken = stock.spent(draw.scale, phase.max_epochs)
            rows[group].update(_drawn(draw, taken, tokens[group]))
    return list(rows.values())


def _stock(sizes: pl.DataFrame) -> Stock:
    by_times = sizes.group_by("times").agg(pl.col("tokens").sum()).sort("times")
    return Stock(by_times["times"].to_numpy(), by_times["tokens"].to_numpy().astype(np.float64))


def _row(phase: Phase, group: str, documents: int, available: float) -> dict[str, Any]:
    return {
        "phase": phase.name,
        "group": group,
        "pool": None,
        "weight": 0.0,
        "documents": documents,
        "available": available,
        "tokens": 0.0,
        "epochs": 0.0,
        "scale": 0.0,
    }


def _drawn(draw: Draw, tokens: float, available: float) -> dict[str, Any]:
    epochs = tokens / available if available else 0.0
    return {
        "pool": draw.pool.name,
        "weight": draw.pool.weight,
        "tokens": tokens,
        "epochs": epochs,
        "scale": draw.scale,
    }


def scales(rows: Sequence[dict[str, Any]], phases: Sequence[Phase]) -> dict[str, dict[str, float]]:
    """phase -> group -> scale."""
    return {p.name: {r["group"]: r["scale"] for r in rows if r["phase"] == p.name} for p in phases}


def write(
    folder: Path, rows: list[dict[str, Any]], phases: list[dict[str, Any]], counted: bool
) -> None:
    """plan.json: the phases with their row length, the rows, and whether tokens were counted."""
    whole = {"phases": phases, "groups": rows, "counted": counted}
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    (folder / PLAN_FILE).write_text(text + "\n", encoding="utf-8")


def plan_lines(rows: Sequence[dict[str, Any]], counted: bool) -> Iterator[str]:
    """The plan as lines for a terminal; `counted`: tokens were counted, not estimated."""
    how = "counted" if counted else "estimated from bytes"
    for name in dict.fromkeys(r["phase"] for r in rows):
        of_phase = [r for r in rows if r["phase"] == name]
        total = sum(r["tokens"] for r in of_phase)
        disk, seconds = total * TOKEN_BYTES, total / TOKENS_PER_SECOND
        yield (
            f"phase {name}: {short(total)} tokens ({how}), {disk / 1e9:.3g} GB of shards, "
            f"about {seconds / 3600:.2g} core hours to pack"
        )
        columns = (
            ("documents", 12),
            ("there", 10),
            ("taken", 10),
            ("share", 8),
            ("epochs", 8),
            ("unused", 10),
        )
        yield f"  {'group':<28}" + "".join(f"{name:>{width}}" for name, width in columns)
        for row in sorted(of_phase, key=lambda r: -r["tokens"]):
            unused = row["available"] * max(0.0, 1 - row["epochs"])
            yield (
                f"  {row['group'] or '(none)':<28}{row['documents']:>12,}{short(row['available']):>10}"
                f"{short(row['tokens']):>10}{row['tokens'] / total if total else 0:>8.3f}"
                f"{row['epochs']:>8.2f}{short(unused):>10}"
            )
