"""Thresholds for a language and unit from text that is known to be good, as FineWeb-2 found its own.

Of its methods (Penedo et al. 2025, arXiv 2506.20920): `tail` cuts a share of the reference at each
bound (their 10Tail: a tenth); `quantile` cuts as much of the reference as the preset cuts of text in its own
language; `mean_std` puts the bound as many standard deviations from the mean as it lies there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.kernels import hashing
from pipeline.kernels.heuristics import COLUMNS
from pipeline.registry import KERNELS
from pipeline.stages.quality.language import detect
from pipeline.stages.quality.presets import Preset, Rule, Unit

Method = Literal["tail", "quantile", "mean_std"]
MOST = 200_000  # documents that are measured; which ones is decided by their ids
FEWEST = 100  # below, a tail of a hundredth is one document
DIGITS = 4


@dataclass(frozen=True)
class Fitted:
    """One bound of a rule: as it was, as it is now, and what it cuts."""

    rule: str
    measure: str
    side: Literal["min", "max"]
    before: float
    bound: float
    cut_before: float | None  # share of the text in the preset's own language
    cut: float  # share of the reference
    cut_unfitted: float  # share of the reference that the old bound would have cut


def measured(
    corpus: Corpus, sources: Sequence[str], language: str, unit: Unit, exempt: bool
) -> np.ndarray:
    """float32 [n, len(COLUMNS)] of living documents of these sources that are in the language. Raises
    RecipeError where there are too few."""
    wanted, tables = pa.array(list(sources), pa.string()), []
    for shard in range(corpus.num_shards):
        if pc.any(pc.is_in(corpus.read(shard, ["source"]).column(0), wanted)).as_py():
            table = corpus.read(shard, ["id", "source", "lang", "text"])
            tables.append(table.filter(pc.is_in(table["source"], wanted)))
    table = pa.concat_tables(tables) if tables else None
    if table is None or not table.num_rows:
        raise RecipeError(f"no living document is of the sources {', '.join(sources)}")
    if table.num_rows > MOST:
        order = np.argsort(hashing.uniform(17, table["id"], "calibrate"), kind="stable")[:MOST]
        table = table.take(pa.array(np.sort(order)))
    found = detect(table["text"], table["lang"], KERNELS.kernel("language", "numba"))["detected"]
    table = table.filter(pa.array(found == language))
    if table.num_rows < FEWEST:
        raise RecipeError(
            f"{', '.join(sources)}: {table.num_rows} documents in {language}; {FEWEST} are needed"
        )
    return KERNELS.kernel("heuristics", "numba").load().measure(table["text"], unit, exempt)


def calibrate(
    preset: Preset, reference: np.ndarray, own: np.ndarray | None, method: Method, tail: float
) -> list[Fitted]:
    """Every bound of a preset, found anew. `own`: measures of text in the preset's language and unit, which
    all methods but `tail` need."""
    found = []
    for name, rule in preset.rules.items():
        column = COLUMNS.index(rule.measure or name)
        values = _known(reference, column, rule.from_words)
        there = None if own is None else _known(own, column, rule.from_words)
        for side, bound in (("min", rule.min), ("max", rule.max)):
            if bound is not None and len(values):
                new = _bound(values, there, bound, side, method, tail)
                if (
                    side == "max" and new <= 0 < bound
                ):  # the reference has none of it: no threshold at all
                    new = bound
                found.append(_fitted(name, COLUMNS[column], side, bound, new, values, there))
    return found


def _known(measures: np.ndarray, column: int, from_words: int) -> np.ndarray:
    """The values of a measure of the documents that a rule speaks of."""
    values = measures[measures[:, COLUMNS.index("prose_words")] >= from_words, column]
    return values[~np.isnan(values)].astype(np.float64)


def _bound(
    values: np.ndarray, own: np.ndarray | None, bound: float, side: str, method: Method, tail: float
) -> float:
    if method == "mean_std":
        assert own is not None
        return float(values.mean() + (bound - own.mean()) / max(own.std(), 1e-12) * values.std())
    share = tail if method == "tail" or own is None else _cut(own, bound, side)
    if side == "min":
        return float(np.quantile(values, share, method="lower"))
    return float(np.quantile(values, 1 - share, method="higher"))


def _cut(values: np.ndarray, bound: float, side: str) -> float:
    """The share of values that lies outside of a bound."""
    return float((values < bound).mean() if side == "min" else (values > bound).mean())


def _fitted(
    name: str, measure: str, side: str, before: float, new: float, values: np.ndarray, own: np.ndarray | None
) -> Fitted:  # fmt: skip
    # rounded outwards, so that what lies on the bound stays
    rounds = np.floor if side == "min" else np.ceil
    bound = float(rounds(new * 10**DIGITS) / 10**DIGITS)
    there = None if own is None else _cut(own, before, side)
    at = _cut(values, bound, side), _cut(values, before, side)
    return Fitted(name, measure, "min" if side == "min" else "max", before, bound, there, *at)


def preset_of(
    preset: Preset, fitted: Sequence[Fitted], language: str, unit: Unit, source: str
) -> Preset:
    """The preset with the bounds that were found."""
    rules = {}
    for name, rule in preset.rules.items():
        bounds = {f.side: f.bound for f in fitted if f.rule == name}
        if bounds:
            fields = {"measure": rule.measure or name, "from_words": rule.from_words, **bounds}
            rules[name] = Rule.model_validate(fields)
    return Preset(language=language, unit=unit, source=source, rules=rules)
