"""`malmoi show`: the funnel in a terminal."""

from collections.abc import Iterable

import polars as pl
from rich.console import Console
from rich.table import Table

from pipeline.core.corpus import Corpus
from pipeline.report.queries import Findings


def print_all(corpus: Corpus, console: Console) -> None:
    """Funnel by domain and language, drop reasons, rejects, masked data, tokens and compression."""
    findings = Findings(corpus)
    print_funnel(findings, console)
    print_sizes(findings, console)
    if len(findings.rejects):
        console.print(table("Records that became no document", findings.rejects))
    if len(findings.scrubbed):
        console.print(table("Personal data masked", findings.scrubbed))
    console.print(table("Dropped, by stage and reason", with_megabytes(findings.drops)))
    if len(findings.tokens):
        console.print(table("Packed tokens", findings.tokens))
    print_compression(findings, console)


def print_funnel(findings: Findings, console: Console) -> None:
    console.print(table("Living after each stage", with_megabytes(findings.funnel([]))))
    console.print(table("Documents living", findings.by_domain("documents")))


def print_sizes(findings: Findings, console: Console) -> None:
    """Megabytes and tokens by domain and language."""
    sizes = findings.by_domain("bytes")
    console.print(table("MB living", sizes.with_columns(pl.selectors.integer() / 1e6)))
    if len(findings.compression):
        tokens = findings.by_domain("tokens").with_columns(pl.selectors.integer() / 1e3)
        console.print(
            table("1,000 tokens living (estimated; after pack counted)", tokens, digits=0)
        )


def print_compression(findings: Findings, console: Console) -> None:
    if len(findings.compression):
        console.print(table("Compression on held-out documents", findings.compression))


def with_megabytes(frame: pl.DataFrame) -> pl.DataFrame:
    """`bytes` as MB (10^6)."""
    return frame.with_columns(MB=(pl.col("bytes") / 1e6).round(2)).drop("bytes")


def table(title: str, frame: pl.DataFrame, digits: int = 3) -> Table:
    """A rich table; numbers right-aligned with thousands separators, null blank."""
    grid = Table(title=title, title_justify="left", title_style="bold")
    for name, kind in frame.schema.items():
        grid.add_column(
            name.replace("_", " "),
            overflow="fold",
            no_wrap=not kind.is_numeric() and len(name) < 8,
            justify="right" if kind.is_numeric() else "left",
        )
    for row in frame.iter_rows():
        grid.add_row(*_cells(row, digits))
    return grid


def _cells(row: Iterable[object], digits: int) -> Iterable[str]:
    for value in row:
        if value is None:
            yield ""
        elif isinstance(value, float):
            yield f"{value:,.{digits}f}"
        else:
            yield f"{value:,}" if isinstance(value, int) else str(value)
