"""From shared grams to marks: which items a document contains, where, and how much of them."""

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
FOUND = pa.schema([*EVIDENCE, ("start", pa.int64()), ("end", pa.int64())])
GAP = 64  # bytes between two shared grams that are cut with them: changed words in between


def find_grams(
    table: pa.Table, items: Dataset, widths: tuple[int, int], kernel: Kernel
) -> pa.Table:
    """HIT: every gram of an item in the documents of a shard."""
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
    """The grams that more documents have: boilerplate, that proves nothing."""
    sums = pl.DataFrame(table).group_by("gram", maintain_order=True).agg(pl.col("documents").sum())
    found = sums.filter(pl.col("documents") > max_documents)
    return found.to_arrow(compat_level=pl.CompatLevel.oldest())


def mark_items(
    living: pa.Table,
    hits: pa.Table,
    items: Dataset,
    common: Dataset,
    min_share: float,
    min_grams: int,
    cuts: bool,
) -> dict[str, pa.Table]:
    """Marks, with the spans to `cut` if that is asked for, and FOUND of every item in a document."""
    found = _found(hits, items, common, min_share, min_grams)
    row = found["row"].to_numpy()
    evidence = pa.table(
        {
            "removed_id": living.column("id").take(pa.array(row)),
            "kept_id": found["item"].to_arrow().cast(pa.string()),
            "measure": found["share"].to_numpy(),
            "rule": pa.array(["evaluation_item"] * len(found), pa.string()),
            "start": found["start"].to_numpy(),
            "end": found["end"].to_numpy(),
        },
        schema=FOUND,
    )
    reasons = np.full(len(living), None, dtype=object)
    if not cuts:
        reasons[row] = "evaluation_item"
    marks = {"drop_reason": pa.array(reasons, pa.string())}
    if cuts:
        marks["cut"] = _spans(found, len(living))
    return {"marks": pa.table(marks), "evidence": evidence}


def _found(
    hits: pa.Table, items: Dataset, common: Dataset, min_share: float, min_grams: int
) -> pl.DataFrame:
    """(row, item, share, start, end, spans) of the items of which a document has enough."""
    frame = pl.DataFrame(hits)
    told = _telling(items, common, items.fingerprint, common.fingerprint)
    told = told.join(frame.select(pl.col("gram").unique()), on="gram", how="semi")
    joined = frame.join(told, on="gram", how="inner", maintain_order="left")
    sums = joined.group_by("row", "item", maintain_order=True).agg(
        shared=pl.col("gram").n_unique(),
        grams=pl.col("grams").first(),
        start=pl.col("start").min(),
        end=pl.col("end").max(),
        spans=pl.struct("start", "end"),
    )
    wanted = pl.max_horizontal(min_share * pl.col("grams"), pl.col("grams").clip(0, min_grams))
    found = sums.filter(pl.col("shared") >= wanted).with_columns(
        share=pl.col("shared") / pl.col("grams")
    )
    return found.sort("row", "item")


@cache
def _telling(items: Dataset, common: Dataset, *fingerprints: str) -> pl.DataFrame:
    """(gram, item, grams) without the common ones, which do not count in `grams` either."""
    frame = pl.DataFrame(items.table()).filter(~pl.col("short"))
    often = pl.DataFrame(common.table(["gram"]))
    frame = frame.join(often, on="gram", how="anti", maintain_order="left")
    return frame.select("gram", "item", grams=pl.len().over("item"))


def _spans(found: pl.DataFrame, num: int) -> pa.Array:
    """CUT of each document: its shared grams, with what lies in gaps of up to GAP bytes; null for none."""
    flat = found.select("row", "spans").explode("spans").unnest("spans").sort("row", "start")
    spans: list[list[dict[str, int]] | None] = [None] * num
    for row, start, end in flat.iter_rows():
        own = spans[row]
        if own is None:
            spans[row] = [{"start": start, "end": end}]
        elif start <= own[-1]["end"] + GAP:
            own[-1]["end"] = max(own[-1]["end"], end)
        else:
            own.append({"start": start, "end": end})
    return pa.array(spans, CUT)
