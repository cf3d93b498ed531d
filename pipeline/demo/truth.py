"""Evaluate the demo: compare each planted record with the ledger."""

import json
from pathlib import Path

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset


def table(corpus: Corpus, truth_file: Path) -> pl.DataFrame:
    """(kind, expected, planted, found, share): how many planted records of each kind had the expected
    outcome, one row per kind, in the order of planting."""
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
        num, correct = _count(str(expect), joined, rejects)
        outcome = str(expect).split(":")[-1].replace("_", " ")
        rows.append((kind, outcome, num, correct, correct / num))
    return pl.DataFrame(
        rows, schema=["kind", "expected", "planted", "found", "share"], orient="row"
    )


def _facts(corpus: Corpus) -> pl.DataFrame:
    """(id, verdict, repairs, encoding, scrubbed, text) of every document. Documents that mix leaves out
    have no verdict, because mix leaves out good documents."""
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
    """(planted records of one kind, records with the expected outcome)."""
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
    """(planted values, values that are counted as masked and no longer occur in the text)."""
    planted = masked = 0
    for kind, values, scrubbed, text in rows.select(
        "kind", "values", "scrubbed", "text"
    ).iter_rows():
        counts = {m["kind"]: m["count"] for m in scrubbed or []}
        planted += len(values)
        masked += min(
            counts.get(kind.removeprefix("personal data: "), 0),
            sum(v not in (text or "") for v in values),
        )
    return planted, masked
