"""Measures and scores of quality with the rules that bound them, of all documents or of an even sample."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import COMMIT_FILE, PHASE_FILE, Dataset
from pipeline.core.identity import IDENTITY
from pipeline.core.retired import is_retired

STAGE = "quality"
# Documents whose measures are drawn; of more, shards are taken at equal distances.
MOST = 200_000
# Columns of marks that are not measures.
_NOT_SCORES = ("id", "drop_reason", "value", "bound", "register")
# Kept documents near a bound, for each rule.
NEAR = 2
_FACTS = [
    "id",
    "bytes",
    "source",
    "domain",
    "lang",
    "shard",
    "row",
    "drop_reason",
    "value",
    "bound",
]


@dataclass(frozen=True)
class Rule:
    """A rule: documents whose measure lies below `min` or above `max` are dropped for `name`, if they have at
    least `from_words` units of prose."""

    name: str
    measure: str
    min: float | None
    max: float | None
    lang: str
    from_words: int = 0


@dataclass(frozen=True)
class Measured:
    """`frame`: shard, row, id and facts, drop_reason, and a column for each of `columns`."""

    frame: pl.DataFrame
    columns: list[str]
    is_sample: bool


def measured(corpus: Corpus) -> Measured | None:
    """The measures and scores of the documents that reached quality; None if the stage keeps none.

    Shards whose scores are of other documents than reached the stage are left out."""
    store = corpus.documents.store
    path = f"{STAGE}/scores"
    if not store.exists(f"{path}/{COMMIT_FILE}") or is_retired(store, path):
        return None
    scores, verdicts, before = (
        Dataset(store, f"{STAGE}/scores"),
        corpus.marks_of(STAGE),
        corpus.before(STAGE),
    )
    if not scores.shards or scores.num_shards != corpus.num_shards:
        return None
    predicted = [n for n in verdicts.schema.names if n not in (*_NOT_SCORES, *scores.schema.names)]
    step = max(1, -(-scores.num_rows // MOST))
    shards = [
        s for s in range(0, corpus.num_shards, step) if scores.rows[s] == len(before.living_rows(s))
    ]
    if not shards:
        return None
    frames = [_of_shard(before, scores, verdicts, predicted, shard) for shard in shards]
    frame = pl.concat(frames)
    numeric = [n for n in (*predicted, *scores.schema.names) if frame[n].dtype.is_numeric()]
    return Measured(frame, numeric, step > 1)


def _of_shard(
    before: Corpus, scores: Dataset, verdicts: Dataset, predicted: list[str], shard: int
) -> pl.DataFrame:
    rows = before.living_rows(shard)
    ledger = before.ledger_of(shard)[rows]
    marks = pl.DataFrame(
        verdicts.read(shard, ["drop_reason", "value", "bound", *predicted]).take(pa.array(rows))
    )
    places = [pl.lit(shard).alias("shard"), pl.Series("row", rows.astype(np.uint32))]
    return pl.concat(
        [
            ledger.drop("dropped_by", "drop_reason").with_columns(places),
            marks,
            pl.DataFrame(scores.read(shard)),
        ],
        how="horizontal",
    )


def _arguments(corpus: Corpus) -> dict[str, Any]:
    phase = corpus.documents.store.read_json(f"{STAGE}/marks/{PHASE_FILE}") or {}
    return phase.get("arguments", {})


def rules(corpus: Corpus) -> Iterator[Rule]:
    """The rules of form, by language, as the marks were made with."""
    for lang, of_lang in _arguments(corpus).get("rules", {}).items():
        for rule in of_lang:
            name, measure, low, high, words = rule[IDENTITY]["rule"]
            yield Rule(name, measure, low, high, "" if lang == "default" else lang, words)


def classifier_rules(corpus: Corpus) -> Iterator[Rule]:
    """The thresholds of classifiers that are one number for all documents."""
    for cut in _arguments(corpus).get("cuts", []):
        name, low, high, *_ = cut[IDENTITY]["cut"]
        if isinstance(low, int | float) or isinstance(high, int | float):
            yield Rule(
                name, name, low if _is_bound(low) else None, high if _is_bound(high) else None, ""
            )


def _is_bound(value: object) -> bool:
    return isinstance(value, int | float) and value != 0


def near_bounds(corpus: Corpus, found: Measured, most: int) -> pl.DataFrame:
    """Rows of documents nearest to a bound, dropped and kept ones; `value` and `bound` say how near."""
    frame = found.frame
    dropped = frame.select(_FACTS).filter(
        pl.col("drop_reason").is_not_null() & pl.col("bound").is_not_null()
    )
    distance = (pl.col("value") - pl.col("bound")).abs() / pl.max_horizontal(
        pl.col("bound").abs(), pl.lit(0.01)
    )
    nearest = dropped.sort(distance, "id").filter(pl.int_range(pl.len()).over("drop_reason") < NEAR)
    counts = frame["drop_reason"].drop_nulls().value_counts()
    reasons = counts.sort("count", "drop_reason", descending=[True, False])["drop_reason"].to_list()
    order = {reason: place for place, reason in enumerate(reasons)}
    bounded = [r for r in [*classifier_rules(corpus), *rules(corpus)] if r.name in order]
    kept = [_kept(frame, rule) for rule in sorted(bounded, key=lambda r: order[r.name])]
    turns = [
        nearest.with_columns(
            turn=pl.col("drop_reason").replace_strict(order, return_dtype=pl.Int64)
        )
    ]
    turns += [k.with_columns(turn=pl.lit(i // 2, pl.Int64)) for i, k in enumerate(kept)]
    rows = pl.concat(turns).sort("turn", maintain_order=True).unique("id", maintain_order=True)
    return rows.head(most).drop("turn")


def _kept(frame: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """Kept documents of the rule's language whose measure is nearest to its bound."""
    bound = rule.min if rule.min is not None else rule.max
    value = pl.col(rule.measure).cast(pl.Float32)
    columns = [*_FACTS[:-2], value.alias("value"), pl.lit(bound, pl.Float32).alias("bound")]
    lang = rule.lang.partition("/")[0]
    is_wanted = pl.col("drop_reason").is_null() & value.is_not_nan()
    is_wanted &= pl.col("lang") == lang if lang else pl.lit(True)
    kept = frame.lazy().filter(is_wanted).select(columns)
    return kept.bottom_k(NEAR, by=[(pl.col("value") - bound).abs(), pl.col("id")]).collect()
