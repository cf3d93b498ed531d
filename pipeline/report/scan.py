"""One pass over the shards of a corpus for the report: sums of its documents, and rows of documents to read.
Memory holds one shard and the sums."""

from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from pipeline.core.corpus import Corpus
from pipeline.kernels.hashing import uniform
from pipeline.report.owned import owned

KEYS = ["source", "domain", "lang", "dropped_by", "drop_reason"]
# Documents that are drawn of each reason, of the living ones, and of those with masked data.
OF_REASON, OF_LIVING, OF_MASKED = 24, 24, 24
_COUNTS = [pl.len().cast(pl.Int64).alias("documents"), pl.col("bytes").sum()]


@dataclass(frozen=True)
class Scan:
    """What one pass found.

    `cells`: documents and bytes by KEYS. `licences`: documents and bytes by source and license. `masked`:
    pieces and documents by source, lang and kind of masked data. `drawn`: rows of the ledger with `shard`,
    `row` and `purpose`, which is `reason` (of the drop), `living` or `masked`."""

    cells: pl.DataFrame
    licences: pl.DataFrame
    masked: pl.DataFrame
    drawn: pl.DataFrame


def scan(corpus: Corpus, seed: int = 17) -> Scan:
    """Read the ledger and the small columns of every shard once."""
    cells, licences, masked, drawn = [], [], [], pl.DataFrame()
    for shard in range(corpus.num_shards):
        frame = _rows(corpus, shard, seed)
        cells.append(frame.group_by(KEYS).agg(_COUNTS))
        licences.append(frame.group_by("source", "license").agg(_COUNTS))
        masked.append(_masked(frame))
        chosen = frame.drop("license", "scrubbed").with_columns(shard=pl.lit(shard))
        drawn = owned(_chosen(pl.concat([drawn, chosen]) if len(drawn) else chosen))
    return Scan(
        _summed(cells, KEYS),
        _summed(licences, ["source", "license"]),
        pl.concat(masked).group_by("source", "lang", "kind").agg(pl.all().sum()),
        _by_purpose(drawn),
    )


def _rows(corpus: Corpus, shard: int, seed: int) -> pl.DataFrame:
    """The ledger of a shard with licence, masked data, and a uniform number by id."""
    more = pl.DataFrame(corpus.documents.read(shard, ["license", "scrubbed"]))
    frame = corpus.ledger_of(shard).with_columns(more).with_row_index("row")
    ids = pa.chunked_array([frame["id"].to_arrow(compat_level=pl.CompatLevel.oldest())])
    number = pl.Series(uniform(seed, ids, "report"), dtype=pl.Float64)
    has_masks = pl.col("scrubbed").list.len().fill_null(0) > 0
    return frame.with_columns(number=number, is_masked=has_masks)


def _masked(frame: pl.DataFrame) -> pl.DataFrame:
    rows = frame.filter("is_masked").select("source", "lang", "scrubbed")
    pieces = rows.explode("scrubbed").unnest("scrubbed")
    return pieces.group_by("source", "lang", "kind").agg(
        pieces=pl.col("count").sum().cast(pl.Int64), documents=pl.len().cast(pl.Int64)
    )


def _summed(frames: list[pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    whole = pl.concat(frames).group_by(keys).agg(pl.col("documents", "bytes").sum())
    return whole.sort(keys, nulls_last=True)


def _chosen(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the smallest numbers that some purpose may need."""
    rows = rows.sort("number", "id")
    rank = pl.int_range(pl.len())
    of_fate = rank.over("dropped_by", "drop_reason")
    enough = pl.when(pl.col("dropped_by").is_null()).then(OF_LIVING).otherwise(OF_REASON)
    of_masked = pl.col("is_masked") & (rank.over("is_masked") < OF_MASKED)
    return rows.filter((of_fate < enough) | of_masked)


def _by_purpose(rows: pl.DataFrame) -> pl.DataFrame:
    """A row for each purpose that a chosen document serves, in the order of the numbers."""
    rank = pl.int_range(pl.len())
    living = pl.col("dropped_by").is_null()
    of_fate = rank.over("dropped_by", "drop_reason")
    by_fate = rows.filter(of_fate < pl.when(living).then(OF_LIVING).otherwise(OF_REASON))
    by_fate = by_fate.with_columns(
        purpose=pl.when(living).then(pl.lit("living")).otherwise(pl.lit("reason"))
    )
    masked = rows.filter("is_masked").head(OF_MASKED).with_columns(purpose=pl.lit("masked"))
    return pl.concat([by_fate, masked]).drop("number", "is_masked")
