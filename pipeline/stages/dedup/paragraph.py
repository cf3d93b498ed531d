"""Cut lines or paragraphs that occur in many documents: menus, bylines, cookie notices, copyright lines."""

from functools import partial
from typing import ClassVar, Literal

import numpy as np
import polars as pl
import pyarrow as pa
from pydantic import Field

from pipeline.core.corpus import Corpus
from pipeline.core.exchange import ByKey, Rows, Sorted, ToShards
from pipeline.core.job import Job
from pipeline.core.kernel import Kernel
from pipeline.core.schema import CUT, EVIDENCE
from pipeline.core.stage import Stage
from pipeline.stages.dedup.removals import unchanged

REPEATED = pa.schema(
    [("address", pa.int64()), ("hash", pa.uint64()), ("documents", pa.int64()), ("id", pa.string())]
)


class DedupParagraph(Stage):
    """Cut lines that occur in many documents; a document with too little left is dropped.

    The texts of the corpus are not changed: later stages, `pack` and `export` read them without the
    spans in `cut`.
    """

    act: ClassVar = "mark"

    unit: Literal["line", "paragraph"] = "line"
    """Compare lines, or paragraphs separated by blank lines, without the white space around them."""
    max_documents: int = Field(default=10, ge=1)
    """Cut a line from all documents if it occurs in more documents than this."""
    min_chars: int = Field(default=10, ge=1)
    """Keep lines of fewer characters, without the white space around them: brackets, numbers, short
    headings."""
    exempt: tuple[str, ...] = ("code",)
    """Languages that are not cut: programs repeat imports and licences with reason."""
    min_left: float = Field(default=0.3, ge=0, le=1)
    """Drop a document as `boilerplate` if it keeps less than this share of its bytes."""

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        lines = job.kernel("lines")
        count = partial(
            count_lines,
            paragraphs=self.unit == "paragraph",
            min_chars=self.min_chars,
            exempt=self.exempt,
            kernel=lines,
        )
        repeated = job.exchange(
            "repeated",
            Rows(corpus, ("text", "lang", "address", "id"), count),
            ByKey("hash"),
            Sorted(partial(too_frequent, max_documents=self.max_documents), order=("address",)),
        )
        routed = job.exchange("routed", Rows(repeated), ToShards(corpus), Sorted(unchanged))
        mark = partial(
            mark_cuts,
            paragraphs=self.unit == "paragraph",
            exempt=self.exempt,
            min_left=self.min_left,
            kernel=lines,
        )
        return job.mark(mark, corpus, ("text", "lang"), (routed,), sides=("evidence",))


def count_lines(
    table: pa.Table, paragraphs: bool, min_chars: int, exempt: tuple[str, ...], kernel: Kernel
) -> pa.Table:
    """REPEATED: each line of a shard with the number of documents of the shard that contain it; `address` and
    `id` are those of the first."""
    row, _, _, length, hashes = kernel.load().split(table.column("text"), paragraphs)
    is_exempt = pl.Series(table.column("lang")).is_in(list(exempt)).fill_null(False).to_numpy()
    is_counted = (length >= min_chars) & ~is_exempt[row]
    frame = (
        pl.DataFrame({"hash": hashes[is_counted], "row": row[is_counted]})
        .unique()
        .sort("hash", "row")
    )
    first = frame.group_by("hash", maintain_order=True).agg(
        documents=pl.len().cast(pl.Int64), row=pl.col("row").first()
    )
    at = pa.array(first["row"].to_numpy())
    return pa.table(
        {
            "address": table.column("address").take(at),
            "hash": first["hash"].to_arrow(),
            "documents": first["documents"].to_arrow(),
            "id": table.column("id").take(at),
        }
    ).cast(REPEATED)


def too_frequent(table: pa.Table, max_documents: int) -> pa.Table:
    """REPEATED rows of the lines in more than `max_documents` documents, one per line and shard; `documents`
    is the total, `id` the first document of all."""
    frame = pl.DataFrame(table).with_columns(
        documents=pl.col("documents").sum().over("hash"), id=pl.col("id").first().over("hash")
    )
    frequent = frame.filter(pl.col("documents") > max_documents)
    return frequent.select(REPEATED.names).to_arrow().cast(REPEATED)


def mark_cuts(
    living: pa.Table,
    repeated: pa.Table,
    paragraphs: bool,
    exempt: tuple[str, ...],
    min_left: float,
    kernel: Kernel,
) -> dict[str, pa.Table]:
    """Marks with the `cut` spans of each document, and EVIDENCE of those that are dropped: `kept_id` is the
    first document with the longest of the cut lines, `measure` the share of bytes that was cut."""
    row, start, end, _, hashes = kernel.load().split(living.column("text"), paragraphs)
    is_exempt = pl.Series(living.column("lang")).is_in(list(exempt)).fill_null(False).to_numpy()
    frequent = repeated.column("hash").to_numpy()
    order = np.argsort(frequent, kind="stable")
    at = np.searchsorted(frequent[order], hashes)
    hit = at < len(frequent)
    hit[hit] = frequent[order][at[hit]] == hashes[hit]
    hit &= ~is_exempt[row]
    row, start, end, which = row[hit], start[hit], end[hit], order[at[hit]]
    size = _sizes(living.column("text"))
    gone = np.bincount(row, weights=end - start, minlength=len(living)).astype(np.int64)
    dropped = (gone > 0) & (size - gone < min_left * size)
    longest = pl.DataFrame({"row": row, "size": end - start, "which": which})
    longest = longest.filter(pl.Series(dropped[row])).sort(
        "row", "size", descending=[False, True], maintain_order=True
    )
    longest = longest.unique("row", keep="first", maintain_order=True)
    out = longest["row"].to_numpy()
    evidence = pa.table(
        {
            "removed_id": living.column("id").take(pa.array(out)),
            "kept_id": repeated.column("id").take(pa.array(longest["which"].to_numpy())),
            "measure": gone[out] / size[out],
            "rule": pa.array(["repeated"] * len(out), pa.string()),
        },
        schema=EVIDENCE,
    )
    reasons = np.full(len(living), None, dtype=object)
    reasons[dropped] = "boilerplate"
    marks = pa.table(
        {"drop_reason": pa.array(reasons, pa.string()), "cut": _spans(row, start, end, len(living))}
    )
    return {"marks": marks, "evidence": evidence}


def _sizes(texts: pa.ChunkedArray) -> np.ndarray:
    """Bytes of each text, int64."""
    return pl.Series(texts).str.len_bytes().fill_null(0).cast(pl.Int64).to_numpy()


def _spans(row: np.ndarray, start: np.ndarray, end: np.ndarray, num: int) -> pa.Array:
    """The spans of each document as CUT; null for a document without spans."""
    counts = np.bincount(row, minlength=num)
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32())
    struct = pa.StructArray.from_arrays([pa.array(start), pa.array(end)], ["start", "end"])
    return pa.ListArray.from_arrays(offsets, struct, CUT, mask=pa.array(counts == 0))
