"""drop_reason by the first rule that a document breaks, with the value and the bound that decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.dataset import Folder
from pipeline.stages.quality.models import Classifier
from pipeline.stages.quality.rules import Bound, Resolved
from pipeline.stages.quality.thresholds import NO_BIN, bins_of, least_of, thresholds_of

FIRST = ("mojibake",)  # what was decoded wrongly has no language to speak of


@dataclass(frozen=True)
class Cut:
    """What a classifier lets stay."""

    classifier: str
    min: float | None
    max: float | None
    keep: tuple[str, ...]

    def identity(self) -> dict[str, Any]:
        return {"cut": [self.classifier, self.min, self.max, list(self.keep)]}


# when a document breaks it, the name it goes by, the value and the bound
Broken = tuple[pl.Expr, str, pl.Expr, pl.Expr]
_NOTHING = pl.lit(None, pl.Float32)


def mark_quality(
    living: pa.Table,
    scores: pa.Table,
    *opinions: pa.Table,
    languages: Sequence[str],
    rules: dict[str, tuple[Bound, ...]],
    cuts: tuple[Cut, ...],
    thresholds: Folder | None,
) -> pa.Table:
    """(drop_reason, value, bound, detected, confidence, shares of lines, what each classifier says)."""
    frame = pl.DataFrame(scores)
    said = [n for table in opinions for n in table.column_names if n != "detected"]
    for table in opinions:
        frame = frame.with_columns(pl.DataFrame(table.select(said)))
    if "quality" not in said:  # what other stages rank by is there, if only as null
        frame, said = frame.with_columns(quality=_NOTHING), [*said, "quality"]
    ranks = thresholds_of(thresholds)
    frame = frame.with_columns(
        column
        for name, by in ranks.items()
        for column in _ranked(name, frame, living.column("source"), by)
    )
    broken: list[Broken] = [(~pl.col("detected").is_in(languages), "language", _NOTHING, _NOTHING)]
    named = [name for name in rules if name != "default"]
    for name, bounds in rules.items():
        here = pl.col("detected") == name if name != "default" else ~pl.col("detected").is_in(named)
        for rule in bounds:
            broken += [(here & c, rule.name, pl.col(rule.measure), b) for c, b in _conditions(rule)]
    broken.sort(key=lambda b: b[1] not in FIRST)
    for cut in cuts:
        broken += _of_cut(cut, cut.classifier in ranks)
    told = ["detected", "confidence", "korean_lines", "latin_lines", "other_lines", *said]
    marked = frame.select(
        _first(broken, lambda b: pl.lit(b[1])).alias("drop_reason"),
        _first(broken, lambda b: b[2].cast(pl.Float32)).alias("value"),
        _first(broken, lambda b: b[3].cast(pl.Float32)).alias("bound"),
        *told,
    )
    return marked.to_arrow(compat_level=pl.CompatLevel.oldest())


def _first(broken: list[Broken], pick: Callable[[Broken], pl.Expr]) -> pl.Expr:
    """What the first broken rule gives, null where none is broken."""
    return pl.coalesce([pl.when(b[0]).then(pick(b)) for b in broken])


def _of_cut(cut: Cut, is_ranked: bool) -> list[Broken]:
    """What a classifier drops. It has nothing against what it has no opinion of."""
    value, name, found = pl.col(cut.classifier), cut.classifier, []
    if cut.keep:
        found.append((~value.is_in(cut.keep), name, pl.col(f"{name}_score"), _NOTHING))
    if cut.min is not None:
        found.append((value < cut.min, name, value, pl.lit(cut.min)))
    if cut.max is not None:
        found.append((value > cut.max, name, value, pl.lit(cut.max)))
    if is_ranked:
        found.append((pl.col(f"{name}.below"), name, value, pl.col(f"{name}.least")))
    return [(c.fill_null(False), n, v, b) for c, n, v, b in found]


def _ranked(
    name: str, frame: pl.DataFrame, sources: pa.ChunkedArray, by: dict[str, dict[str, list[Any]]]
) -> list[pl.Series]:
    """(`<name>.least`: the score from which on each document stays, by its language and source;
    `<name>.below`: whether it has less). What has no score has no bin, and stays."""
    keys = list(zip(frame["detected"].to_list(), sources.to_pylist(), strict=True))
    entries = [by.get(lang, {}).get(source) for lang, source in keys]
    least = pl.Series(f"{name}.least", [e and least_of(e[0]) for e in entries], pl.Float64)
    own = bins_of(frame[name].cast(pl.Float32).to_numpy())
    edges = np.array([e[0] if e else NO_BIN for e in entries], np.int32)
    return [least, pl.Series(f"{name}.below", (own < edges) & (own != NO_BIN))]


def _conditions(rule: Bound) -> list[tuple[pl.Expr, pl.Expr]]:
    """(when the rule is broken, the bound that was) for each side. Bounds are float32 as measures are."""
    value, found = pl.col(rule.measure), []
    if rule.min is not None:
        bound = pl.lit(np.float32(rule.min), pl.Float32)
        found.append((value < bound, bound))
    if rule.max is not None:
        bound = pl.lit(np.float32(rule.max), pl.Float32)
        found.append((value > bound, bound))
    if rule.from_words:
        found = [(c & (pl.col("prose_words") >= rule.from_words), b) for c, b in found]
    return [(c.fill_null(False), b) for c, b in found]


def cuts_of(classifiers: dict[str, Classifier]) -> tuple[Cut, ...]:
    """What classifiers let stay, in the order of the recipe."""
    return tuple(Cut(n, c.min, c.max, c.keep) for n, c in classifiers.items())


def bounds_of(resolved: dict[str, Resolved]) -> dict[str, tuple[Bound, ...]]:
    """The rules by language, without what decides how text is measured."""
    return {language: rules.bounds for language, rules in resolved.items()}
