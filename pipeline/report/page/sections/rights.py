"""The section of the stage rights: what documents state about their reuse, by licence."""

from pipeline.report import rights
from pipeline.report.page.context import Context, Section
from pipeline.report.page.masking import masked_names
from pipeline.report.page.parts import Column, table
from pipeline.report.page.sections import marks

# Licences that are listed.
MOST_LICENCES = 30


def section(context: Context) -> Section:
    """The section of rights."""
    return marks.section(context, rights.STAGE, _found(context))


def _found(context: Context) -> str:
    """Documents and bytes by reuse and licence, the most frequent first."""
    say, name = context.words.say, context.words.name
    counts = rights.counts(context.corpus).head(MOST_LICENCES)
    licences = masked_names([licence or "" for licence in counts["license"].to_list()])
    rows = [
        (name("reuse", reuse), licence, documents, size)
        for licence, (reuse, _, documents, size) in zip(licences, counts.iter_rows(), strict=True)
    ]
    columns = [
        Column(say("rights.reuse")),
        Column(say("rights.license")),
        Column(say("col.documents"), "count", is_bar=True),
        Column(say("col.text"), "size"),
    ]
    return table(say("rights.found"), columns, rows) if rows else ""
