"""The section of pack: rows of training, and tokens by domain and language."""

from pipeline.report.page.context import Context, Section
from pipeline.report.page.parts import Column, paragraph, table
from pipeline.report.page.sections import marks


def section(context: Context) -> Section:
    """The section of pack."""
    say, words = context.words.say, context.words
    rows = context.findings.rows
    names = ["phase", "seq_len", "rows", "samples", "tokens", "truncated", "padding"]
    phases = table(
        say("pack.rows"),
        [
            Column(say("col.phase")),
            Column(say("pack.seq_len"), "count"),
            Column(say("pack.num_rows"), "count"),
            Column(say("pack.samples"), "count"),
            Column(say("col.tokens"), "count"),
            Column(say("pack.truncated"), "share"),
            Column(say("pack.padding"), "share"),
        ],
        rows.select(names).rows() if len(rows) else [],
    )
    tokens = context.findings.tokens
    by_domain = (
        [
            (
                words.name("domain", domain),
                words.name("lang", lang),
                docs,
                samples / docs,
                num,
                share,
            )
            for domain, lang, docs, samples, num, share in tokens.select(
                "domain", "lang", "documents", "samples", "tokens", "share"
            ).iter_rows()
        ]
        if len(rows)
        else []
    )
    columns = [
        Column(say("group.domain")),
        Column(say("group.lang")),
        Column(say("col.documents"), "count"),
        Column(say("pack.epochs"), "ratio"),
        Column(say("col.tokens"), "count"),
        Column(say("col.share"), "share", is_bar=True),
    ]
    parts = [
        paragraph(say("about.pack")),
        phases,
        table(say("pack.by_domain"), columns, by_domain, say("more_rows")),
        marks.settings(context, "pack"),
    ]
    return Section("pack", words.of_stage("pack"), "".join(parts))
