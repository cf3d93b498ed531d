"""Charts of the notebooks and of calibration, drawn by Altair; text stays text, so Hangul renders."""

from typing import Any

import altair as alt
import polars as pl

from pipeline.report.queries import Findings

FONT = (
    "Pretendard, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', "
    "NanumGothic, sans-serif"
)
WIDTH = 640


def finished(chart: Any, title: str) -> Any:
    """The chart with a title and the style that all charts share."""
    return (
        chart.properties(
            title=title, **({} if isinstance(chart, alt.FacetChart) else {"width": WIDTH})
        )
        .configure(font=FONT)
        .configure_view(strokeWidth=0)
    )


def funnel(findings: Findings) -> alt.Chart:
    """Megabytes living after each stage, stacked by domain."""
    frame = findings.funnel(["domain", "lang"]).with_columns(
        MB=pl.col("bytes") / 1e6, domain=pl.col("domain").fill_null("(none)")
    )
    order = list(findings.corpus.trail)
    chart = alt.Chart(frame.select("stage", "domain", "lang", "documents", "MB")).mark_bar()
    chart = chart.encode(
        y=alt.Y("stage:N", sort=order, title=None),
        x=alt.X("sum(MB):Q", title="MB of text living"),
        color=alt.Color("domain:N", title="domain", scale=alt.Scale(scheme="tableau20")),
        tooltip=["stage", "domain", "lang", "documents", "MB"],
    )
    return finished(chart, "Living text after each stage")


def drops(findings: Findings) -> alt.Chart:
    """Documents dropped, by stage and reason, coloured by language."""
    frame = findings.drops.with_columns(
        reason=pl.concat_str("dropped_by", pl.lit(": "), "drop_reason"),
        lang=pl.col("lang").fill_null("(none)"),
    )
    chart = alt.Chart(frame.select("reason", "lang", "documents")).mark_bar()
    chart = chart.encode(
        y=alt.Y("reason:N", sort="-x", title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("sum(documents):Q", title="documents dropped"),
        color=alt.Color("lang:N", title="language"),
    )
    return finished(chart, "Dropped documents by reason")
