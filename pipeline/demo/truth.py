"""Planted against found: what the ledger says of every planted record."""

import json
from pathlib import Path

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset


def table(corpus: Corpus, truth_file: Path) -> pl.DataFrame:
    """(kind, expected, planted, found, share): one row per kind, in the order of planting."""
    truth = pl.DataFrame(
        [json.loads(line) for line in truth_file.read_text(encoding="utf-8").splitlines()],
        schema_overrides={"values": pl.List(pl.String)},
    )
    facts = _facts(corpus)
    rejects = dict(
        pl.DataFrame(Dataset(corpus.documents.store, "ingest/rejects").table(["reason"]))["reason"]
        .value_counts()
        .iter_rows()
    )
    rows = []
    for (kind, expect), planted in truth.group_by("kind", "expect", maintain_order=True):
        if expect == "any":
            continue
        joined = planted.join(facts, on="id", how="left")
        num, found = _count(str(expect), joined, rejects)
        rows.append((kind, str(expect).split(":")[-1].replace("_", " "), num, found, found / num))
    return pl.DataFrame(
        rows, schema=["kind", "expected", "planted", "found", "share"], orient="row"
    )


def _facts(corpus: Corpus) -> pl.DataFrame:
    """id, verdict, repairs, encoding, masked counts and text of every document. Mixing is no verdict:
    it leaves out what is good."""
    frames = []
    for shard in range(corpus.num_shards):
        frames.append(
            pl.DataFrame(corpus.columns(shard, ("id", "repairs", "encoding", "scrubbed", "text")))
        )
    ledger = corpus.ledger().with_columns(
        verdict=pl.when(pl.col("dropped_by") != "mix").then(
            pl.concat_str("dropped_by", pl.lit(":"), "drop_reason")
        )
    )
    return pl.concat(frames).join(ledger.select("id", "verdict"), on="id")


def _count(expect: str, rows: pl.DataFrame, rejects: dict[str, int]) -> tuple[int, int]:
    """(planted, found) of one kind."""
    if expect.startswith("reject:"):
        return len(rows), min(len(rows), rejects.get(expect.removeprefix("reject:"), 0))
    if expect == "keep":
        return len(rows), rows["verdict"].null_count()
    if expect == "no mask":
        return len(rows), rows["scrubbed"].null_count()
    if expect == "repair:cp949":
        return len(rows), int((rows["encoding"] == "cp949").sum())
    if expect.startswith("repair:"):
        return len(rows), int(rows["repairs"].list.contains(expect.removeprefix("repair:")).sum())
    if expect == "mask":
        return _masked(rows)
    if expect == "quality:any rule":
        return len(rows), int(rows["verdict"].str.starts_with("quality:").sum())
    return len(rows), int((rows["verdict"] == expect).sum())


def _masked(rows: pl.DataFrame) -> tuple[int, int]:
    """Values planted, and those that are counted as masked and stand in the text no more."""
    planted = found = 0
    for kind, values, scrubbed, text in rows.select(
        "kind", "values", "scrubbed", "text"
    ).iter_rows():
        counts = {m["kind"]: m["count"] for m in scrubbed or []}
        planted += len(values)
        found += min(
            counts.get(kind.removeprefix("personal data: "), 0),
            sum(v not in (text or "") for v in values),
        )
    return planted, found
