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
            "documents": arm["documents"],
            "unique tokens": arm["unique"],
            "bits per byte": arm["bits_per_byte"],
            **_shown(arm["difference"]),
        }
        for arm in result["arms"]
    ]
    title = f"{result['tokens']:,} tokens of every arm; percent beside {result['baseline']}"
    yield table(title, pl.DataFrame(arms, infer_schema_length=None))
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


def _shown(found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        return {"percent": None, "low": None, "high": None, "verdict": ""}
    return {k: found[k] for k in ("percent", "low", "high", "verdict")}
