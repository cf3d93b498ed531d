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
    if len(findings.rejects):
        console.print(table("Records that became no document", findings.rejects))
    if len(findings.scrubbed):
        console.print(table("Personal data masked", findings.scrubbed))
    console.print(table("Dropped, by stage and reason", with_megabytes(findings.drops)))
    if len(findings.tokens):
        console.print(table("Packed tokens", findings.tokens))
    print_compression(findings, console)


def print_funnel(findings: Findings, console: Console) -> None:
    total = findings.funnel([]).with_columns(domain=pl.lit("all"), lang=pl.lit("all"))
    if len(findings.tokens):
        tokens = pl.when(pl.col("stage") == "pack").then(findings.tokens["tokens"].sum())
        total = total.with_columns(tokens=tokens.cast(pl.Int64))
    console.print(table("Living after each stage", with_megabytes(total).drop("domain", "lang")))
    console.print(table("Documents living after ingest and each marking stage", findings.by_domain))


def print_compression(findings: Findings, console: Console) -> None:
    if len(findings.compression):
        console.print(table("Compression on held-out documents", findings.compression))


def with_megabytes(frame: pl.DataFrame) -> pl.DataFrame:
    """`bytes` as MB (10^6)."""
    return frame.with_columns(MB=(pl.col("bytes") / 1e6).round(2)).drop("bytes")


def table(title: str, frame: pl.DataFrame) -> Table:
    """A rich table; numbers right-aligned with thousands separators, null blank."""
    grid = Table(title=title, title_justify="left", title_style="bold")
    for name, kind in frame.schema.items():
        grid.add_column(
            name.replace("_", " "),
            overflow="fold",
            justify="right" if kind.is_numeric() else "left",
        )
    for row in frame.iter_rows():
        grid.add_row(*_cells(row))
    return grid


def _cells(row: Iterable[object]) -> Iterable[str]:
    for value in row:
        if value is None:
            yield ""
        elif isinstance(value, float):
            yield f"{value:,.3f}"
        else:
            yield f"{value:,}" if isinstance(value, int) else str(value)
