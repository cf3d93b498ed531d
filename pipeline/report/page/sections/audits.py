"""The section of audits: how raters judged drops, if there are verdicts beside the run."""

from pipeline.report.audit.agreement import agreement, precision
from pipeline.report.audit.verdicts import stored
from pipeline.report.page import numbers
from pipeline.report.page.context import Context, Section
from pipeline.report.page.masking import masked
from pipeline.report.page.parts import Column, folded, paragraph, table


def section(context: Context) -> list[Section]:
    """The section, or nothing without verdicts."""
    verdicts, say = stored(context.corpus.documents.store), context.words.say
    if not verdicts:
        return []
    docs = len({(v.stage, v.reason, v.document) for v in verdicts})
    raters = context.words.joined(masked(sorted({v.rater for v in verdicts})))
    by_reason = [_row(context, row) for row in precision(verdicts).iter_rows()]
    by_source = [
        (context.words.name("source", source), *_row(context, (stage, reason, *rest)))
        for stage, reason, source, *rest in precision(verdicts, by_source=True).iter_rows()
    ]
    pairs = agreement(verdicts)
    columns = [
        Column(say("audits.first")),
        Column(say("audits.second")),
        Column(say("col.documents"), "count"),
        Column(say("audits.agreed"), "share"),
        Column(say("audits.kappa"), "ratio"),
    ]
    parts = [
        paragraph(say("audits.lead", docs=numbers.count(docs), raters=raters)),
        table(say("audits.precision"), _columns(context), by_reason, say("more_rows")),
        table(
            say("audits.agreement"),
            columns,
            [(*masked([a, b]), *rest) for a, b, *rest in pairs.iter_rows()],
        )
        if len(pairs)
        else "",
        folded(
            say("audits.by_source"),
            table(
                say("audits.by_source"),
                [Column(say("group.source")), *_columns(context)],
                by_source,
                say("more_rows"),
            ),
        ),
    ]
    return [Section("audits", say("audits.title"), "".join(parts))]


def _columns(context: Context) -> list[Column]:
    say = context.words.say
    return [
        Column(say("col.reason")),
        Column(say("audits.share"), "share"),
        Column(say("audits.low"), "share"),
        Column(say("audits.high"), "share"),
        Column(say("audit.right"), "count"),
        Column(say("audit.wrong"), "count"),
        Column(say("audits.open"), "count"),
    ]


def _row(context: Context, row: tuple[object, ...]) -> tuple[object, ...]:
    stage, reason, _, right, wrong, unsure, share, low, high = row
    words = context.words
    name = f"{words.of_stage(str(stage))}: {words.name('reason', str(reason))}"
    return name, share, low, high, right, wrong, unsure
