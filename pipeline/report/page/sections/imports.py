"""The section of import: the columns that came from other files."""

import polars as pl

from pipeline.report.page.context import Context, Section
from pipeline.report.page.histogram import histogram
from pipeline.report.page.masking import masked_name, masked_names
from pipeline.report.page.measured import MOST
from pipeline.report.page.parts import Column, heading, table
from pipeline.report.page.sections import marks

# Values of a column of texts that are listed.
MOST_VALUES = 10


def section(context: Context) -> Section:
    """The section of import."""
    dataset = context.corpus.marks_of("import")
    names = (
        [n for n in dataset.schema.names if n not in ("id", "drop_reason")]
        if dataset.shards
        else []
    )
    step = max(1, -(-dataset.num_rows // MOST))
    frames = (
        [pl.DataFrame(dataset.read(s, names)) for s in range(0, dataset.num_shards, step)]
        if names
        else []
    )
    drawn = "".join(_column(context, pl.concat(frames)[name]) for name in names) if frames else ""
    title = heading(context.words.say("import.columns"))
    return marks.section(
        context, "import", f'{title}<div class="grid">{drawn}</div>' if drawn else ""
    )


def _column(context: Context, values: pl.Series) -> str:
    title = masked_name(values.name)
    if values.dtype.is_numeric():
        return histogram(
            context.words, title, values.cast(pl.Float64).fill_null(float("nan")).to_numpy()
        )
    say = context.words.say
    counts = values.drop_nulls().cast(pl.String).value_counts()
    counts = counts.sort("count", values.name, descending=[True, False]).head(MOST_VALUES)
    names = masked_names(counts[values.name].to_list())
    return table(
        title,
        [Column(say("col.value")), Column(say("col.documents"), "count", is_bar=True)],
        list(zip(names, counts["count"], strict=True)),
    )
