"""Parts of HTML that all report pages share: the document, sections, charts as inline SVG, tables."""

from collections.abc import Iterable
from html import escape
from typing import Any

import polars as pl
import vl_convert

from pipeline import __version__
from pipeline.core.printable import printable
from pipeline.report.charts import FONT

STYLE = f"""
body {{ font-family: {FONT}; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1c2330; }}
h1 {{ font-size: 1.6rem; margin-bottom: .2rem; }} h2 {{ font-size: 1.15rem; margin-top: 2.4rem; }}
p.note {{ color: #5b6575; margin-top: .2rem; }}
table {{ border-collapse: collapse; font-size: .88rem; }}
th, td {{ padding: .25rem .7rem; border-bottom: 1px solid #e3e7ee; text-align: left; }}
td.n, th.n {{ text-align: right; font-variant-numeric: tabular-nums; }}
.wide {{ overflow-x: auto; }} code {{ background: #f1f4f8; padding: 0 .2rem; border-radius: .2rem; }}
p.tokens {{ line-height: 1.9; }} svg {{ max-width: 100%; height: auto; }} """


def document(title: str, note: str, sections: Iterable[str]) -> str:
    """A complete HTML page without scripts or network access. Title and note are escaped, sections are
    HTML."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f'<body><h1>{escape(title)}</h1><p class="note">{escape(note)} Malmoi {__version__}.</p>'
        f"{''.join(sections)}</body></html>\n"
    )


def section(title: str, *parts: str) -> str:
    """HTML of a heading, which is escaped, and the HTML parts below it."""
    return f"<h2>{escape(title)}</h2>{''.join(parts)}"


def svg(chart: Any) -> str:
    """A chart as inline SVG."""
    return f"<div>{vl_convert.vegalite_to_svg(chart.to_json())}</div>"


def table(frame: pl.DataFrame) -> str:
    """A frame as an HTML table: numbers are right-aligned, nulls are blank, texts are escaped."""
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
    return f"{value:,}" if isinstance(value, int) else escape(printable(str(value)))
