"""Compare each planted record with the ledger: the table planted against found."""

from collections.abc import Sequence
from dataclasses import asdict

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.demo.truth import ANY_RULE, Truth

COLUMNS = ["kind", "expected", "planted", "found", "share"]


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `by_kind` and the sums of `summary`, as `malmoi demo` prints them."""
    return pl.concat([rows.select(COLUMNS), summary(rows)])


def facts(corpus: Corpus) -> pl.DataFrame:
    """(id, repairs, encoding, scrubbed, text, verdict) of every document. Documents that mix leaves out
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


def rejects(corpus: Corpus) -> dict[str, int]:
    """Reason -> number of records that ingest rejected."""
    reasons = pl.DataFrame(Dataset(corpus.documents.store, "ingest/rejects").table(["reason"]))
    return dict(reasons["reason"].value_counts().iter_rows())


def by_kind(
    documents: pl.DataFrame, rejected: dict[str, int], truths: Sequence[Truth]
) -> pl.DataFrame:
    """(kind, expected, planted, found, share, claimed): how many planted records, or values of personal
    data, had the expected outcome; one row per kind in the order of planting. `expected` of a kind that is
    not claimed says so. Kinds from which nothing is expected are left out."""
    planted = pl.DataFrame(
        [asdict(t) for t in truths], schema_overrides={"values": pl.List(pl.String)}
    ).rename({"text": "expected_text"})
    rows = []
    for (kind, expect, claimed), group in planted.group_by(
        "kind", "expect", "claimed", maintain_order=True
    ):
        if expect == "any":
            continue
        joined = group.join(documents, on="id", how="left")
        num, found = _count(str(expect), joined, rejected)
        outcome = str(expect).split(":")[-1].replace("_", " ") if claimed else "not claimed"
        rows.append((kind, outcome, num, found, found / num, claimed))
    return pl.DataFrame(rows, schema=[*COLUMNS, "claimed"], orient="row")


def summary(rows: pl.DataFrame) -> pl.DataFrame:
    """Three rows: claimed plants that were found, claimed plants that were missed, and plants that are not
    claimed, with as many of these as were found nevertheless."""
    sums = {
        bool(claimed): (num, found)
        for claimed, num, found in rows.group_by("claimed")
        .agg(pl.col("planted").sum(), pl.col("found").sum())
        .iter_rows()
    }
    claimed, found = sums.get(True, (0, 0))
    beyond, nevertheless = sums.get(False, (0, 0))
    lines = [
        ("claimed and found", "", claimed, found, found / max(claimed, 1)),
        ("claimed and missed", "", claimed, claimed - found, (claimed - found) / max(claimed, 1)),
        ("not claimed, yet found", "", beyond, nevertheless, nevertheless / max(beyond, 1)),
    ]
    return pl.DataFrame(lines, schema=rows.select(COLUMNS).schema, orient="row")


def unaccounted(
    documents: pl.DataFrame, rejected: dict[str, int], truths: Sequence[Truth]
) -> list[str]:
    """What is missing or too much, in words: planted documents that are not in the ledger, documents that
    nobody planted, and reasons with another number of rejects than planted."""
    faults = []
    expected = {t.id for t in truths if not t.expect.startswith("reject:")}
    found = documents["id"].to_list()
    if missing := sorted(expected.difference(found)):
        faults.append(f"{len(missing)} planted documents are in no stage, such as {missing[0]}")
    if extra := sorted(set(found) - expected):
        faults.append(f"{len(extra)} documents were not planted, such as {extra[0]}")
    planted: dict[str, int] = {}
    for truth in truths:
        if truth.expect.startswith("reject:"):
            reason = truth.expect.removeprefix("reject:")
            planted[reason] = planted.get(reason, 0) + 1
    for reason in sorted(planted.keys() | rejected.keys()):
        if planted.get(reason, 0) != rejected.get(reason, 0):
            counts = f"{rejected.get(reason, 0)} records, planted {planted.get(reason, 0)}"
            faults.append(f"rejected as {reason}: {counts}")
    return faults


def _count(expect: str, rows: pl.DataFrame, rejected: dict[str, int]) -> tuple[int, int]:
    """(planted records of one kind, records with the expected outcome)."""
    if expect.startswith("reject:"):
        return len(rows), min(len(rows), rejected.get(expect.removeprefix("reject:"), 0))
    if expect == "keep":
        return len(rows), rows["verdict"].null_count()
    if expect == "no mask":
        return len(rows), rows["scrubbed"].null_count()
    if expect.startswith("repair:"):
        return len(rows), _repaired(rows, expect.removeprefix("repair:"))
    if expect == "mask":
        return _masked(rows)
    if expect == ANY_RULE:
        return len(rows), int(rows["verdict"].str.starts_with("quality:").sum())
    return len(rows), int((rows["verdict"] == expect).sum())


def _repaired(rows: pl.DataFrame, repair: str) -> int:
    """Documents with the expected text that name the repair, or its encoding."""
    named = rows["repairs"].list.contains(repair).fill_null(False) | (rows["encoding"] == repair)
    return int((named & (rows["text"] == rows["expected_text"])).sum())


def _masked(rows: pl.DataFrame) -> tuple[int, int]:
    """(planted values, values that are counted as masked and no longer occur in the text)."""
    planted = masked = 0
    for kind, values, scrubbed, text in rows.select(
        "pii", "values", "scrubbed", "text"
    ).iter_rows():
        counts = {m["kind"]: m["count"] for m in scrubbed or []}
        planted += len(values)
        masked += min(
            counts.get(kind, 0) if kind else sum(counts.values()),
            sum(v not in (text or "") for v in values),
        )
    return planted, masked
