"""`malmoi effect`: the tables of a comparison in the terminal."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from rich.table import Table

from pipeline.report.tables import table


def lines(result: dict[str, Any]) -> Iterator[Table]:
    """The arms, and the reasons if they were asked for."""
    arms = [
        {
            "arm": arm["name"],
            "unique tokens": arm["unique"],
            "bits per byte": arm["bits_per_byte"],
            **_shown(arm["difference"]),
        }
        for arm in result["arms"]
    ]
    base = result["anneal"]
    behind = f" behind {base['tokens']:,} of {base['base']}" if base else ""
    title = f"{result['tokens']:,} tokens of every arm{behind}; % beside {result['baseline']}"
    yield table(title, pl.DataFrame(arms, infer_schema_length=None))
    if result["gold"]:
        yield table("Right answers of the gold sets", _gold(result))
    reasons = [
        {
            "reason": row["reason"],
            "documents": row["documents"],
            "tokens": row["tokens"],
            **_shown(row["worth"]),
        }
        for row in result["reasons"]
    ]
    if reasons:
        yield table(
            "Without the reason: above 0 it is worth something",
            pl.DataFrame(reasons, infer_schema_length=None),
        )


def _gold(result: dict[str, Any]) -> pl.DataFrame:
    arms = [
        {
            "arm": arm["name"],
            "bits per byte": arm["gold"]["bits_per_byte"],
            **_shown(arm["gold"]["difference"]),
        }
        for arm in result["arms"]
    ]
    return pl.DataFrame(arms, infer_schema_length=None)


def _shown(found: dict[str, Any] | None) -> dict[str, Any]:
    """Columns short enough that seven stand in 80 characters."""
    if found is None:
        return {"%": "", "95 % interval": "", "verdict": ""}
    return {
        "%": f"{found['percent']:+.2f}",
        "95 % interval": f"{found['low']:+.2f} … {found['high']:+.2f}",
        "verdict": found["verdict"],
    }


def mixture(result: dict[str, Any]) -> Iterator[Table]:
    """The buckets with their best shares, and the bits of the mixtures by stratum."""
    buckets = pl.DataFrame(result["buckets"])
    found = result["rank_correlation"]
    title = f"Shares; predicted and measured order of {result['checks']} other mixtures: rho {found:.2f}"
    yield table(title, buckets)
    rows = [
        {"stratum": name, "shares of the root": a, "best, predicted": b, "best, measured": c}
        for name, a, b, c in zip(
            ["mean", *result["strata"]],
            *(_all_bits(result[k]) for k in ("of_the_root", "predicted", "measured")),
            strict=True,
        )
    ]
    yield table("Bits per byte", pl.DataFrame(rows))


def _all_bits(of: dict[str, Any]) -> list[float]:
    return [of["bits_per_byte"], *of["by_stratum"]]


def weights(result: dict[str, Any], buckets: str | dict[str, str]) -> Iterator[str]:
    """The lines of a recipe that take the best mixture, where buckets are the values of a column."""
    if isinstance(buckets, str):
        shares = ", ".join(f"{b['name']}: {b['best']:.3f}" for b in result["buckets"])
        yield "for a phase of the stage mix:"
        yield f"  group_by: [{buckets}]"
        yield f"  weights: {{{shares}}}"
