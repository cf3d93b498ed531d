"""What every stage with marks has in common: reasons, what each source lost, settings, documents."""

import math
from typing import Any

import polars as pl
import yaml

from pipeline.report.page import numbers
from pipeline.report.page.context import Context, Section
from pipeline.report.page.documents import cards
from pipeline.report.page.masking import masked
from pipeline.report.page.parts import Column, escape, folded, note, paragraph, table
from pipeline.report.page.paths import shareable


def section(context: Context, stage: str, *extra: str) -> Section:
    """The section of a stage: its sentence, reasons, `extra`, losses by source, documents, settings."""
    found = context.documents.get(("reason", stage), [])
    parts = [
        lead(context, stage),
        reasons(context, stage),
        *extra,
        sources(context, stage),
        cards(context, context.words.say("docs.dropped"), found) if found else "",
        settings(context, stage),
    ]
    return Section(stage, context.words.of_stage(stage), "".join(parts))


def lead(context: Context, stage: str) -> str:
    """What the stage does, and how much it dropped of what reached it."""
    say = context.words.say
    reached = context.reached(stage)
    gone = reached.filter(pl.col("dropped_by") == stage)
    docs, size = (int(reached[n].sum()) for n in ("documents", "bytes"))
    lost, lost_size = (int(gone[n].sum()) for n in ("documents", "bytes"))
    key = "marks.dropped" if lost else "marks.dropped_none"
    told = say(
        key,
        docs=numbers.count(docs),
        lost=numbers.count(lost),
        share=numbers.share(lost / docs if docs else None),
        size=numbers.size(lost_size),
        size_share=numbers.share(lost_size / size if size else None),
    )
    about = f"about.{stage}"
    return paragraph(
        f"{context.words.name('about', stage)} {told}" if context.words.has(about) else told
    )


def reasons(context: Context, stage: str) -> str:
    """Documents and bytes by reason, the most frequent first; empty if there is only one reason."""
    say, words = context.words.say, context.words
    gone = context.cells.filter(pl.col("dropped_by") == stage)
    langs = most_frequent(gone, "drop_reason", "lang", "documents")
    sums = gone.group_by("drop_reason").agg(pl.col("documents", "bytes").sum())
    sums = sums.join(langs, on="drop_reason")
    rows = [
        (
            words.name("reason", reason),
            docs,
            size,
            size / docs,
            words.joined([words.name("lang", n) for n in langs]),
        )
        for reason, docs, size, langs in sums.sort(
            "documents", "drop_reason", descending=[True, False]
        ).iter_rows()
    ]
    columns = [
        Column(say("col.reason")),
        Column(say("col.documents"), "count", is_bar=True),
        Column(say("col.text"), "size"),
        Column(say("col.mean_size"), "size"),
        Column(say("col.languages")),
    ]
    return table(say("marks.reasons"), columns, rows, say("more_rows")) if len(rows) > 1 else ""


def sources(context: Context, stage: str) -> str:
    """What each source lost to the stage, the largest share first; empty if nothing was dropped."""
    say = context.words.say
    is_gone = pl.col("dropped_by").eq_missing(pl.lit(stage))
    gone = context.reached(stage).filter(is_gone)
    top = most_frequent(gone, "source", "drop_reason", "documents", 1)
    sums = (
        context.reached(stage)
        .group_by("source")
        .agg(
            pl.col("documents").sum(),
            pl.col("documents").filter(is_gone).sum().alias("lost"),
            pl.col("bytes").sum(),
            pl.col("bytes").filter(is_gone).sum().alias("lost_bytes"),
        )
        .filter(pl.col("lost") > 0)
        .join(top, on="source", nulls_equal=True)
        .with_columns(pl.col("drop_reason").list.first())
    )
    rows = [
        (
            context.words.name("source", s),
            docs,
            lost,
            lost / docs,
            lost_size / size if size else None,
            context.words.name("reason", top),
        )
        for s, docs, lost, size, lost_size, top in sums.sort(
            pl.col("lost") / pl.col("documents"), "source", descending=[True, False]
        ).iter_rows()
    ]
    columns = [
        Column(say("group.source")),
        Column(say("col.reached"), "count"),
        Column(say("col.dropped"), "count"),
        Column(say("col.dropped_share"), "share", is_bar=True),
        Column(say("col.dropped_text"), "share"),
        Column(say("col.top_reason")),
    ]
    # One reason for all of them is in the sentence above.
    if len({row[-1] for row in rows}) == 1:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return table(say("marks.by_source"), columns, rows, say("more_rows")) if rows else ""


def settings(context: Context, stage: str) -> str:
    """The settings of the recipe for the stage, folded; empty if it has none."""
    return listing(context, context.words.say("settings"), context.settings(stage))


def listing(context: Context, title: str, given: dict[str, Any]) -> str:
    """Settings as folded YAML, with personal data and secrets masked and paths of this machine shortened;
    empty if there are none."""
    if not given:
        return ""
    shown = shareable(given, context.folder)
    # Each value in one line: a number that is broken is not found.
    text = yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=math.inf)
    text = masked([text])[0]
    cut = text[:MOST_SETTINGS]
    more = note(context.words.say("settings.cut")) if len(text) > MOST_SETTINGS else ""
    return folded(title, f"<pre>{escape(cut, None)}</pre>", more)


def most_frequent(
    cells: pl.DataFrame, group: str, column: str, amount: str, most: int = 2
) -> pl.DataFrame:
    """(group, values of a column with the largest sums of an amount in it); ties in the order of names."""
    sums = cells.group_by(group, column).agg(pl.col(amount).sum())
    ordered = sums.sort(amount, column, descending=[True, False], nulls_last=True)
    return ordered.group_by(group, maintain_order=True).agg(pl.col(column).head(most))


# Characters of the settings of a stage.
MOST_SETTINGS = 6000
