"""Histograms: small drawings of equal width, with the dropped part in another shade and bounds as lines."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.report.page import numbers
from pipeline.report.page.parts import Column, drawing, escape, figure, folded, table
from pipeline.report.page.words import Words

BINS = 24
WIDTH, TOP, HEIGHT, FOOT = 320, 16, 84, 16
# Quantiles at which a histogram begins and ends; values outside stand in its first and last bar.
SPAN = (0.002, 0.998)
# A maximum above so many times the median is drawn on a logarithmic axis.
SKEW = 30
# A value that more than this share of the documents has is named, not drawn: its bar would hide the others.
POINT = 0.5
# Least distance of two labels.
ROOM = 46


@dataclass(frozen=True)
class Bound:
    """A bound of a measure: documents below `value` (`is_min`) or above it are dropped. `label` names the
    languages that have it."""

    value: float
    is_min: bool
    label: str = ""

    def shown(self) -> str:
        """`≥ 50` or `≤ 0.3`."""
        return f"{'≥' if self.is_min else '≤'} {numbers.measure(self.value)}"


@dataclass(frozen=True)
class Bars:
    """Numbers of documents by value: edges float64 [n + 1], counts and dropped ones int64 [n]."""

    edges: np.ndarray
    counts: np.ndarray
    dropped: np.ndarray
    is_log: bool

    def place(self, value: float) -> float:
        """The place of a value on the axis, from 0 to WIDTH."""
        points = np.array([self.edges[0], value, self.edges[-1]])
        low, at, high = np.log1p(points) if self.is_log else points
        return float(WIDTH * (at - low) / (high - low))


def histogram(
    words: Words,
    title: str,
    values: np.ndarray,
    dropped: np.ndarray | None = None,
    bounds: Sequence[Bound] = (),
) -> str:
    """A figure with the number of documents by value, and its table; empty if there is no value.

    `values` float64 [n], NaN where a document has none; `dropped`: true for documents that a rule of this
    measure dropped [n]."""
    is_number = ~np.isnan(values)
    values = values[is_number].astype(np.float64)
    if not len(values):
        return ""
    gone = np.zeros(len(values), bool) if dropped is None else dropped[is_number]
    point, share = _point(values)
    rest = values != point if share > POINT else np.ones(len(values), bool)
    bars = _bars(values[rest], gone[rest], [b.value for b in bounds]) if rest.any() else None
    about = _about(words, bounds, point, share)
    if bars is None:
        return figure(title, about, css="histogram")
    svg = drawing(
        title, _described(words, values), WIDTH, TOP + HEIGHT + FOOT, _shapes(bars, bounds)
    )
    return figure(title, about + svg, _table(words, title, bars), "histogram")


def _point(values: np.ndarray) -> tuple[float, float]:
    """(the most frequent value, its share of all)."""
    distinct, counts = np.unique(values, return_counts=True)
    best = int(counts.argmax())
    return float(distinct[best]), float(counts[best] / len(values))


def _bars(values: np.ndarray, gone: np.ndarray, bounds: list[float]) -> Bars:
    median = float(np.median(values))
    is_log = bool(values.min() >= 0 and median > 0 and np.quantile(values, SPAN[1]) > SKEW * median)
    edges = _edges(values, bounds, is_log)
    inside = np.clip(values, edges[0], edges[-1])
    return Bars(edges, np.histogram(inside, edges)[0], np.histogram(inside[gone], edges)[0], is_log)


def _edges(values: np.ndarray, bounds: list[float], is_log: bool) -> np.ndarray:
    """Edges of the bars, float64. Whole numbers have a bar each if they are few, other values BINS bars. A
    bound far from the values does not stretch them."""
    low, high = (float(q) for q in np.quantile(values, SPAN))
    room = max(high - low, abs(high) * 0.1)
    near = [b for b in bounds if low - room <= b <= high + room]
    low, high = min([low, *near]), max([high, *near])
    high = high if high > low else low + 1
    if math.ceil(high) - math.floor(low) < BINS and np.array_equal(values, np.round(values)):
        return np.arange(math.floor(low) - 0.5, math.ceil(high) + 1)
    if is_log:
        return np.expm1(np.linspace(np.log1p(low), np.log1p(high), BINS + 1))
    return np.linspace(low, high, BINS + 1)


def _about(words: Words, bounds: Sequence[Bound], point: float, share: float) -> str:
    """The bounds in words, and the value that is not drawn."""
    parts = []
    if bounds:
        shown = " · ".join(" ".join(filter(None, (b.label, b.shown()))) for b in bounds)
        parts.append(words.say("histogram.bounds", bounds=shown))
    if share > POINT:
        parts.append(
            words.say("histogram.point", value=numbers.measure(point), share=numbers.share(share))
        )
    return "".join(f'<p class="about">{escape(part, None)}</p>' for part in parts)


def _described(words: Words, values: np.ndarray) -> str:
    return words.say(
        "histogram.described",
        num=numbers.count(len(values)),
        low=numbers.measure(float(values.min())),
        high=numbers.measure(float(values.max())),
        median=numbers.measure(float(np.median(values))),
    )


def _shapes(bars: Bars, bounds: Sequence[Bound]) -> str:
    most = int(bars.counts.max())
    shapes = _path(bars.counts, most, "lives") + _path(bars.dropped, most, "leaves")
    last = -float(ROOM)
    for bound in sorted(bounds, key=lambda b: b.value):
        if bars.edges[0] <= bound.value <= bars.edges[-1]:
            at = bars.place(bound.value)
            shapes += _line(bound, at, is_labelled=at - last >= ROOM)
            last = at if at - last >= ROOM else last
    return shapes + _axis(bars.edges)


def _path(counts: np.ndarray, most: int, css: str) -> str:
    """The bars as one path, their heights by the square root, so that few documents are still visible."""
    step = WIDTH / len(counts)
    parts = []
    for i, num in enumerate(counts):
        if num:
            top = TOP + HEIGHT - max(1, round(HEIGHT * (num / most) ** 0.5))
            parts.append(
                f"M{i * step:.0f} {TOP + HEIGHT}V{top}H{(i + 1) * step - 1:.0f}V{TOP + HEIGHT}Z"
            )
    return f'<path class="{css}" d="{"".join(parts)}"/>' if parts else ""


def _line(bound: Bound, x: float, is_labelled: bool) -> str:
    line = f'<line class="bound" x1="{x:.0f}" x2="{x:.0f}" y1="3" y2="{TOP + HEIGHT}"/>'
    if not is_labelled:
        return line
    anchor, shift = ("end", -4) if x > WIDTH * 0.6 else ("start", 4)
    return f'{line}<text x="{x + shift:.0f}" y="11" text-anchor="{anchor}">{escape(bound.shown())}</text>'


def _axis(edges: np.ndarray) -> str:
    y = TOP + HEIGHT + 13
    low, high = (numbers.measure(float(e)) for e in _ends(edges))
    return (
        f'<line class="axis" x1="0" x2="{WIDTH}" y1="{TOP + HEIGHT}" y2="{TOP + HEIGHT}"/>'
        f'<text class="end" x="0" y="{y}">{low}</text>'
        f'<text class="end" x="{WIDTH}" y="{y}" text-anchor="end">{high}</text>'
    )


def _ends(edges: np.ndarray) -> tuple[float, float]:
    """The values at both ends of the axis; bars of whole numbers stand around these."""
    half = 0.5 if edges[0] % 1 == 0.5 and edges[1] - edges[0] == 1 else 0.0
    return float(edges[0] + half), float(edges[-1] - half)


def _table(words: Words, title: str, bars: Bars) -> str:
    columns = [
        Column(words.say("col.from")),
        Column(words.say("col.to"), "measure"),
        Column(words.say("col.documents"), "count"),
        Column(words.say("col.dropped"), "count"),
    ]
    rows = [
        (numbers.measure(float(a)), float(b), int(n), int(g))
        for a, b, n, g in zip(bars.edges, bars.edges[1:], bars.counts, bars.dropped, strict=False)
        if n
    ]
    return folded(words.say("as_table"), table(title, columns, rows))
