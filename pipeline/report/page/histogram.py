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
# Quantiles at which a histogram begins and ends; values far outside stand in its first and last bar.
SPAN = (0.002, 0.998)
# A maximum above so many times the median is drawn on a logarithmic axis.
SKEW = 30
# A value that more than this share of the documents has is named, not drawn: its bar would hide the others.
POINT = 0.5
# Least distance of two labels in a row, height of a row, and characters of a label.
ROOM, ROW, LABEL = 150, 12, 26


@dataclass(frozen=True)
class Bound:
    """A bound of a measure: documents below `value` (`is_min`) or above it are dropped. `label` names the
    languages that have it, `scope` the documents that it applies to; empty if these are all."""

    value: float
    is_min: bool
    label: str = ""
    scope: str = ""

    def shown(self) -> str:
        """`Korean ≥ 50 (from 12 words)` or `≤ 0.3`."""
        sign = "≥" if self.is_min else "≤"
        scope = f"({self.scope})" if self.scope else ""
        return " ".join(filter(None, (self.label, sign, numbers.measure(self.value), scope)))


@dataclass(frozen=True)
class Bars:
    """Numbers of documents by value: edges float64 [n + 1], counts and dropped ones int64 [n]. `low` and
    `high` are the least and the largest value; the outer bars hold what lies beyond the edges."""

    edges: np.ndarray
    counts: np.ndarray
    dropped: np.ndarray
    is_log: bool
    is_whole: bool
    low: float
    high: float

    def ends(self) -> tuple[float, float]:
        """The values at both ends of the axis; bars of single whole numbers stand around these."""
        half = 0.5 if self.edges[0] % 1 == 0.5 and self.edges[1] - self.edges[0] == 1 else 0.0
        return float(self.edges[0] + half), float(self.edges[-1] - half)

    def has_outside(self) -> bool:
        """True if values lie beyond the axis."""
        low, high = self.ends()
        return self.low < low or self.high > high

    def limits(self) -> list[float]:
        """What each bar begins with, and the end of the last one [n + 1]: the edges, as whole numbers where
        all values are, with the least and the largest value at the ends."""
        inner = np.ceil(self.edges) if self.is_whole else self.edges
        return [
            min(self.low, self.ends()[0]),
            *map(float, inner[1:-1]),
            max(self.high, self.ends()[1]),
        ]

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
    about = _about(words, bounds, point, share, bars)
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
    return Bars(
        edges,
        np.histogram(inside, edges)[0],
        np.histogram(inside[gone], edges)[0],
        is_log,
        _is_whole(values),
        float(values.min()),
        float(values.max()),
    )


def _is_whole(values: np.ndarray) -> bool:
    return np.array_equal(values, np.round(values))


def _span(values: np.ndarray, is_log: bool) -> tuple[float, float]:
    """The quantiles SPAN, or the least and the largest value where these are at most a bar away."""
    low, high = (float(q) for q in np.quantile(values, SPAN))
    ends = np.array([values.min(), low, high, values.max()])
    least, first, last, largest = np.log1p(ends) if is_log else ends
    step = (last - first) / BINS
    return (
        float(ends[0]) if first - least <= step else low,
        float(ends[3]) if largest - last <= step else high,
    )


def _edges(values: np.ndarray, bounds: list[float], is_log: bool) -> np.ndarray:
    """Edges of the bars, float64. Whole numbers have a bar each if they are few, other values BINS bars. A
    bound far from the values does not stretch them."""
    low, high = _span(values, is_log)
    room = max(high - low, abs(high) * 0.1)
    near = [b for b in bounds if low - room <= b <= high + room]
    low, high = min([low, *near]), max([high, *near])
    high = high if high > low else low + 1
    if _is_whole(values):
        low, high = math.floor(low), math.ceil(high)
        if high - low < BINS:
            return np.arange(low - 0.5, high + 1)
    if is_log:
        return np.expm1(np.linspace(np.log1p(low), np.log1p(high), BINS + 1))
    return np.linspace(low, high, BINS + 1)


def _about(
    words: Words, bounds: Sequence[Bound], point: float, share: float, bars: Bars | None
) -> str:
    """The bounds in words, the value that is not drawn, and the values beyond the axis."""
    parts = []
    if bounds:
        shown = " · ".join(b.shown() for b in bounds)
        parts.append(words.say("histogram.bounds", bounds=shown))
    if share > POINT:
        parts.append(
            words.say("histogram.point", value=numbers.measure(point), share=numbers.share(share))
        )
    if bars is not None and bars.has_outside():
        low, high = numbers.measure(bars.low), numbers.measure(bars.high)
        parts.append(words.say("histogram.outside", low=low, high=high))
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
    drawn = [b for b in bounds if bars.edges[0] <= b.value <= bars.edges[-1]]
    level, last = 0, -WIDTH
    for bound in sorted(drawn, key=lambda b: (b.value, b.label, b.scope)):
        at = bars.place(bound.value)
        level = level + 1 if at - last < ROOM else 0
        shapes, last = shapes + _line(bound, at, level), at
    return shapes + _axis(bars)


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


def _line(bound: Bound, x: float, level: int) -> str:
    """A line with its label; labels of lines that are close stand below one another."""
    line = f'<line class="bound" x1="{x:.0f}" x2="{x:.0f}" y1="3" y2="{TOP + HEIGHT}"/>'
    anchor, shift = ("end", -4) if x > WIDTH / 2 else ("start", 4)
    label = escape(bound.shown(), LABEL)
    y = 11 + ROW * level
    return f'{line}<text x="{x + shift:.0f}" y="{y}" text-anchor="{anchor}">{label}</text>'


def _axis(bars: Bars) -> str:
    y = TOP + HEIGHT + 13
    low, high = (numbers.measure(e) for e in bars.ends())
    return (
        f'<line class="axis" x1="0" x2="{WIDTH}" y1="{TOP + HEIGHT}" y2="{TOP + HEIGHT}"/>'
        f'<text class="end" x="0" y="{y}">{low}</text>'
        f'<text class="end" x="{WIDTH}" y="{y}" text-anchor="end">{high}</text>'
    )


def _table(words: Words, title: str, bars: Bars) -> str:
    columns = [
        Column(words.say("col.from")),
        Column(words.say("col.to"), "measure"),
        Column(words.say("col.documents"), "count"),
        Column(words.say("col.dropped"), "count"),
    ]
    limits = bars.limits()
    rows = [
        (numbers.measure(a), b, int(n), int(g))
        for a, b, n, g in zip(limits, limits[1:], bars.counts, bars.dropped, strict=False)
        if n
    ]
    return folded(words.say("as_table"), table(title, columns, rows))
