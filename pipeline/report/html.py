"""`malmoi report`: one page that opens anywhere, charts as inline SVG, no script and no network."""

from html import escape

import altair as alt
import polars as pl
import vl_convert

from pipeline import __version__
from pipeline.core.corpus import Corpus
from pipeline.report import charts
from pipeline.report.queries import Findings
from pipeline.report.tables import with_megabytes

STYLE = f"""
body {{ font-family: {charts.FONT}; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1c2330; }}
h1 {{ font-size: 1.6rem; margin-bottom: .2rem; }} h2 {{ font-size: 1.15rem; margin-top: 2.4rem; }}
p.note {{ color: #5b6575; margin-top: .2rem; }}
table {{ border-collapse: collapse; font-size: .88rem; }}
th, td {{ padding: .25rem .7rem; border-bottom: 1px solid #e3e7ee; text-align: left; }}
td.n, th.n {{ text-align: right; font-variant-numeric: tabular-nums; }}
.wide {{ overflow-x: auto; }} svg {{ max-width: 100%; height: auto; }}
"""


def write(corpus: Corpus) -> str:
    """Write report/index.html below the root; returns its path."""
    store = corpus.documents.store
    data = page(Findings(corpus)).encode()
    store.write("report/index.html", lambda out: out.write(data))
    return store.at("report/index.html")


def page(findings: Findings) -> str:
    """The whole page."""
    total = findings.funnel([])
    last = total.row(-1, named=True)
    sections = [
        ("Funnel", [svg(charts.funnel(findings)), table(with_megabytes(total))]),
        ("Documents living, by domain and language", [table(findings.by_domain("documents"))]),
        ("MB living", [table(_megabytes(findings.by_domain("bytes")))]),
        ("Tokens living (estimated; after pack counted)", [table(findings.by_domain("tokens"))]),
        ("Drop reasons", [svg(charts.drops(findings)), table(with_megabytes(findings.drops))]),
        ("What came in", [table(with_megabytes(findings.sources))]),
        ("Encodings", [table(findings.decoded)]),
        ("Repairs of texts", [table(findings.repairs)]),
        ("Odd files", [table(findings.warnings)]),
        ("Fields that differ between the files of a source", [table(findings.drift)]),
        ("Records that became no document", [table(findings.rejects)]),
        ("Personal data replaced", [table(findings.scrubbed), _note(findings.not_scanned)]),
        ("Mixture, planned and packed", [table(findings.mixture)]),
        ("Mixture", [svg(charts.mixture(findings)), table(findings.tokens)]),
        ("Compression", [svg(charts.compression(findings)), table(findings.compression)]),
    ]
    body = "".join(f"<h2>{escape(title)}</h2>{''.join(parts)}" for title, parts in sections)
    summary = f"{last['documents']:,} documents and {last['bytes'] / 1e6:,.1f} MB live after {last['stage']}."
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Malmoi report</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f'<body><h1>Malmoi report</h1><p class="note">{summary} Malmoi {__version__}.</p>{body}'
        "</body></html>\n"
    )


def _note(columns: list[str]) -> str:
    """The columns in which personal data was not looked for."""
    names = escape(", ".join(columns))
    return f'<p class="note">Columns not scanned: {names}.</p>' if columns else ""


def _megabytes(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.selectors.integer() / 1e6)


def svg(chart: alt.Chart) -> str:
    """A chart as inline SVG."""
    return f"<div>{vl_convert.vegalite_to_svg(chart.to_json())}</div>"


def table(frame: pl.DataFrame) -> str:
    """A frame as an HTML table; numbers right-aligned, null blank."""
    if not len(frame):
        return '<p class="note">None.</p>'
    kinds = ["n" if kind.is_numeric() else "" for kind in frame.dtypes]
    head = "".join(
        f'<th class="{k}">{escape(n)}</th>' for n, k in zip(frame.columns, kinds, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f'<td class="{k}">{_cell(v)}</td>' for v, k in zip(row, kinds, strict=True))
        + "</tr>"
        for row in frame.iter_rows()
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.3f}"
    return f"{value:,}" if isinstance(value, int) else escape(str(value))
