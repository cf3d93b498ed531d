"""Which documents are counted, and what each counts for: by the recipe, not by accident of size."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from pipeline.stages.mix.weights import SEPARATOR, Pool, pools


@dataclass(frozen=True)
class Drawn:
    """A pool of groups, what there is of it, and how it is sampled."""

    pool: str
    groups: tuple[str, ...]
    documents: int
    bytes: int
    chance: float  # that a document is counted
    weight: float  # what a word of it counts for

    def told(self) -> dict[str, Any]:
        return asdict(self)


def group_of(columns: tuple[str, ...]) -> pl.Expr:
    """`lang|domain` of each document."""
    keys = [pl.col(c).cast(pl.String).fill_null("") for c in columns]
    return pl.concat_str(keys, separator=SEPARATOR)


def drawn(
    sizes: pl.DataFrame,
    sample: Mapping[str, float],
    num_columns: int,
    max_bytes: int,
    max_epochs: float,
    lenient: bool,
) -> list[Drawn]:
    """How each pool is sampled; `sizes` are (group, documents, bytes) that training may see.

    Values up to 1 are shares of max_bytes, or of all there is if that is less. A pool with too little text is
    taken whole and its words count for more, up to max_epochs. Larger values are numbers of documents, which
    count as they are. Raises ValueError for a pattern that fits no group, unless `lenient`.
    """
    documents = dict(sizes.select("group", "documents").iter_rows())
    there = dict(sizes.select("group", "bytes").iter_rows())
    if lenient:
        sample = {p: v for p, v in sample.items() if _fits_any(p, there, num_columns)}
    found = pools(dict(sample), there, num_columns) if sample else []
    whole = min(max_bytes, sum(there[g] for pool in found for g in pool.groups))
    return [_drawn(pool, sample[pool.name], documents, there, whole, max_epochs) for pool in found]


def _fits_any(pattern: str, there: Mapping[str, int], num_columns: int) -> bool:
    try:
        return bool(pools({pattern: 1.0}, there, num_columns))
    except ValueError:
        return pattern.count(SEPARATOR) != num_columns - 1  # that mistake is told later


def _drawn(
    pool: Pool,
    asked: float,
    documents: Mapping[str, int],
    there: Mapping[str, int],
    whole: int,
    max_epochs: float,
) -> Drawn:
    num, size = sum(documents[g] for g in pool.groups), sum(there[g] for g in pool.groups)
    if asked > 1:
        return Drawn(pool.name, pool.groups, num, size, min(1.0, asked / num), 1.0)
    wanted = pool.weight * whole / max(size, 1)
    weight = min(max(1.0, wanted), max_epochs)
    return Drawn(pool.name, pool.groups, num, size, min(1.0, wanted), weight)
