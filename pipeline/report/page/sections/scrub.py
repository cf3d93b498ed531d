"""The section of scrub: kinds of personal data, their density by source, and masks in their context."""

import polars as pl
import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.report.marked import has_mask
from pipeline.report.page import numbers
from pipeline.report.page.context import Context, Section
from pipeline.report.page.documents import cards
from pipeline.report.page.parts import Column, note, paragraph, table
from pipeline.report.page.sections import marks

# Shards, spread over the corpus, in which characters are counted.
MOST_SHARDS = 32
MILLION = 1e6
# Characters that are shown around a mask.
AROUND = 300


def section(context: Context) -> Section:
    """The section of scrub."""
    say, found = context.words.say, context.documents.get(("masked", ""), [])
    # Where only the title or other columns hold masks, the text has none to show.
    found = [one for one in found if has_mask(one.text)]
    names = context.findings.not_scanned
    parts = [
        paragraph(f"{say('about.scrub')} {_told(context)}"),
        _kinds(context),
        _density(context),
        note(say("scrub.not_scanned", columns=", ".join(names))) if names else "",
        cards(context, say("scrub.contexts"), found, AROUND) if found else "",
    ]
    return (
        marks.section(context, "scrub", *parts[1:])
        if _drops(context)
        else Section(
            "scrub",
            context.words.of_stage("scrub"),
            "".join([*parts, marks.settings(context, "scrub")]),
        )
    )


def _drops(context: Context) -> bool:
    """True if scrub dropped documents: it has a policy for that."""
    return bool(len(context.cells.filter(pl.col("dropped_by") == "scrub")))


def _told(context: Context) -> str:
    masked = context.scan.masked
    if not len(masked):
        return context.words.say("scrub.none")
    return context.words.say(
        "scrub.lead", num=numbers.count(masked["pieces"].sum()), kinds=masked["kind"].n_unique()
    )


def _kinds(context: Context) -> str:
    say, words = context.words.say, context.words
    masked = context.scan.masked
    sums = masked.group_by("kind").agg(pl.col("pieces", "documents").sum())
    sums = sums.join(marks.most_frequent(masked, "kind", "lang", "pieces"), on="kind")
    rows = [
        (
            words.name("kind", kind),
            pieces,
            docs,
            words.joined([words.name("lang", n) for n in langs]),
        )
        for kind, pieces, docs, langs in sums.sort(
            "pieces", "kind", descending=[True, False]
        ).iter_rows()
    ]
    columns = [
        Column(say("col.kind")),
        Column(say("col.pieces"), "count", is_bar=True),
        Column(say("col.documents"), "count"),
        Column(say("col.languages")),
    ]
    return table(say("scrub.kinds"), columns, rows) if rows else ""


def _density(context: Context) -> str:
    """Pieces per million characters by source."""
    say = context.words.say
    by_source = context.scan.masked.group_by("source").agg(pl.col("pieces").sum())
    sizes = context.scan.cells.group_by("source").agg(pl.col("bytes").sum())
    ratios = characters_per_byte(context.corpus)
    joined = sizes.join(by_source, on="source", how="left", nulls_equal=True).join(
        ratios, on="source", how="left", nulls_equal=True
    )
    overall = ratios["ratio"].mean() or 1.0
    chars = pl.col("bytes") * pl.col("ratio").fill_null(pl.lit(overall, pl.Float64))
    joined = joined.with_columns(chars=chars, pieces=pl.col("pieces").fill_null(0))
    joined = joined.with_columns(density=pl.col("pieces") * MILLION / pl.col("chars")).sort(
        "density", "source", descending=[True, False], nulls_last=True
    )
    rows = [
        (context.words.name("source", source), *rest)
        for source, *rest in joined.select("source", "pieces", "chars", "density").rows()
    ]
    columns = [
        Column(say("group.source")),
        Column(say("col.pieces"), "count"),
        Column(say("col.characters"), "count"),
        Column(say("col.density"), "measure", is_bar=True),
    ]
    return table(say("scrub.density"), columns, rows, say("more_rows"))


def characters_per_byte(corpus: Corpus) -> pl.DataFrame:
    """(source, ratio): characters per byte of the texts of each source, in at most MOST_SHARDS shards."""
    frames = []
    step = max(1, -(-corpus.num_shards // MOST_SHARDS))
    for shard in range(0, corpus.num_shards, step):
        rows = corpus.documents.read(shard, ["source", "bytes", "text"])
        counted = rows.append_column("chars", pc.cast(pc.utf8_length(rows.column("text")), "int64"))
        sums = pl.DataFrame(counted.drop_columns("text")).group_by("source")
        frames.append(sums.agg(pl.col("bytes", "chars").sum()))
    sums = pl.concat(frames).group_by("source").agg(pl.col("bytes", "chars").sum())
    return sums.select("source", ratio=pl.col("chars") / pl.col("bytes"))
