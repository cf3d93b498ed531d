"""`malmoi show`: the tables of a run in the terminal."""

from collections.abc import Iterable

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.contract import ALL
from pipeline.core.corpus import Corpus
from pipeline.core.printable import on_one_line
from pipeline.report.inflow import SPLITS, Inflow
from pipeline.report.queries import Findings

# Columns of compression that are printed.
CORE = ("documents", "tokens_per_word", "tokens_per_char", "bytes_per_token")
# Least width, in characters, of a text column in a terminal that is too narrow for the table.
NARROW = 14


def print_all(corpus: Corpus, console: Console) -> None:
    """Print all tables: funnel, sizes, input, masked data, drop reasons, mixture, tokens and compression."""
    findings = Findings(corpus)
    print_funnel(findings, console)
    print_sizes(findings, console)
    print_input(findings.inflow, console)
    print_scrubbed(findings, console)
    if len(findings.rights):
        console.print(table("Rights, by reuse and licence", with_megabytes(findings.rights)))
    if len(findings.listed):
        console.print(table("Opted out and listed, by reason", findings.listed))
    console.print(table("Dropped, by stage and reason", with_megabytes(findings.drops)))
    if len(findings.mixture):
        how = "counted" if findings.tokens_counted else "estimated from bytes"
        title = f"Mixture: planned shares (tokens {how}) and packed shares"
        console.print(table(title, findings.mixture))
    if len(findings.rows):
        console.print(table("Packed rows", findings.rows))
    if len(findings.tokens):
        console.print(table("Packed tokens", findings.tokens))
    print_compression(findings, console)


def print_funnel(findings: Findings, console: Console) -> None:
    """Print documents and megabytes after each stage, in all and by domain and language."""
    console.print(table("Living after each stage", with_megabytes(findings.funnel([]))))
    console.print(table("Documents living", findings.by_domain("documents")))


def print_sizes(findings: Findings, console: Console) -> None:
    """Print megabytes and tokens by domain and language."""
    sizes = findings.by_domain("bytes")
    console.print(table("MB living", sizes.with_columns(pl.selectors.integer() / 1e6)))
    if len(findings.compression):
        tokens = findings.by_domain("tokens").with_columns(pl.selectors.integer() / 1e3)
        console.print(
            table("1,000 tokens living (estimated; after pack counted)", tokens, digits=0)
        )


def print_input(inflow: Inflow, console: Console) -> None:
    """Print the input by source and format, encodings, repairs, warnings, varying fields, copies between
    splits and rejected records."""
    for title, frame in (
        ("Input by source and format", with_megabytes(inflow.sources)),
        ("Input by source and extension", with_megabytes(inflow.extensions)),
        ("Skipped: files that hold no text", inflow.skipped),
        ("Encodings", inflow.decoded),
        ("Repaired documents", inflow.repairs),
        ("Warnings about files", inflow.warnings),
        ("Fields that differ between the files of a source", inflow.drift),
        (SPLITS, inflow.splits),
        ("Rejected records", inflow.rejects),
    ):
        if len(frame):
            console.print(table(title, frame))
    if hint := inflow.hand_off:
        console.print(hint, highlight=False, markup=False, soft_wrap=True)


def print_scrubbed(findings: Findings, console: Console) -> None:
    """Print masked personal data by kind and language, and the columns that were not scanned."""
    if len(findings.scrubbed):
        console.print(table("Personal data replaced", findings.scrubbed))
    if findings.not_scanned:
        names = ", ".join(findings.not_scanned)
        console.print(
            f"Columns not scanned for personal data: {on_one_line(names)}",
            highlight=False,
            markup=False,
        )


def print_compression(findings: Findings, console: Console) -> None:
    """Print the compression of the trained tokenizer, and tokens per word of all measured tokenizers."""
    if len(findings.compression):
        core = findings.compression.select("lang", "domain", *CORE)
        console.print(table("Compression on held-out documents", core))
        overall = findings.compressions.filter(pl.col("domain") == ALL).drop("domain")
        if overall["tokenizer"].n_unique() > 1:
            grid = overall.pivot("lang", index="tokenizer", values="tokens_per_word")
            console.print(table("Tokens per word on held-out documents", grid))


def with_megabytes(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with a column `MB` (10^6 bytes) in place of `bytes`."""
    return frame.with_columns(MB=pl.col("bytes") / 1e6).drop("bytes")


def table(title: str, frame: pl.DataFrame, digits: int = 3) -> Table:
    """A rich table of a frame: numbers are right-aligned with thousands separators and `digits` decimals,
    nulls are blank."""
    grid = Table(title=title, title_justify="left", title_style="bold")
    rows = [list(_cells(row, digits)) for row in frame.iter_rows()]
    for i, (name, kind) in enumerate(frame.schema.items()):
        longest = max((len(row[i]) for row in rows), default=0)
        grid.add_column(
            name.replace("_", " "),
            overflow="fold",
            min_width=longest if kind.is_numeric() else min(longest, NARROW),
            justify="right" if kind.is_numeric() else "left",
        )
    for row in rows:
        # as Text: brackets in a value are not markup
        grid.add_row(*map(Text, row))
    return grid


def _cells(row: Iterable[object], digits: int) -> Iterable[str]:
    for value in row:
        if value is None:
            yield ""
        elif isinstance(value, float):
            # 14 bytes are no .000 MB
            yield f"{value:,.{digits if value == 0 or abs(value) >= 0.001 else 6}f}"
        else:
            yield f"{value:,}" if isinstance(value, int) else on_one_line(str(value))
