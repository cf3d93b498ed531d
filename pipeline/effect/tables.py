"""`malmoi effect`: the tables of a comparison in the terminal."""

import json
import re
from collections.abc import Iterator
from typing import Any

import polars as pl
import yaml
from rich.table import Table

from pipeline.report.tables import table


def lines(result: dict[str, Any]) -> Iterator[Table]:
    """The arms, and the reasons if they were asked for."""
    arms = [
        {
            "arm": arm["name"],
            "unique": f"{arm['unique'] / 1e6:,.1f} M",
            "bits/byte": arm["bits_per_byte"],
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
            **_shown(row["worth"]),
            **_answers(result, row),
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
            "bits/byte": arm["gold"]["bits_per_byte"],
            **_shown(arm["gold"]["difference"]),
        }
        for arm in result["arms"]
    ]
    return pl.DataFrame(arms, infer_schema_length=None)


def _answers(result: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """The difference of the right answers in a column of its own, if there are gold sets."""
    if not result["gold"]:
        return {}
    return {"answers %": f"{row['gold']['percent']:+.2f}" if row["gold"] else ""}


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
    rho = "is not known, as all are the same" if found is None else f"{found:.2f}"
    title = f"Shares; predicted and measured order of {result['checks']} other mixtures: rho {rho}"
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
        shares = ", ".join(f"{_key(b['name'])}: {b['best']:.3f}" for b in result["buckets"])
        yield "for a phase of the stage mix:"
        yield f"  group_by: [{buckets}]"
        yield f"  weights: {{{shares}}}"


def _key(name: str) -> str:
    """A name as YAML reads it back as the same text: `no` is a truth value there, and 2020 a number."""
    is_plain = re.fullmatch(r"[^\W\d][\w.-]*", name) and yaml.safe_load(name) == name
    return name if is_plain else json.dumps(name, ensure_ascii=False)
