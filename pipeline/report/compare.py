"""Two corpora beside each other: which documents have another fate in the second, how many, and examples.

A fate is `lives`, `stage: reason` of the drop, or `absent` for a document that a corpus does not hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from pipeline.core.corpus import FACTS, Corpus
from pipeline.kernels.hashing import uniform
from pipeline.report.owned import owned
from pipeline.report.queries import Findings

LIVES, ABSENT = "lives", "absent"
KEYS = ["lang", "source", "before", "after"]
# Documents that are compared at once: a hundred bytes of memory each, and twice while they are joined.
PART = 1 << 20

_CHANGED = pl.col("before") != pl.col("after")


@dataclass(frozen=True)
class Comparison:
    """What changed from one corpus to another.

    `changes`: documents and bytes by lang, source, fate before and after. `living`: documents and bytes that
    live before and after, by language. `examples`: id, the facts and both fates of some documents."""

    changes: pl.DataFrame
    living: pl.DataFrame
    examples: pl.DataFrame

    def by(self, *keys: str) -> pl.DataFrame:
        """The changes summed by some of their keys, the largest first."""
        summed = self.changes.group_by(keys).agg(pl.col("documents", "bytes").sum())
        return summed.sort(["documents", *keys], descending=[True, *[False] * len(keys)])


def marked(before: Corpus, after: Corpus, examples: int, seed: int = 17) -> Comparison:
    """Compare two corpora of the same documents, shard by shard: memory holds the rows of one shard."""
    pairs = (
        pl.concat(
            [
                _with_fate(before.ledger_of(shard), "before"),
                _with_fate(after.ledger_of(shard), "after").select("after"),
            ],
            how="horizontal",
        )
        for shard in range(before.num_shards)
    )
    return _compared(pairs, examples, seed)


def roots(before: Corpus, after: Corpus, examples: int, seed: int = 17) -> Comparison:
    """Compare two corpora by the ids of their documents.

    If both have the same ids in the same rows, memory holds the rows of one shard. Else they are compared in
    parts of PART documents by a hash of the id; each part reads the ledgers of both."""
    if _same_rows(before, after):
        return marked(before, after, examples, seed)
    most = max(before.documents.num_rows, after.documents.num_rows)
    number = -(-most // PART) or 1
    pairs = (_joined(before, after, part, number) for part in range(number))
    return _compared(pairs, examples, seed)


def _same_rows(before: Corpus, after: Corpus) -> bool:
    """True if both corpora have the same ids in the same rows."""
    first, second = before.documents, after.documents
    return first.rows == second.rows and all(
        first.read(shard, ["id"]).equals(second.read(shard, ["id"]))
        for shard in range(before.num_shards)
    )


def _joined(before: Corpus, after: Corpus, part: int, number: int) -> pl.DataFrame:
    """The facts and both fates of the documents of a part."""
    first, second = (
        _fates_of(corpus, name, part, number)
        for corpus, name in ((before, "before"), (after, "after"))
    )
    joined = first.join(second, on="id", how="full", suffix="_after")
    facts = [pl.coalesce(name, f"{name}_after").alias(name) for name in FACTS]
    return joined.select(*facts, pl.col("before", "after").fill_null(ABSENT))


def _fates_of(corpus: Corpus, name: str, part: int, number: int) -> pl.DataFrame:
    """(facts, fate) of the documents of a part."""
    is_here = pl.col("id").hash(1) % number == part
    fates = (
        _with_fate(corpus.ledger_of(shard).filter(is_here), name)
        for shard in range(corpus.num_shards)
    )
    return pl.concat(fates)


def funnels(before: Corpus, after: Corpus) -> pl.DataFrame:
    """Documents living after each stage of either corpus, null where a corpus has no such stage."""
    first, second = (c.funnel([]).select("stage", "documents") for c in (before, after))
    both = first.join(
        second,
        on="stage",
        how="full",
        coalesce=True,
        suffix="_after",
        maintain_order="left_right",
    )
    return both.rename({"documents": "before", "documents_after": "after"})


def tokens(before: Corpus, after: Corpus) -> pl.DataFrame:
    """Packed tokens by domain and language, each epoch counted; no rows if neither corpus is packed."""
    first, second = (Findings(c).tokens.select("domain", "lang", "tokens") for c in (before, after))
    both = first.join(
        second, on=["domain", "lang"], how="full", coalesce=True, nulls_equal=True, suffix="_after"
    )
    both = both.rename({"tokens": "before", "tokens_after": "after"}).fill_null(0)
    return both.sort("domain", "lang", nulls_last=True)


def _with_fate(ledger: pl.DataFrame, name: str) -> pl.DataFrame:
    """(facts, fate) of a ledger."""
    dropped = pl.format("{}: {}", "dropped_by", "drop_reason")
    fate = pl.when(pl.col("dropped_by").is_null()).then(pl.lit(LIVES)).otherwise(dropped)
    return ledger.select(*FACTS, fate.alias(name))


def _compared(pairs: Iterable[pl.DataFrame], examples: int, seed: int) -> Comparison:
    """The comparison of frames with the facts, `before` and `after` of each document."""
    sums, living, chosen = [], [], []
    counts = [pl.len().cast(pl.Int64).alias("documents"), pl.col("bytes").sum()]
    for frame in pairs:
        changed = frame.filter(_CHANGED)
        sums.append(changed.group_by(KEYS).agg(counts))
        chosen.append(owned(_first(_drawn(changed, seed), examples)))
        living += [_living(frame, name) for name in ("before", "after")]
    changes = pl.concat(sums).group_by(KEYS).agg(pl.col("documents", "bytes").sum()).sort(KEYS)
    return Comparison(
        changes,
        _side_by_side(pl.concat(living)),
        _spread(_first(pl.concat(chosen), examples), examples),
    )


def _living(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """(when, lang, documents, bytes) of what lives."""
    alive = frame.filter(pl.col(name) == LIVES).group_by("lang")
    counts = alive.agg(documents=pl.len().cast(pl.Int64), bytes=pl.col("bytes").sum())
    return counts.select(pl.lit(name).alias("when"), "lang", "documents", "bytes")


def _side_by_side(living: pl.DataFrame) -> pl.DataFrame:
    """Documents and bytes before and after by language."""
    summed = living.group_by("when", "lang").agg(pl.col("documents", "bytes").sum())
    parts = [
        summed.filter(pl.col("when") == when).select(
            "lang",
            pl.col("documents").alias(f"documents_{when}"),
            pl.col("bytes").alias(f"bytes_{when}"),
        )
        for when in ("before", "after")
    ]
    both = parts[0].join(parts[1], on="lang", how="full", coalesce=True, nulls_equal=True)
    return both.fill_null(0).sort("lang", nulls_last=True)


def _drawn(changed: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The rows with a uniform number by id, the smallest first: the same documents for the same seed."""
    ids = changed["id"].to_arrow(compat_level=pl.CompatLevel.oldest())
    number = uniform(seed, pa.chunked_array([ids]), "examples")
    return changed.with_columns(number=pl.Series(number, dtype=pl.Float64)).sort("number", "id")


def _first(drawn: pl.DataFrame, examples: int) -> pl.DataFrame:
    """The first rows of each pair of fates."""
    ranked = drawn.sort("number", "id")
    return ranked.filter(pl.int_range(pl.len()).over("before", "after") < examples)


def _spread(drawn: pl.DataFrame, examples: int) -> pl.DataFrame:
    """As many rows as asked: the first of each pair of fates, then the second of each."""
    place = pl.int_range(pl.len()).over("before", "after")
    chosen = drawn.with_columns(place=place).sort("place", "number", "id").head(examples)
    return chosen.sort("before", "after", "number").drop("place", "number")
