"""The section of ingest: formats, encodings, repairs, warnings, and the records that became no document."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from pipeline.core.dataset import COMMIT_FILE, Dataset
from pipeline.report.inflow import HAND_OFF
from pipeline.report.page import numbers
from pipeline.report.page.context import Context, Section
from pipeline.report.page.masking import masked, masked_name, masked_names
from pipeline.report.page.parts import Column, escape, folded, note, paragraph, table
from pipeline.report.page.sections.marks import settings
from pipeline.report.page.warnings import in_words

# Rejected records of each reason whose beginnings are shown, reasons, and characters of a beginning.
OF_REASON, REASONS, LENGTH = 2, 12, 160


def section(context: Context) -> Section:
    """The section of ingest."""
    parts = [
        _lead(context),
        _sources(context),
        _rejects(context),
        _beginnings(context),
        _states(context),
        settings(context, "ingest"),
    ]
    return Section("ingest", context.words.of_stage("ingest"), "".join(parts))


def _lead(context: Context) -> str:
    sources = context.findings.inflow.sources
    return paragraph(
        context.words.say(
            "ingest.lead",
            files=numbers.count(sources["files"].sum()),
            records=numbers.count(sources["records"].sum()),
            docs=numbers.count(sources["documents"].sum()),
            rejects=numbers.count(sources["rejects"].sum()),
        )
    )


def _sources(context: Context) -> str:
    say, sources = context.words.say, context.findings.inflow.sources
    names = ["source", "format", "files", "records", "documents", "rejects", "bytes"]
    columns = [
        Column(say("group.source")),
        Column(say("col.format")),
        Column(say("col.files"), "count"),
        Column(say("col.records"), "count"),
        Column(say("col.documents"), "count"),
        Column(say("col.rejects"), "count"),
        Column(say("col.size_read"), "size", is_bar=True),
    ]
    ordered = sources.sort("bytes", "source", descending=[True, False])
    rows = [(context.words.name("source", s), *rest) for s, *rest in ordered.select(names).rows()]
    return table(say("ingest.sources"), columns, rows, say("more_rows"))


def _rejects(context: Context) -> str:
    found = context.findings.inflow.rejects
    say = context.words.say
    if not len(found):
        return note(say("ingest.no_rejects"))
    firsts = masked_names(found["first"].to_list())
    rows = [
        (
            context.words.name("reject", row["reason"]),
            row["records"],
            context.words.name("source", row["source"]),
            row["files"],
            first,
        )
        for row, first in zip(found.iter_rows(named=True), firsts, strict=True)
    ]
    columns = [
        Column(say("col.reason")),
        Column(say("col.records"), "count", is_bar=True),
        Column(say("group.source")),
        Column(say("col.files"), "count"),
        Column(say("col.first_file")),
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return table(say("ingest.rejects_by"), columns, rows, say("more_rows")) + _hand_off(context)


def _hand_off(context: Context) -> str:
    """The files that another program can read, which, and how to list them."""
    words, inflow = context.words, context.findings.inflow
    files = inflow.to_hand_on
    if not files:
        return ""
    by = [
        words.say(
            "ingest.hand_off_by",
            reason=words.name("reject", reason),
            num=numbers.count(num),
            program=words.name("program", HAND_OFF[reason]),
        )
        for reason, num in files.items()
    ]
    num, command = numbers.count(sum(files.values())), inflow.hand_off_command("ROOT")
    return note(words.say("ingest.hand_off", num=num, by=", ".join(by), command=command))


def _beginnings(context: Context) -> str:
    """How some rejected records begin, masked; none if the recipe has no scrub."""
    say = context.words.say
    if not context.has_texts:
        return ""
    found = list(_to_read(context))
    texts = masked([raw for _, _, raw in found])
    items = "".join(
        f'<article class="doc"><header><strong>{escape(context.words.name("reject", reason))}</strong>'
        f'<span>{escape(place)}</span></header><p class="text">{escape(text, LENGTH)}</p></article>'
        for (reason, place, _), text in zip(found, texts, strict=True)
        if text.strip()
    )
    return folded(say("ingest.beginnings"), note(say("ingest.masked")), items) if items else ""


def _to_read(context: Context) -> Iterator[tuple[str, str, str]]:
    """(reason, source and record, beginning) of the first rejects of each reason."""
    store = context.corpus.documents.store
    if not store.exists(f"ingest/rejects/{COMMIT_FILE}"):
        return
    rejects, left = (
        Dataset(store, "ingest/rejects"),
        dict.fromkeys(
            context.findings.inflow.rejects["reason"].unique(maintain_order=True).head(REASONS),
            OF_REASON,
        ),
    )
    for shard in range(rejects.num_shards):
        if not any(left.values()):
            return
        rows = pl.DataFrame(rejects.read(shard, ["source", "record", "reason", "raw"]))
        first = rows.drop_nulls("raw").filter(pl.int_range(pl.len()).over("reason") < OF_REASON)
        for source, record, reason, raw in first.iter_rows():
            if left.get(reason):
                left[reason] -= 1
                yield reason, f"{context.words.name('source', source)} #{record}", raw


def _states(context: Context) -> str:
    """How the texts arrived: encodings, repairs, warnings, fields that vary, splits, skipped files."""
    inflow, words = context.findings.inflow, context.words
    warnings = [
        (s, files, in_words(words, masked([warning])[0]), *masked_names([first]))
        for s, warning, files, first in inflow.warnings.iter_rows()
    ]
    listed = (
        ("ingest.encodings", ["col.encoding", "col.documents"], inflow.decoded.rows()),
        (
            "ingest.repairs",
            ["col.repair", "col.documents"],
            [(words.name("repair", n), num) for n, num in inflow.repairs.iter_rows()],
        ),
        (
            "ingest.warnings",
            ["group.source", "col.files", "col.warning", "col.first_file"],
            warnings,
        ),
        (
            "ingest.drift",
            ["group.source", "col.field", "col.type", "col.files", "col.of"],
            [(s, *masked([field]), *rest) for s, field, *rest in inflow.drift.iter_rows()],
        ),
        (
            "ingest.splits",
            ["group.source", "col.split", "col.documents", "col.again"],
            inflow.splits.rows(),
        ),
        (
            "ingest.skipped",
            ["group.source", "col.extension", "col.kind", "col.files"],
            [
                (s, masked_name(end), words.name("skip", kind), n)
                for s, end, kind, n in inflow.skipped.rows()
            ],
        ),
    )
    tables = "".join(
        _counted(context, title, names, _named(context, names, rows))
        for title, names, rows in listed
        if rows
    )
    return f'<div class="side">{tables}</div>' if tables else ""


def _named(
    context: Context, names: list[str], rows: Sequence[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """The rows with the names of sources, which are in the first column, as the page shows them."""
    if names[0] != "group.source":
        return list(rows)
    return [(context.words.name("source", source), *rest) for source, *rest in rows]


def _counted(
    context: Context, title: str, names: list[str], rows: Sequence[Sequence[object]]
) -> str:
    say = context.words.say
    first = rows[0]
    columns = [
        Column(say(name), "count" if isinstance(value, int) else "text")
        for name, value in zip(names, first, strict=True)
    ]
    return f"<div>{table(say(title), columns, rows, say('more_rows'))}</div>"
