"""`malmoi report`: a self-contained HTML page with charts as inline SVG, without scripts or network
access."""

from html import escape

import polars as pl

from pipeline.core.corpus import Corpus
from pipeline.report import charts, tokenizer
from pipeline.report.frame import document, section, svg, table
from pipeline.report.inflow import SPLITS
from pipeline.report.queries import Findings
from pipeline.report.tables import with_megabytes


def write(corpus: Corpus) -> str:
    """Write report/index.html below the root, and report/tokenizer.html if a tokenizer was trained. Returns
    the path or address of index.html."""
    store = corpus.documents.store
    findings = Findings(corpus)
    pages = {"index.html": page(findings), "tokenizer.html": tokenizer.page(findings)}
    for name, text in pages.items():
        if text is not None:
            data = text.encode()
            store.write(f"report/{name}", lambda out, d=data: out.write(d))
    return store.at("report/index.html")


def page(findings: Findings) -> str:
    """The HTML of the page."""
    total = findings.funnel([])
    last = total.row(-1, named=True)
    sections = [
        ("Funnel", [svg(charts.funnel(findings)), table(with_megabytes(total))]),
        ("Documents living, by domain and language", [table(findings.by_domain("documents"))]),
        ("MB living", [table(_megabytes(findings.by_domain("bytes")))]),
        ("Tokens living (estimated; after pack counted)", [table(findings.by_domain("tokens"))]),
        ("Drop reasons", [svg(charts.drops(findings)), table(with_megabytes(findings.drops))]),
        ("Input by source and format", [table(with_megabytes(findings.inflow.sources))]),
        ("Input by source and extension", [table(with_megabytes(findings.inflow.extensions))]),
        ("Skipped: files that hold no text", [table(findings.inflow.skipped)]),
        ("Encodings", [table(findings.inflow.decoded)]),
        ("Repaired documents", [table(findings.inflow.repairs)]),
        ("Warnings about files", [table(findings.inflow.warnings)]),
        ("Fields that differ between the files of a source", [table(findings.inflow.drift)]),
        *([(SPLITS, [table(findings.inflow.splits)])] if len(findings.inflow.splits) else []),
        (
            "Rejected records",
            [table(findings.inflow.rejects), _line(findings.inflow.hand_off)],
        ),
        ("Personal data replaced", [table(findings.scrubbed), _note(findings.not_scanned)]),
        ("Mixture, planned and packed", [table(findings.mixture)]),
        ("Packed rows", [table(findings.rows)]),
        ("Mixture", [svg(charts.mixture(findings)), table(findings.tokens)]),
        (
            "Compression",
            [
                svg(charts.compression(findings)),
                table(findings.compression.select("lang", "domain", *tokenizer.CORE)),
                '<p class="note"><a href="tokenizer.html">Comparison with other tokenizers</a>.</p>'
                if findings.tokenizer
                else "",
            ],
        ),
    ]
    summary = f"{last['documents']:,} documents and {last['bytes'] / 1e6:,.1f} MB live after {last['stage']}."
    return document("Malmoi report", summary, (section(t, *parts) for t, parts in sections))


def _line(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>' if text else ""


def _note(columns: list[str]) -> str:
    """A note naming the columns that were not scanned for personal data; empty if all were."""
    names = escape(", ".join(columns))
    return f'<p class="note">Columns not scanned: {names}.</p>' if columns else ""


def _megabytes(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.selectors.integer() / 1e6)
