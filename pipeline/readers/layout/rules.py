"""Rules: the straight lines of a page, and the tables that they draw."""

import bisect
import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

# Points by which rules that belong together may lie apart, and the least length of a rule.
NEAR, LONG = 3.0, 6.0
# Objects of a page above which its lines are those of a drawing.
OBJECTS = 20_000
# Rules above which no tables are looked for, and elementary cells of one table.
RULES, CELLS = 5_000, 20_000


@dataclass(frozen=True)
class Rule:
    """A horizontal or vertical line: its place across, and where it begins and ends."""

    at: float
    start: float
    end: float


@dataclass
class Table:
    """A table: the places of its vertical and horizontal rules, ascending, and the cell of each field of
    that grid. Cells that no rule parts are one cell."""

    xs: list[float]
    ys: list[float]
    # [row from below][column] -> number of the cell.
    cells: list[list[int]]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell at a point; None outside of the table."""
        column, row = bisect.bisect(self.xs, x) - 1, bisect.bisect(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.cells[row][column]
        return None


def tables_of(page: Any) -> list[Table]:
    """The tables of a page that are drawn with rules and have two cells or more."""
    horizontal, vertical = _rules(page)
    if not horizontal or not vertical or len(horizontal) + len(vertical) > RULES:
        return []
    tables = [_table(h, v) for h, v in _groups(_merged(horizontal), _merged(vertical))]
    return [t for t in tables if t is not None]


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """(horizontal, vertical) rules: straight strokes, the edges of boxes, and thin filled boxes."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    count = pdfium.FPDFPage_CountObjects(page)
    if count > OBJECTS:
        return [], []
    for i in range(count):
        item = pdfium.FPDFPage_GetObject(page, i)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        for (ax, ay), (bx, by) in _segments(item):
            if abs(ay - by) < 1 and abs(ax - bx) >= LONG:
                horizontal.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < 1 and abs(ay - by) >= LONG:
                vertical.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))
        if len(horizontal) + len(vertical) > RULES:
            break
    return horizontal, vertical


def _segments(
    path: Any,
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of a path, in points of the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for i in range(min(pdfium.FPDFPath_CountSegments(path), RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if not all(map(math.isfinite, point)):
            return
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield last, first
            last = first


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules at one place that touch become one; so do the two edges of a thick rule."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if rows and rule.at - rows[-1][0].at <= NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    merged: list[Rule] = []
    for row in rows:
        at = row[0].at
        start, end = math.inf, -math.inf
        for rule in sorted(row, key=lambda r: r.start):
            if rule.start > end + NEAR:
                if end > start:
                    merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        merged.append(Rule(at, start, end))
    return merged


def _groups(
    horizontal: list[Rule], vertical: list[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules that cross or touch each other, directly or through others."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical, len(horizontal)):
            across = v.start - NEAR <= h.at <= v.end + NEAR
            if across and h.start - NEAR <= v.at <= h.end + NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(horizontal):
        groups[root(i)][0].append(h)
    for j, v in enumerate(vertical, len(horizontal)):
        groups[root(j)][1].append(v)
    return ((h, v) for h, v in groups.values() if len(h) > 1 and len(v) > 0)


def _table(horizontal: list[Rule], vertical: list[Rule]) -> Table | None:
    """The table of rules that belong together; None for a frame of one cell.

    Tables of reports often have no rule at their left and right: the ends of the horizontal ones stand for
    them.
    """
    sides = [min(h.start for h in horizontal), max(h.end for h in horizontal)]
    xs = _places([*(v.at for v in vertical), *sides])
    ys = _places([h.at for h in horizontal])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns * rows < 2 or columns * rows > CELLS:
        return None
    parent = list(range(columns * rows))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns - 1):
            if not _covered(vertical, xs[column + 1], middle):
                parent[root(row * columns + column + 1)] = root(row * columns + column)
    for row in range(rows - 1):
        for column in range(columns):
            middle = (xs[column] + xs[column + 1]) / 2
            if not _covered(horizontal, ys[row + 1], middle):
                parent[root(row * columns + column)] = root((row + 1) * columns + column)
    cells = [[root(row * columns + column) for column in range(columns)] for row in range(rows)]
    if len({cell for row in cells for cell in row}) < 2:
        return None
    return Table(xs, ys, cells)


def _places(values: Sequence[float]) -> list[float]:
    """Ascending values, those close to each other once."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _covered(rules: list[Rule], at: float, point: float) -> bool:
    return any(abs(r.at - at) <= NEAR and r.start - NEAR <= point <= r.end + NEAR for r in rules)
