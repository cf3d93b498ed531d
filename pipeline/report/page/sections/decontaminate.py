"""The section of decontamination: which evaluation items occur in documents."""

import polars as pl

from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.report.page.context import Context, Section
from pipeline.report.page.masking import masked_names
from pipeline.report.page.parts import Column, table
from pipeline.report.page.sections import marks

# Items that are listed.
MOST_ITEMS = 30


def section(context: Context) -> Section:
    """The section of decontaminate."""
    return marks.section(context, "decontaminate", _items(context))


def _items(context: Context) -> str:
    """The items that occur in most documents."""
    store, say = context.corpus.documents.store, context.words.say
    if not store.exists(f"decontaminate/evidence/{COMMIT_FILE}"):
        return ""
    dataset = Dataset(store, "decontaminate/evidence")
    hits = pl.concat(
        [
            pl.DataFrame(dataset.read(shard, ["removed_id", "kept_id", "measure"]))
            .group_by("kept_id")
            .agg(docs=pl.col("removed_id").n_unique().cast(pl.Int64), best=pl.col("measure").max())
            for shard in range(dataset.num_shards)
        ]
        or [pl.DataFrame(schema={"kept_id": pl.String, "docs": pl.Int64, "best": pl.Float64})]
    )
    sums = hits.group_by("kept_id").agg(pl.col("docs").sum(), pl.col("best").max())
    rows = sums.sort("docs", "kept_id", descending=[True, False]).head(MOST_ITEMS)
    names = masked_names(rows["kept_id"].to_list())
    rows = [(name, *rest) for name, (_, *rest) in zip(names, rows.iter_rows(), strict=True)]
    columns = [
        Column(say("decontaminate.item")),
        Column(say("col.documents"), "count", is_bar=True),
        Column(say("decontaminate.overlap"), "share"),
    ]
    return table(say("decontaminate.items"), columns, rows) if rows else ""
