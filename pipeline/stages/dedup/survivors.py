"""The survivor of a cluster: the first document by rules in order, then the one of the least id."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.errors import RecipeError

Keep = Literal["clean", "priority", "quality", "longest", "shortest", "newest", "oldest"]

_COLUMN = {
    "clean": "clean",
    "priority": "priority",
    "quality": "quality.quality",
    "longest": "bytes",
    "shortest": "bytes",
    "newest": "date",
    "oldest": "date",
}
# Digits of a moment as one number: YYYYMMDDhhmmss.
_DIGITS = 14


def check(stage: str, keep: Sequence[Keep], earlier: Sequence[str]) -> None:
    """Raises RecipeError if a rule needs a stage that is not among the earlier ones."""
    if "quality" in keep and "quality" not in earlier:
        raise RecipeError(f"{stage}.keep: quality needs the stage quality earlier in the recipe")


def columns(keep: Sequence[Keep]) -> tuple[str, ...]:
    """The columns of the corpus that the rules read; `clean` is computed."""
    return tuple(dict.fromkeys(_COLUMN[rule] for rule in keep if rule != "clean"))


def order(keep: Sequence[Keep]) -> tuple[str, ...]:
    """Names of the columns that order survivors: those of `ranked`, then the id."""
    return (*(f"keep_{rule}" for rule in keep), "id")


def ranked(table: pa.Table, keep: Sequence[Keep]) -> pa.Table:
    """`table` with a float64 column keep_<rule> for each rule: the least is best, unknown is worst."""
    frame = pl.DataFrame(table.select(list(dict.fromkeys(_COLUMN[rule] for rule in keep))))
    for rule in keep:
        rank = frame.select(_rank(rule)).to_series().to_arrow()
        table = table.append_column(f"keep_{rule}", rank)
    return table


def members(
    table: pa.Table,
    clusters: pa.Table,
    *clean: pa.Table,
    keep: Sequence[Keep],
    columns: Sequence[str],
) -> pa.Table:
    """The clustered documents of a shard: `columns`, those of `order`, and their `cluster`.

    `clusters` has the columns `address` and `cluster`; `clean` has a row for each of its rows."""
    at = np.searchsorted(table.column("address").to_numpy(), clusters.column("address").to_numpy())
    chosen = table.take(pa.array(at))
    for verdicts in clean:
        chosen = chosen.append_column("clean", verdicts.column("clean"))
    wanted = dict.fromkeys((*columns, *order(keep)))
    return (
        ranked(chosen, keep)
        .select(list(wanted))
        .append_column("cluster", clusters.column("cluster"))
    )


def _rank(rule: Keep) -> pl.Expr:
    column = pl.col(_COLUMN[rule])
    if rule in ("newest", "oldest"):
        column = _moment(column)
    value = column.cast(pl.Float64)
    value = -value if rule in ("clean", "quality", "longest", "newest") else value
    return value.fill_nan(None).fill_null(float("inf"))


def _moment(date: pl.Expr) -> pl.Expr:
    """The digits of a date that begins with its year, as one number; null for another form."""
    digits = date.str.replace_all(r"[^0-9]", "").str.slice(0, _DIGITS).str.pad_end(_DIGITS, "0")
    return pl.when(date.str.contains(r"^\d{4}(\D|\d{4}|$)")).then(digits.cast(pl.Int64))
