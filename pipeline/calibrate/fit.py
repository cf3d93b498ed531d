"""Fit the thresholds of a preset to reference text of another language or unit, by the methods of FineWeb-2
(Penedo et al. 2025, arXiv 2506.20920).

`tail` drops a fixed share of the reference at each bound (their 10Tail: a tenth). `quantile` drops the same
share of the reference as the preset drops of text in its own language. `mean_std` keeps the distance of the
bound from the mean, in standard deviations."""

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
from pipeline.stages.quality.presets import Preset, Rule, Unit

Method = Literal["tail", "quantile", "mean_std"]
# Greatest number of documents that are measured; they are chosen by the hash of their ids.
MAX_DOCUMENTS = 200_000
# Least number of documents: with fewer, a tail of .01 is less than one document.
MIN_DOCUMENTS = 100
# Decimal places of a fitted bound.
DIGITS = 4


@dataclass(frozen=True)
class Fitted:
    """One bound of a rule before and after fitting, and the shares of documents in [0, 1] that it drops."""

    rule: str
    measure: str
    side: Literal["min", "max"]
    before: float
    """The bound of the preset."""
    bound: float
    """The fitted bound."""
    dropped_like: float | None
    """Share of the text in the preset's own language that the bound of the preset drops; None without it."""
    dropped: float
    """Share of the reference that the fitted bound drops."""
    dropped_unfitted: float
    """Share of the reference that the bound of the preset drops."""


def measure_sources(
    corpus: Corpus, sources: Sequence[str], language: str, unit: Unit, exempt: bool
) -> np.ndarray:
    """Measures of the living documents of `sources` that are in `language`, float32 [n, len(COLUMNS)]; NaN
    where a measure is undefined. At most MAX_DOCUMENTS documents are measured.

    Raises RecipeError if there are no documents, or fewer than MIN_DOCUMENTS in the language."""
    wanted, tables = pa.array(list(sources), pa.string()), []
    for shard in range(corpus.num_shards):
        if pc.any(pc.is_in(corpus.read(shard, ["source"]).column(0), wanted)).as_py():
            table = corpus.read(shard, ["id", "source", "lang", "text"])
            tables.append(table.filter(pc.is_in(table["source"], wanted)))
    table = pa.concat_tables(tables) if tables else None
    if table is None or not table.num_rows:
        raise RecipeError(
            f"the sources {', '.join(sources)} have no living documents; name sources of the recipe"
        )
    if table.num_rows > MAX_DOCUMENTS:
        draws = hashing.uniform(17, table["id"], "calibrate")
        chosen = np.argsort(draws, kind="stable")[:MAX_DOCUMENTS]
        table = table.take(pa.array(np.sort(chosen)))
    table = table.filter(pc.equal(table["lang"], language))
    if table.num_rows < MIN_DOCUMENTS:
        raise RecipeError(
            f"{', '.join(sources)}: {table.num_rows} documents in {language}; {MIN_DOCUMENTS} are "
            "needed; name more sources"
        )
    return KERNELS.kernel("heuristics", "numba").load().measure(table["text"], unit, exempt)


def calibrate(
    preset: Preset, reference: np.ndarray, like: np.ndarray | None, method: Method, tail: float
) -> list[Fitted]:
    """Fit every bound of a preset, in the order of its rules. Bounds of shares of registers stay unchanged
    and are not listed.

    `reference`: measures of the reference, float32 [n, len(COLUMNS)]. `like`: measures of text in the
    language and unit of the preset, which all methods but `tail` need. `tail`: share in (0, .5) for the
    method `tail`."""
    fitted = []
    for name, rule in preset.rules.items():
        if (rule.measure or name) not in COLUMNS:
            continue
        column = COLUMNS.index(rule.measure or name)
        values = _defined(reference, column, rule.from_words)
        like_values = None if like is None else _defined(like, column, rule.from_words)
        for side, bound in (("min", rule.min), ("max", rule.max)):
            if bound is not None and len(values):
                new = _bound(values, like_values, bound, side, method, tail)
                # All values are 0: the reference says nothing about a maximum, which stays as it was.
                if side == "max" and new <= 0 < bound:
                    new = bound
                fitted.append(_fitted(name, COLUMNS[column], side, bound, new, values, like_values))
    return fitted


def _defined(measures: np.ndarray, column: int, from_words: int) -> np.ndarray:
    """The values of a measure, float64, without NaN and without documents of fewer than `from_words`
    units."""
    values = measures[measures[:, COLUMNS.index("prose_words")] >= from_words, column]
    return values[~np.isnan(values)].astype(np.float64)


def _bound(
    values: np.ndarray,
    like: np.ndarray | None,
    bound: float,
    side: str,
    method: Method,
    tail: float,
) -> float:
    """The fitted bound, not yet rounded."""
    if method == "mean_std":
        assert like is not None
        return float(values.mean() + (bound - like.mean()) / max(like.std(), 1e-12) * values.std())
    share = tail if method == "tail" or like is None else _dropped(like, bound, side)
    if side == "min":
        return float(np.quantile(values, share, method="lower"))
    return float(np.quantile(values, 1 - share, method="higher"))


def _dropped(values: np.ndarray, bound: float, side: str) -> float:
    """The share of values outside a bound, in [0, 1]."""
    return float((values < bound).mean() if side == "min" else (values > bound).mean())


def _fitted(
    name: str, measure: str, side: str, before: float, new: float, values: np.ndarray, like: np.ndarray | None
) -> Fitted:  # fmt: skip
    # Rounded outwards, so that values on the bound are kept.
    outwards = np.floor if side == "min" else np.ceil
    bound = float(outwards(new * 10**DIGITS) / 10**DIGITS)
    return Fitted(
        name,
        measure,
        "min" if side == "min" else "max",
        before,
        bound,
        dropped_like=None if like is None else _dropped(like, before, side),
        dropped=_dropped(values, bound, side),
        dropped_unfitted=_dropped(values, before, side),
    )


def preset_of(
    preset: Preset, fitted: Sequence[Fitted], language: str, unit: Unit, source: str
) -> Preset:
    """The preset with fitted bounds, for `language` and `unit`. Rules without a fitted bound are left out,
    except those that bound the share of a register."""
    rules = {}
    for name, rule in preset.rules.items():
        bounds = {f.side: f.bound for f in fitted if f.rule == name}
        if bounds:
            fields = {"measure": rule.measure or name, "from_words": rule.from_words, **bounds}
            rules[name] = Rule.model_validate(fields)
        elif (rule.measure or name) not in COLUMNS:
            rules[name] = rule
    return Preset(language=language, unit=unit, source=source, rules=rules)
