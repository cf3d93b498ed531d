"""The verdict: drop_reason by the first check that a document breaks, with the value and bound that
decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.dataset import Folder
from pipeline.core.kernel import Kernel
from pipeline.stages.quality.models import Classifier
from pipeline.stages.quality.register import COLUMN, register_of
from pipeline.stages.quality.rules import Bound, Resolved
from pipeline.stages.quality.scores import score_documents
from pipeline.stages.quality.thresholds import (
    DEFAULT,
    NO_BIN,
    Threshold,
    bins_of,
    least_of,
    thresholds_of,
)

# Rules that are applied before the language: a wrongly decoded text has no detectable language.
FIRST = ("mojibake",)


@dataclass(frozen=True)
class Cut:
    """The thresholds of one classifier."""

    classifier: str
    min: Threshold | None
    max: Threshold | None
    keep: tuple[str, ...]

    def identity(self) -> dict[str, Any]:
        """All fields: a changed threshold is another cut."""
        return {"cut": [self.classifier, self.min, self.max, list(self.keep)]}


# A check: whether a document breaks it, its drop_reason, the value, and the bound.
Check = tuple[pl.Expr, str, pl.Expr, pl.Expr]
_NULL = pl.lit(None, pl.Float32)


def mark_quality(
    living: pa.Table,
    scores: pa.Table,
    *predictions: pa.Table,
    languages: Sequence[str],
    rules: dict[str, tuple[Bound, ...]],
    cuts: tuple[Cut, ...],
    thresholds: Folder | None,
) -> pa.Table:
    """The marks of a shard, one row per living document: drop_reason (null = keep), `value` and `bound` that
    decided, shares of lines by script, the register, and the predictions of each classifier.

    `living` has the columns `lang` and `source`; `scores` and `predictions` have a row for each of its rows.
    Checks apply in this order: FIRST, language, rules of the document's language, classifiers."""
    frame = pl.DataFrame(scores).with_columns(pl.DataFrame(living.select(["lang", "source"])))
    frame = frame.with_columns(register_of())
    predicted = [n for table in predictions for n in table.column_names]
    for table in predictions:
        frame = frame.with_columns(pl.DataFrame(table))
    # Other stages rank by `quality`, so the column exists even if no classifier predicts it.
    if "quality" not in predicted:
        frame, predicted = frame.with_columns(quality=_NULL), [*predicted, "quality"]
    ranks = thresholds_of(thresholds)
    frame = frame.with_columns(
        column
        for name, by_language in ranks.items()
        for column in _rank_columns(name, frame, by_language)
    )
    checks = _rule_checks(languages, rules)
    for cut in cuts:
        checks += _cut_checks(cut, cut.classifier in ranks)
    columns = ["korean_lines", "latin_lines", "other_lines", COLUMN, *predicted]
    marked = frame.select(
        _first(checks, lambda check: pl.lit(check[1])).alias("drop_reason"),
        _first(checks, lambda check: check[2].cast(pl.Float32)).alias("value"),
        _first(checks, lambda check: check[3].cast(pl.Float32)).alias("bound"),
        *columns,
    )
    return marked.to_arrow(compat_level=pl.CompatLevel.oldest())


def judge_documents(
    table: pa.Table,
    units: dict[str, tuple[str, bool]],
    language: Kernel,
    register: Kernel,
    heuristics: Kernel,
    languages: Sequence[str],
    rules: dict[str, tuple[Bound, ...]],
) -> pa.Table:
    """The marks of documents (text, lang) by language and rules alone, without classifiers."""
    scores = score_documents(table, units, language, register, heuristics)
    return mark_quality(table, scores, languages=languages, rules=rules, cuts=(), thresholds=None)


def _first(checks: list[Check], pick: Callable[[Check], pl.Expr]) -> pl.Expr:
    """`pick` of the first check that a document breaks, which may be null; null if it breaks no check."""
    chain: Any = pl
    for check in checks:
        chain = chain.when(check[0]).then(pick(check))
    return chain.otherwise(None)


def _rule_checks(languages: Sequence[str], rules: dict[str, tuple[Bound, ...]]) -> list[Check]:
    """The checks of language and rules, in the order in which they apply."""
    checks: list[Check] = [(~pl.col("lang").is_in(languages), "language", _NULL, _NULL)]
    for name, bounds in rules.items():
        applies = _applies(name, list(rules))
        for rule in bounds:
            checks += [
                (applies & broken, rule.name, pl.col(rule.measure), bound)
                for broken, bound in _conditions(rule)
            ]
    return sorted(checks, key=lambda check: check[1] not in FIRST)


def _applies(name: str, names: Sequence[str]) -> pl.Expr:
    """Whether the rules of a language (ko), of a register of it (ko/hae) or of all others (default) apply."""
    language, _, register = name.partition("/")
    if language == DEFAULT:
        return ~pl.col("lang").is_in([n for n in names if "/" not in n])
    is_language = pl.col("lang") == language
    if register:
        return is_language & (pl.col(COLUMN) == register).fill_null(False)
    apart = [n.partition("/")[2] for n in names if n.startswith(f"{language}/")]
    return is_language & ~pl.col(COLUMN).is_in(apart).fill_null(False)


def _cut_checks(cut: Cut, is_ranked: bool) -> list[Check]:
    """The checks of a classifier. Documents on which it abstains pass all of them."""
    value, name, checks = pl.col(cut.classifier), cut.classifier, []
    if cut.keep:
        checks.append((~value.is_in(cut.keep), name, pl.col(f"{name}_score"), _NULL))
    if cut.min is not None:
        bound = _bound(cut.min)
        checks.append((value < bound, name, value, bound))
    if cut.max is not None:
        bound = _bound(cut.max)
        checks.append((value > bound, name, value, bound))
    if is_ranked:
        checks.append((pl.col(f"{name}.below"), name, value, pl.col(f"{name}.least")))
    return [(broken.fill_null(False), n, v, bound) for broken, n, v, bound in checks]


def _bound(threshold: Threshold) -> pl.Expr:
    """The threshold of each document, by its source, else its language; null if it has none."""
    if not isinstance(threshold, dict):
        return pl.lit(threshold)
    named = {name: value for name, value in threshold.items() if name != DEFAULT}
    found = [
        pl.col(column).replace_strict(named, default=None, return_dtype=pl.Float64)
        for column in ("source", "lang")
    ]
    return pl.coalesce(*found, pl.lit(threshold.get(DEFAULT), pl.Float64))


def _rank_columns(
    name: str,
    frame: pl.DataFrame,
    by_language: dict[str, dict[str, list[Any]]],
) -> list[pl.Series]:
    """(`<name>.least`: the score threshold of each document's language and source; `<name>.below`: whether
    the document's score is in a lower bin, False without a score)."""
    keys = list(zip(frame["lang"].to_list(), frame["source"].to_list(), strict=True))
    entries = [by_language.get(lang, {}).get(source) for lang, source in keys]
    least = pl.Series(f"{name}.least", [e and least_of(e[0]) for e in entries], pl.Float64)
    bins = bins_of(frame[name].cast(pl.Float32).to_numpy())
    thresholds = np.array([e[0] if e else NO_BIN for e in entries], np.int32)
    return [least, pl.Series(f"{name}.below", (bins < thresholds) & (bins != NO_BIN))]


def _conditions(rule: Bound) -> list[tuple[pl.Expr, pl.Expr]]:
    """(whether a document breaks the bound, the bound) for `min` and `max`. Bounds are compared as float32,
    like the measures."""
    value, conditions = pl.col(rule.measure), []
    if rule.min is not None:
        bound = pl.lit(np.float32(rule.min), pl.Float32)
        conditions.append((value < bound, bound))
    if rule.max is not None:
        bound = pl.lit(np.float32(rule.max), pl.Float32)
        conditions.append((value > bound, bound))
    if rule.from_words:
        enough = pl.col("prose_words") >= rule.from_words
        conditions = [(broken & enough, bound) for broken, bound in conditions]
    return [(broken.fill_null(False), bound) for broken, bound in conditions]


def cuts_of(classifiers: dict[str, Classifier]) -> tuple[Cut, ...]:
    """The thresholds of the classifiers, in the order of the recipe."""
    return tuple(Cut(n, c.min, c.max, c.keep) for n, c in classifiers.items())


def bounds_of(resolved: dict[str, Resolved]) -> dict[str, tuple[Bound, ...]]:
    """Language -> its rules, without unit and exemptions, which matter to the scores only."""
    return {language: rules.bounds for language, rules in resolved.items()}
