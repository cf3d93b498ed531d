"""Sums of the living documents for a card: one pass over the shards. Memory holds one shard and the sums."""

from dataclasses import dataclass

import polars as pl

from pipeline.contract import of_rights
from pipeline.core.corpus import Corpus

# Columns of the documents that a card needs beside the ledger.
COLUMNS = ["license", "url", "date"]
_KEYS = ["source", "lang", "domain", "license"]
_COUNTS = [pl.len().cast(pl.Int64).alias("documents"), pl.col("bytes").sum()]
_HOST = r"^(?i:https?://)?(?:[^/@?#]*@)?(?:www\.)?([^/:?#\s]+\.[^/:?#\s.]+)"
_DAY = r"^((?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?)"


@dataclass(frozen=True)
class Amounts:
    """`cells`: documents and bytes by source, lang, domain, license and dropped_by (null: living).
    `hosts`: living documents and bytes by source and host, which is null where a document has no address.
    `dates`: the first and last date of the living documents by source, as YYYY, YYYY-MM or YYYY-MM-DD.
    `rights`: living documents and bytes by reuse; empty without the stage `rights`. With it, `license` is
    what the stage found for each document; else it is what the source declares."""

    cells: pl.DataFrame
    hosts: pl.DataFrame
    dates: pl.DataFrame
    rights: pl.DataFrame


def amounts(corpus: Corpus) -> Amounts:
    """The sums of a corpus."""
    cells: list[pl.DataFrame] = []
    hosts: list[pl.DataFrame] = []
    dates = [pl.DataFrame(schema={"source": pl.String, "first": pl.String, "last": pl.String})]
    rights: list[pl.DataFrame] = []
    found = of_rights(corpus)
    for shard in range(corpus.num_shards):
        more = pl.DataFrame(corpus.columns(shard, [*COLUMNS, *found]))
        frame = corpus.ledger_of(shard).with_columns(more)
        if found:
            frame = frame.with_columns(license="rights.license")
        cells.append(frame.group_by(*_KEYS, "dropped_by").agg(_COUNTS))
        living = frame.filter(pl.col("dropped_by").is_null())
        host = pl.col("url").str.extract(_HOST).str.to_lowercase()
        hosts.append(living.group_by("source", host=host).agg(_COUNTS))
        day = pl.col("date").str.extract(_DAY)
        dates.append(living.group_by("source").agg(first=day.min(), last=day.max()))
        if found:
            rights.append(living.group_by(reuse="rights.reuse").agg(_COUNTS))
        hosts = [_summed(hosts, ["source", "host"])]
    return Amounts(
        _summed(cells, [*_KEYS, "dropped_by"]),
        _summed(hosts, ["source", "host"]),
        pl.concat(dates).group_by("source").agg(pl.col("first").min(), pl.col("last").max()),
        _summed(rights, ["reuse"]),
    )


def _summed(frames: list[pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    if not frames:
        schema = {**dict.fromkeys(keys, pl.String), "documents": pl.Int64, "bytes": pl.Int64}
        return pl.DataFrame(schema=schema)
    whole = pl.concat(frames).group_by(keys).agg(pl.col("documents", "bytes").sum())
    return whole.sort(keys, nulls_last=True)
