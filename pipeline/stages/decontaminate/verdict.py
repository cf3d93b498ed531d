"""From shared grams to marks: the items that a document contains, their share and their spans."""

from functools import cache

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.core.dataset import Dataset
from pipeline.core.kernel import Kernel
from pipeline.core.schema import CUT, EVIDENCE

HIT = pa.schema(
    [("row", pa.int64()), ("start", pa.int64()), ("end", pa.int64()), ("gram", pa.uint64())]
)
# EVIDENCE of an item in a document, with its span.
CONTAINED = pa.schema([*EVIDENCE, ("start", pa.int64()), ("end", pa.int64())])
# Bytes between two shared grams that are cut with them: changed words in between.
GAP = 64


def find_grams(
    table: pa.Table, items: Dataset, widths: tuple[int, int], kernel: Kernel
) -> pa.Table:
    """HIT rows of every gram of an item in the documents of a shard; start and end are bytes of the text."""
    keys = _keys(items, items.fingerprint)
    row, start, end, which = kernel.load().find(table.column("text"), keys, widths)
    return pa.table([row, start, end, keys[which]], schema=HIT)


@cache
def _keys(items: Dataset, fingerprint: str) -> np.ndarray:
    """The distinct grams of all items, ascending."""
    table = items.table(["gram", "short"])
    return np.unique(table.column("gram").to_numpy()[~table.column("short").to_numpy()])


def documents_of(hits: pa.Table) -> pa.Table:
    """(gram, documents) of a shard."""
    frame = (
        pl.DataFrame(hits).group_by("gram").agg(documents=pl.col("row").n_unique().cast(pl.Int64))
    )
    return frame.sort("gram").to_arrow(compat_level=pl.CompatLevel.oldest())


def too_common(table: pa.Table, max_documents: int) -> pa.Table:
    """(gram, documents) of the grams in more than `max_documents` documents: boilerplate."""
    sums = pl.DataFrame(table).group_by("gram", maintain_order=True).agg(pl.col("documents").sum())
    common = sums.filter(pl.col("documents") > max_documents)
    return common.to_arrow(compat_level=pl.CompatLevel.oldest())


def mark_items(
    living: pa.Table,
    hits: pa.Table,
    items: Dataset,
    common: Dataset,
    min_share: float,
    min_grams: int,
    cuts: bool,
) -> dict[str, pa.Table]:
    """Marks, with the spans to `cut` if `cuts`, and CONTAINED rows of every item in a document."""
    contained = _contained(hits, items, common, min_share, min_grams)
    row = contained["row"].to_numpy()
    evidence = pa.table(
        {
            "removed_id": living.column("id").take(pa.array(row)),
            "kept_id": contained["item"].to_arrow().cast(pa.string()),
            "measure": contained["share"].to_numpy(),
            "rule": pa.array(["evaluation_item"] * len(contained), pa.string()),
            "start": contained["start"].to_numpy(),
            "end": contained["end"].to_numpy(),
        },
        schema=CONTAINED,
    )
    reasons = np.full(len(living), None, dtype=object)
    if not cuts:
        reasons[row] = "evaluation_item"
    marks = {"drop_reason": pa.array(reasons, pa.string())}
    if cuts:
        marks["cut"] = _spans(contained, len(living))
    return {"marks": pa.table(marks), "evidence": evidence}


def _contained(
    hits: pa.Table, items: Dataset, common: Dataset, min_share: float, min_grams: int
) -> pl.DataFrame:
    """(row, item, share, start, end, spans) of the items that a document contains: at least `min_share` of
    the grams and `min_grams` grams."""
    frame = pl.DataFrame(hits)
    grams = _distinctive(items, common, items.fingerprint, common.fingerprint)
    grams = grams.join(frame.select(pl.col("gram").unique()), on="gram", how="semi")
    joined = frame.join(grams, on="gram", how="inner", maintain_order="left")
    sums = joined.group_by("row", "item", maintain_order=True).agg(
        shared=pl.col("gram").n_unique(),
        grams=pl.col("grams").first(),
        start=pl.col("start").min(),
        end=pl.col("end").max(),
        spans=pl.struct("start", "end"),
    )
    wanted = pl.max_horizontal(min_share * pl.col("grams"), pl.col("grams").clip(0, min_grams))
    contained = sums.filter(pl.col("shared") >= wanted).with_columns(
        share=pl.col("shared") / pl.col("grams")
    )
    return contained.sort("row", "item")


@cache
def _distinctive(items: Dataset, common: Dataset, *fingerprints: str) -> pl.DataFrame:
    """(gram, item, grams) without the common ones, which do not count in `grams` either."""
    frame = pl.DataFrame(items.table()).filter(~pl.col("short"))
    boilerplate = pl.DataFrame(common.table(["gram"]))
    frame = frame.join(boilerplate, on="gram", how="anti", maintain_order="left")
    return frame.select("gram", "item", grams=pl.len().over("item"))


def _spans(contained: pl.DataFrame, num: int) -> pa.Array:
    """CUT of each document: its shared grams, with what lies in gaps of up to GAP bytes; null for none."""
    flat = contained.select("row", "spans").explode("spans").unnest("spans").sort("row", "start")
    spans: list[list[dict[str, int]] | None] = [None] * num
    for row, start, end in flat.iter_rows():
        of_row = spans[row]
        if of_row is None:
            spans[row] = [{"start": start, "end": end}]
        elif start <= of_row[-1]["end"] + GAP:
            of_row[-1]["end"] = max(of_row[-1]["end"], end)
        else:
            of_row.append({"start": start, "end": end})
    return pa.array(spans, CUT)
