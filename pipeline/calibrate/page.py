"""The page of fitted thresholds: histograms of the measures of reference and other text, with the bounds."""

from collections.abc import Sequence

import altair as alt
import numpy as np
import polars as pl

from pipeline.calibrate.fit import Fitted
from pipeline.kernels.heuristics import COLUMNS, MEASURES
from pipeline.report.charts import finished
from pipeline.report.frame import document, section, svg, table

BINS = 60
ALL_EQUAL = '<p class="note">All documents have the same value.</p>'
# Quantiles at which a histogram begins and ends.
SPAN = (0.002, 0.998)


def page(title: str, note: str, fitted: Sequence[Fitted], groups: dict[str, np.ndarray]) -> str:
    """The page as HTML: a table of bounds and a histogram for each measure.

    `groups`: name of a group of sources -> its measures, float32 [n, len(COLUMNS)]."""
    rows = [
        {
            "rule": f.rule,
            "measure": f.measure,
            "side": f.side,
            "before": f.before,
            "after": f.bound,
            "dropped of the preset's language": _percent(f.dropped_like),
            "dropped of the reference before": _percent(f.dropped_unfitted),
            "dropped of the reference after": _percent(f.dropped),
        }
        for f in fitted
    ]
    sections = [section("Bounds", table(pl.DataFrame(rows)))]
    for measure in dict.fromkeys(f.measure for f in fitted):
        bounds = [f for f in fitted if f.measure == measure]
        values = np.concatenate([v[:, COLUMNS.index(measure)] for v in groups.values()])
        constant = len(np.unique(values[~np.isnan(values)])) < 2
        content = ALL_EQUAL if constant else svg(histogram(measure, bounds, groups))
        sections.append(section(f"{measure}: {MEASURES[measure]}", content))
    return document(title, note, sections)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.2%}"


def histogram(
    measure: str, fitted: Sequence[Fitted], groups: dict[str, np.ndarray]
) -> alt.LayerChart:
    """Share of documents by value, one colour for each group, with the bounds before (dashed) and after
    fitting (solid)."""
    column = COLUMNS.index(measure)
    by_group = {n: v[:, column][~np.isnan(v[:, column])] for n, v in groups.items()}
    bounds = [f.bound for f in fitted] + [f.before for f in fitted]
    all_values = np.concatenate([v for v in by_group.values() if len(v)])
    low, high = (float(q) for q in np.quantile(all_values, SPAN))
    # A bound far from the values would squeeze the histogram; it stands in the table only.
    near = [b for b in bounds if low - (high - low) <= b <= high + (high - low)]
    low, high = min([low, *near]), max([high, *near])
    edges = np.linspace(low, high if high > low else low + 1, BINS + 1)
    rows = []
    for name, values in by_group.items():
        counts = np.histogram(np.clip(values, edges[0], edges[-1]), edges)[0] / max(len(values), 1)
        rows += [
            {"text": name, "from": float(a), "to": float(b), "share": float(c), "none": 0.0}
            for a, b, c in zip(edges, edges[1:], counts, strict=False)
        ]
    bars = alt.Chart(pl.DataFrame(rows)).mark_bar(opacity=0.55)
    bars = bars.encode(
        x=alt.X("from:Q", title=measure, scale=alt.Scale(domain=[edges[0], edges[-1]], nice=False)),
        x2="to:Q",
        y2="none:Q",
        y=alt.Y("share:Q", stack=None, title="share of documents", axis=alt.Axis(format="%")),
        color=alt.Color("text:N", title=None),
    )
    lines = [
        {"at": b, "bound": kind}
        for f in fitted
        for b, kind in ((f.bound, "after"), (f.before, "before"))
        if b in near
    ]
    if not lines:
        return finished(alt.layer(bars), "")
    rules = alt.Chart(pl.DataFrame(lines)).mark_rule(color="#b3261e").encode(
        x="at:Q", strokeDash=alt.StrokeDash("bound:N", title="bound", sort=["after", "before"])
    )  # fmt: skip
    return finished(alt.layer(bars, rules), "").properties(height=140)
