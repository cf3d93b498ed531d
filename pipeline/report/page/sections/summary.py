"""The first screen: what happened in sentences, facts of the run, the flow."""

from collections.abc import Iterator
from datetime import datetime

import polars as pl

from pipeline import __version__
from pipeline.report.page import flow, numbers
from pipeline.report.page.context import Context, Section
from pipeline.report.page.masking import masked_name
from pipeline.report.page.parts import Column, escape, folded, table
from pipeline.report.page.paths import short
from pipeline.report.page.sections.marks import listing

# Stages whose losses are described, and the least documents of a source that is named.
MOST_STAGES, MIN_DOCUMENTS = 3, 20
MIX = "mix"
# How many times larger one share must be than the other to be worth a remark.
UNEVEN = 2


def section(context: Context) -> Section:
    """The summary."""
    say = context.words.say
    items = "".join(
        f"<li>{escape(text, None)}{f' {_link(context, anchor)}' if anchor else ''}</li>"
        for text, anchor in _story(context)
    )
    html = (
        f'<p class="about">{escape(_about(context), None)}</p><ul class="story">{items}</ul>'
        f"{flow.html(context)}{_facts(context)}{_licences(context)}{_versions(context)}"
    )
    return Section("summary", say("summary.title"), html)


def _link(context: Context, anchor: str) -> str:
    title = context.words.of_stage(anchor)
    return f'<a href="#{escape(anchor)}">{escape(context.words.say("summary.look", section=title))}</a>'


def _about(context: Context) -> str:
    """Root as its own folder names it, date and version, in one line."""
    run = context.run
    parts = [short(context.corpus.documents.store.uri, context.folder)]
    if run.get("ended"):
        parts.append(_date(run["ended"]))
    return " · ".join([*parts, f"Malmoi {__version__}"])


def _date(text: str) -> str:
    return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M %Z").strip()


def _story(context: Context) -> Iterator[tuple[str, str]]:
    """(sentence, section that shows more) of what matters."""
    yield _whole(context), ""
    yield from _rejected(context)
    yield from _largest(context)
    yield from _mixed(context)
    yield from _poorest(context)
    yield from _masked(context)
    yield from _packed(context)


def _whole(context: Context) -> str:
    """How much is left, after the last stage if the run has not finished."""
    alive = context.cells.filter(pl.col("dropped_by").is_null())
    docs, kept = (int(f["documents"].sum()) for f in (context.cells, alive))
    size, kept_size = (int(f["bytes"].sum()) for f in (context.cells, alive))
    return context.words.say(
        "summary.whole" if context.is_finished else "summary.so_far",
        stage=context.words.of_stage(context.corpus.trail[-1]),
        docs=numbers.count(docs),
        size=numbers.size(size),
        kept=numbers.count(kept),
        kept_size=numbers.size(kept_size),
        share=numbers.share(kept / docs if docs else None),
        size_share=numbers.share(kept_size / size if size else None),
    )


def _rejected(context: Context) -> Iterator[tuple[str, str]]:
    found = context.findings.inflow.rejects
    total = int(found["records"].sum())
    records = int(context.findings.inflow.sources["records"].sum())
    if total and records:
        top = (
            found.group_by("reason")
            .agg(pl.col("records").sum())
            .sort("records", "reason", descending=[True, False])
        )
        yield (
            context.words.say(
                "summary.rejected",
                num=numbers.count(total),
                share=numbers.share(total / records),
                reason=context.words.name("reject", top["reason"][0]),
            ),
            "ingest",
        )


def _largest(context: Context) -> Iterator[tuple[str, str]]:
    """The stages that dropped the most documents, with the main reason and source."""
    docs, size = (int(context.cells[n].sum()) for n in ("documents", "bytes"))
    gone = context.cells.filter(pl.col("dropped_by") != MIX)
    sums = gone.group_by("dropped_by").agg(pl.col("documents", "bytes").sum())
    for stage, lost, lost_size in (
        sums.sort("documents", "dropped_by", descending=[True, False]).head(MOST_STAGES).iter_rows()
    ):
        of_stage = gone.filter(pl.col("dropped_by") == stage)
        of_docs, of_size = lost / docs, lost_size / max(size, 1)
        key = (
            "summary.stage_short"
            if of_docs > UNEVEN * of_size
            else "summary.stage_long"
            if of_size > UNEVEN * of_docs
            else "summary.stage"
        )
        yield (
            context.words.say(
                key,
                stage=context.words.of_stage(stage),
                lost=numbers.count(lost),
                share=numbers.share(of_docs),
                size_share=numbers.share(of_size),
            )
            + f" {_why(context, of_stage)}",
            stage,
        )


def _why(context: Context, of_stage: pl.DataFrame) -> str:
    """The main reason and source of what a stage dropped; the source only if there is one reason."""
    source = context.words.name("source", _top(of_stage, "source"))
    if of_stage["drop_reason"].n_unique() == 1:
        return context.words.say("summary.from", source=source)
    reason = context.words.name("reason", _top(of_stage, "drop_reason"))
    return context.words.say("summary.why", reason=reason, source=source)


def _mixed(context: Context) -> Iterator[tuple[str, str]]:
    """How many documents the mix drew of those that reached it."""
    if MIX in context.stages:
        reached = context.reached(MIX)
        lost = int(reached.filter(pl.col("dropped_by") == MIX)["documents"].sum())
        docs = int(reached["documents"].sum())
        phases = context.settings(MIX).get("phases") or []
        is_whole = bool(phases) and all(phase.get("tokens") == "100%" for phase in phases)
        said = context.words.say(
            "summary.mixed_all" if is_whole else "summary.mixed",
            docs=numbers.count(docs),
            kept=numbers.count(docs - lost),
        )
        yield said, MIX


def _top(cells: pl.DataFrame, column: str) -> str | None:
    sums = cells.group_by(column).agg(pl.col("documents").sum())
    return sums.sort("documents", column, descending=[True, False])[column][0]


def _poorest(context: Context) -> Iterator[tuple[str, str]]:
    """The source that loses the largest share before the mix, if that is more than half."""
    stages = [s for s in context.stages if s != MIX]
    is_gone = pl.col("dropped_by").is_in(stages).fill_null(False)
    sums = context.cells.group_by("source").agg(
        pl.col("documents").sum(), pl.col("documents").filter(is_gone).sum().alias("lost")
    )
    worst = sums.filter(
        (pl.col("documents") >= MIN_DOCUMENTS) & (pl.col("lost") * 2 > pl.col("documents"))
    )
    worst = worst.sort(pl.col("lost") / pl.col("documents"), "source", descending=[True, False])
    if len(worst):
        source, docs, lost = worst.row(0)
        of_source = context.cells.filter(
            pl.col("source").eq_missing(pl.lit(source, pl.String)) & is_gone
        )
        yield (
            context.words.say(
                "summary.poorest",
                source=context.words.name("source", source),
                share=numbers.share(lost / docs),
                docs=numbers.count(docs),
            ),
            str(_top(of_source, "dropped_by")),
        )


def _masked(context: Context) -> Iterator[tuple[str, str]]:
    pieces = int(context.scan.masked["pieces"].sum())
    if pieces:
        kinds = (
            context.scan.masked.group_by("kind")
            .agg(pl.col("pieces").sum())
            .sort("pieces", "kind", descending=[True, False])
        )
        named = [context.words.name("kind", kind) for kind in kinds["kind"].head(3)]
        yield (
            context.words.say(
                "summary.masked", num=numbers.count(pieces), kinds=context.words.joined(named)
            ),
            "scrub",
        )


def _packed(context: Context) -> Iterator[tuple[str, str]]:
    rows = context.findings.rows
    if len(rows):
        yield (
            context.words.say(
                "summary.packed",
                tokens=numbers.count(rows["tokens"].sum()),
                rows=numbers.count(rows["rows"].sum()),
                phases=context.words.joined(rows["phase"].to_list()),
            ),
            "pack",
        )


def _facts(context: Context) -> str:
    """Recipe, dates and stages as a list of terms."""
    say, run = context.words.say, context.run
    facts = [
        (say("facts.stages"), " → ".join(context.words.of_stage(s) for s in context.corpus.trail))
    ]
    if run.get("started") and run.get("ended"):
        took = datetime.fromisoformat(run["ended"]) - datetime.fromisoformat(run["started"])
        facts.append(
            (say("facts.run"), f"{_date(run['started'])} ({say('facts.took', time=str(took))})")
        )
    if not context.is_finished:
        facts.append((say("facts.state"), say("facts.unfinished")))
    facts.append((say("facts.fingerprint"), context.corpus.fingerprint))
    items = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value, 1000)}</dd>" for name, value in facts
    )
    return f'<dl class="facts">{items}</dl>' + listing(context, say("facts.recipe"), context.recipe)


def _licences(context: Context) -> str:
    """Licences by source: what lives under which terms."""
    say = context.words.say
    rows = [
        (context.words.name("source", source), masked_name(licence or say("none")), docs, size)
        for source, licence, docs, size in context.scan.licences.iter_rows()
    ]
    columns = [
        Column(say("group.source")),
        Column(say("col.licence")),
        Column(say("col.documents"), "count"),
        Column(say("col.text"), "size"),
    ]
    return folded(
        say("facts.licences"), table(say("facts.licences"), columns, rows, say("more_rows"))
    )


def _versions(context: Context) -> str:
    say = context.words.say
    rows = sorted(context.run.get("versions", {}).items())
    columns = [Column(say("col.package")), Column(say("col.version"))]
    return (
        folded(say("facts.versions"), table(say("facts.versions"), columns, rows)) if rows else ""
    )
