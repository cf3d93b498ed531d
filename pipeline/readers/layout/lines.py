"""Lines: the runs of a page in reading order, by columns; rows of tables are lines too."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.readers import prose
from pipeline.readers.layout.rules import Table
from pipeline.readers.layout.runs import Run

# Lines and median characters that each side of a gutter must have to be a column of text.
LINES, CHARACTERS = 4, 9
# Cells, and lines of one of them, at which what rules part is a page and not a table.
PAGE_CELLS, PAGE_LINES = 3, 20
# Share of the lines that may cross the gutter: titles, wide figures.
CROSSING = 0.4
# Columns of a page are looked for this deep: four at most.
DEPTH = 2
# Places, and runs of a page, that are tried as the left edge of a column.
EDGES = 6
# Lines at least that end at the margin of a column that stands alone, heights by which they may miss it, and
# heights that such a column is wide.
JUSTIFIED, SYLLABLE, PROSE = 6, 1.2, 12
STOPS = (".", "!", "?", ":", ";")
# Part of a page that its right margin takes, and of a column that its longest line fills.
MARGIN, FILLED = 0.08, 0.7
_NUMBER = re.compile(r"[-+−△▲(]?[\d.,]*\d\s?[%)]?|-")
# What stands before an item of a list: bullets, 1., (1), 가., a), ①, and [0001] in patents.
_MARK = re.compile(r"[-•●○◦■□▪◆▶※*·①-⑳]|\(?(?:\d{1,2}|[가-하a-zA-Z])[.)]|\[\d{4}\]")
# Heights of a line by which the runs of a page's columns lie apart at least.
GUTTER = 0.6


@dataclass
class Line:
    """A line of text and its box. A row of a table is a whole paragraph."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    # The runs' right edge in the column that the line stands in.
    right: float = 0.0
    spaced: bool = False
    whole: bool = False

    @property
    def height(self) -> float:
        """The height of its box, in points."""
        return self.y1 - self.y0


def lines_of(runs: Sequence[Run], tables: Sequence[Table], width: float) -> list[Line]:
    """The lines of a page of some width in reading order. A table stands where its first row does."""
    free = [r for r in runs if r.cell is None]
    in_tables: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run.cell is not None:
            in_tables[run.cell[0]].append(run)
    for number in [n for n, found in in_tables.items() if _is_page(found)]:
        free += in_tables.pop(number)
    rows = {n: _rows(tables[n], found) for n, found in in_tables.items()}
    # A table takes part in the order as one box.
    boxes = [
        Run(tables[n].xs[0], tables[n].ys[0], tables[n].xs[-1], tables[n].ys[-1], "", (n, 0))
        for n in rows
    ]
    lines: list[Line] = []
    for item in _ordered([*free, *boxes], DEPTH, width):
        if isinstance(item, int):
            lines += rows[item]
        else:
            lines.append(item)
    return lines


def _is_page(runs: list[Run]) -> bool:
    """True for columns of a page between rules: few cells, one of them with many lines."""
    lines = Counter(r.cell for r in runs)
    return len(lines) <= PAGE_CELLS and max(lines.values()) > PAGE_LINES


def _ordered(runs: list[Run], depth: int, edge: float) -> list[Line | int]:
    """Lines, and numbers of tables, in reading order. `edge` is the right edge of the page or column."""
    columns = _columns(runs) if depth else None
    if columns is None:
        return _stacked(runs, edge)
    start, crossing = columns
    out: list[Line | int] = []
    # What crosses the gutter cuts the page into bands. Each is read column by column.
    edges = sorted((r.middle for r in crossing), reverse=True)
    bands: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run not in crossing:
            bands[sum(edge > run.middle for edge in edges)].append(run)
    across = _bands_of_lines(crossing)
    for i in range(len(edges) + 1):
        left = [r for r in bands[i] if r.x0 < start]
        right = [r for r in bands[i] if r.x0 >= start]
        out += _ordered(left, depth - 1, start) + _ordered(right, depth - 1, edge)
        if i in across:
            out += _stacked(across[i], edge)
    return out


def _bands_of_lines(crossing: list[Run]) -> dict[int, list[Run]]:
    """Number of the band that a line follows -> the runs of consecutive crossing lines."""
    ordered = sorted(crossing, key=lambda r: -r.middle)
    return {i: [run] for i, run in enumerate(ordered)}


def _columns(runs: list[Run]) -> tuple[float, list[Run]] | None:
    """(left edge of the right column, runs that cross the gutter); None for text in one column."""
    texts = [r for r in runs if r.text]
    if len(texts) < 2 * LINES:
        return None
    size = median(r.height for r in texts)
    edges = Counter(round(r.x0 / 2) * 2 for r in texts)
    best: tuple[float, list[Run]] | None = None
    for edge, count in edges.most_common(EDGES):
        if count < LINES:
            continue
        start = edge - 2.0
        right = [r for r in texts if r.x0 >= start]
        left = [r for r in texts if r.x1 <= start - GUTTER * size + 2]
        inside = {id(r) for r in right} | {id(r) for r in left}
        crossing = [r for r in runs if r.text and id(r) not in inside]
        crossing += [r for r in runs if not r.text and r.x0 < start < r.x1]
        if (
            len(crossing) <= CROSSING * len(texts)
            and _is_column(left)
            and _is_column(right)
            and (best is None or len(crossing) < len(best[1]))
        ):
            best = (start, crossing)
    return best


def _is_column(runs: list[Run]) -> bool:
    """True for enough lines of text, which a column of numbers or labels is not."""
    return len(runs) >= LINES and median(len(r.text) for r in runs) >= CHARACTERS


def _stacked(runs: list[Run], edge: float) -> list[Line | int]:
    """The lines of one column from above; the runs of a line from the left."""
    grouped: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.middle if r.text else -r.y1, r.x0)):
        group = grouped[-1] if grouped else None
        if group and run.text and group[0].text and _same_line(group, run):
            group.append(run)
        else:
            grouped.append([run])
    for group in grouped:
        group.sort(key=lambda r: r.x0)
    right = _margin([r for r in runs if r.text], edge)
    out: list[Line | int] = []
    for before, group, after in zip([[], *grouped], grouped, [*grouped[1:], []], strict=False):
        if not group[0].text:
            assert group[0].cell is not None, "boxes without text stand for tables"
            out.append(group[0].cell[0])
            continue
        is_row = not _is_item(group) and any(_aligned(group, other) for other in (before, after))
        out.append(_line(group, right, is_row))
    return out


def _margin(runs: list[Run], edge: float) -> float:
    """The right margin of a column: where its longest line ends, or if that is short, near its edge.

    The lines of an address or a list, all short, end by themselves. On the last page of a text in two columns
    the left one stands alone: its lines are short, and most of them end at one place.
    """
    if not runs:
        return edge
    left, right = min(r.x0 for r in runs), max(r.x1 for r in runs)
    margin = (1 - MARGIN) * edge
    filled = right - left > FILLED * (margin - left) or _is_justified(runs, left, right)
    return right if filled else margin


def _is_justified(runs: list[Run], left: float, right: float) -> bool:
    """True for the lines of a column of prose: many, wide for their height, most as long as the longest, and
    most of those no ends of sentences, as items of one length are."""
    size = median(r.height for r in runs)
    full = [r for r in runs if right - r.x1 < SYLLABLE * size]
    goes_on = sum(not r.text.endswith(STOPS) for r in full)
    return (
        right - left > PROSE * size
        and len(full) >= max(JUSTIFIED, len(runs) / 2)
        and goes_on > len(full) / 2
    )


def _same_line(group: list[Run], run: Run) -> bool:
    first = group[0]
    shared = min(first.y1, run.y1) - max(first.y0, run.y0)
    return shared > 0.5 * min(first.height, run.height)


def _aligned(group: list[Run], other: list[Run]) -> bool:
    """True if two lines have runs, not the first, that begin at the same place, as rows of a table do."""
    starts = [r.x0 for r in other[1:]]
    return any(abs(run.x0 - start) < 3 for run in group[1:] for start in starts)


def _is_item(group: list[Run]) -> bool:
    """True for one run, and for the mark of an item with its text behind a gap."""
    return len(group) == 1 or (len(group) == 2 and _MARK.fullmatch(group[0].text) is not None)


def _line(group: list[Run], right: float, is_row: bool) -> Line:
    # The gap before the number of a page in a table of contents is one space.
    text = (prose.CELL if is_row else " ").join(r.text for r in group)
    x1 = max(r.x1 for r in group)
    return Line(
        group[0].x0,
        min(r.y0 for r in group),
        x1,
        max(r.y1 for r in group),
        text,
        right,
        group[-1].spaced,
        is_row,
    )


def _rows(table: Table, runs: list[Run]) -> list[Line]:
    """The rows of a table with rules. A cell over several rows stands in the first of them."""
    texts: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        assert run.cell is not None, "the run stands in this table"
        texts[run.cell[1]].append(run)
    lines: list[Line] = []
    written: set[int] = set()
    for row in range(len(table.ys) - 2, -1, -1):
        cells: list[list[Line]] = []
        for cell in dict.fromkeys(table.cells[row]):
            first = cell not in written
            written.add(cell)
            stacked = _stacked(texts[cell], table.xs[-1]) if first and cell in texts else []
            cells.append([line for line in stacked if isinstance(line, Line)])
        box = (table.xs[0], table.ys[row], table.xs[-1], table.ys[row + 1])
        for text in _texts(cells):
            lines.append(Line(*box, text, table.xs[-1], whole=True))
    return lines


def _texts(cells: list[list[Line]]) -> list[str]:
    """A row between two rules as text: one line, or one for each number if cells hold columns of them."""
    numbers = [len(c) for c in cells if len(c) > 1 and all(_NUMBER.fullmatch(n.text) for n in c)]
    if len(numbers) < 2 or min(numbers) != max(numbers):
        joined = [prose.row(prose.flat(line.text for line in cell) for cell in cells)]
    else:
        heights: list[float] = []
        for line in sorted((n for cell in cells for n in cell), key=lambda n: -n.y0):
            if not heights or heights[-1] - line.y0 > line.height / 2:
                heights.append(line.y0)
        rows: dict[float, list[str]] = {height: [""] * len(cells) for height in heights}
        for i, cell in enumerate(cells):
            for line in cell:
                nearest = min(heights, key=lambda height: abs(height - line.y0))
                rows[nearest][i] = prose.flat([rows[nearest][i], line.text])
        joined = [prose.row(row) for row in rows.values()]
    return [text for text in joined if text]
