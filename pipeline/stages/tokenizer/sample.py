"""The sample of training: the documents that are counted, and the weight of their words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from pipeline.stages.mix.weights import SEPARATOR, Pool, pools


@dataclass(frozen=True)
class Drawn:
    """A pool of groups, its size, and how it is sampled."""

    pool: str
    groups: tuple[str, ...]
    documents: int
    bytes: int
    # Probability that a document is counted.
    probability: float
    # Weight of each of its words.
    weight: float

    def facts(self) -> dict[str, Any]:
        """The fields as the report spells them: the probability is `chance`."""
        renamed = {"probability": "chance"}
        return {renamed.get(name, name): value for name, value in asdict(self).items()}


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
    """How each pool is sampled; `sizes` are (group, documents, bytes) that training may read.

    Values up to 1 are shares of max_bytes, or of all text if that is less. A pool with too little text is
    taken whole, and the weight of its words rises up to max_epochs. Larger values are numbers of documents,
    of weight 1. Raises ValueError for a pattern that fits no group, unless `lenient`.
    """
    documents = dict(sizes.select("group", "documents").iter_rows())
    size = dict(sizes.select("group", "bytes").iter_rows())
    if lenient:
        sample = {p: v for p, v in sample.items() if _fits_any(p, size, num_columns)}
    sampled = pools(dict(sample), size, num_columns) if sample else []
    whole = min(max_bytes, sum(size[g] for pool in sampled for g in pool.groups))
    return [_drawn(p, sample[p.name], documents, size, whole, max_epochs) for p in sampled]


def _fits_any(pattern: str, sizes: Mapping[str, int], num_columns: int) -> bool:
    """True if a pattern fits a group, or has a wrong number of columns, which is an error later."""
    try:
        return bool(pools({pattern: 1.0}, sizes, num_columns))
    except ValueError:
        return pattern.count(SEPARATOR) != num_columns - 1


def _drawn(
    pool: Pool,
    asked: float,
    documents: Mapping[str, int],
    sizes: Mapping[str, int],
    whole: int,
    max_epochs: float,
) -> Drawn:
    num, size = sum(documents[g] for g in pool.groups), sum(sizes[g] for g in pool.groups)
    if asked > 1:
        return Drawn(pool.name, pool.groups, num, size, min(1.0, asked / num), 1.0)
    wanted = pool.weight * whole / max(size, 1)
    weight = min(max(1.0, wanted), max_epochs)
    return Drawn(pool.name, pool.groups, num, size, min(1.0, wanted), weight)
