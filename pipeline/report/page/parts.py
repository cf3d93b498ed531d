"""Parts of HTML that all sections share: tables with bars, figures, folded parts, notes. Everything is
escaped here, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape as _escape
from typing import Literal

from pipeline.core.printable import printable
from pipeline.report.page import numbers

# Rows of a table on the page; a note counts the others.
MOST_ROWS = 100
# Characters of a name on the page.
MOST_CHARS = 120

Kind = Literal["text", "count", "share", "size", "measure", "ratio"]


def escape(text: str, most: int | None = MOST_CHARS) -> str:
    """A text of strangers as HTML: escaped, control characters as their escapes, at most `most` of them."""
    clean = printable(text)
    if most is not None and len(clean) > most:
        clean = f"{clean[: most - 1]}…"
    return _escape(clean)


@dataclass(frozen=True)
class Column:
    """A column of a table. `is_bar`: its numbers are drawn as bars, the largest one as wide as the cell."""

    title: str
    kind: Kind = "text"
    is_bar: bool = False


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[object]], more: str = ""
) -> str:
    """Rows as a table with a caption, numbers right-aligned. `more` is a format with `{num}` for the rows
    beyond MOST_ROWS. Values of kind `share` are in [0, 1], those of `size` are bytes."""
    head = "".join(f'<th scope="col"{_class(c)}>{escape(c.title)}</th>' for c in columns)
    largest = [_largest(rows, i) if c.is_bar else 0.0 for i, c in enumerate(columns)]
    body = "".join(f"<tr>{_cells(row, columns, largest)}</tr>" for row in rows[:MOST_ROWS])
    beyond = len(rows) - MOST_ROWS
    rest = note(more.format(num=numbers.count(beyond))) if beyond > 0 and more else ""
    return framed(caption, f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>") + rest


def framed(title: str, inside: str, css: str = "") -> str:
    """A table with its title above it. On a narrow page the table scrolls, and the title stays."""
    name = escape(title)
    return (
        f'<p class="caption" aria-hidden="true">{name}</p><div class="wide" tabindex="0" role="group" '
        f'aria-label="{name}"><table aria-label="{name}" class="{css}">{inside}</table></div>'
    )


def _class(column: Column) -> str:
    kind = "" if column.kind == "text" else "n bar" if column.is_bar else "n"
    return f' class="{kind}"' if kind else ""


def _largest(rows: Sequence[Sequence[object]], column: int) -> float:
    values = [row[column] for row in rows[:MOST_ROWS]]
    return max((float(v) for v in values if isinstance(v, int | float)), default=0.0)


def _cells(row: Sequence[object], columns: Sequence[Column], largest: Sequence[float]) -> str:
    given = zip(row, columns, largest, strict=True)
    return "".join(_cell(value, column, most, i) for i, (value, column, most) in enumerate(given))


def _cell(value: object, column: Column, largest: float, number: int) -> str:
    text = shown(value, column.kind)
    if number == 0:
        return f'<th scope="row">{escape(text)}</th>'
    if column.kind == "text":
        return f"<td>{escape(text)}</td>"
    if not column.is_bar:
        return f'<td class="n">{escape(text)}</td>'
    whole = 1.0 if column.kind == "share" else largest or 1.0
    width = max(0.0, min(1.0, value / whole)) if isinstance(value, int | float) else 0.0
    return f'<td class="n bar" style="--w:{width:.1%}">{escape(text)}</td>'


def shown(value: object, kind: Kind) -> str:
    """A value of a table as text."""
    if value is None:
        return numbers.MISSING if kind != "text" else ""
    if not isinstance(value, int | float):
        return str(value)
    if kind == "ratio":
        return f"{value:.2f}"
    forms = {"share": numbers.share, "size": numbers.size, "measure": numbers.measure, "text": str}
    return forms.get(kind, numbers.count)(value)


def note(text: str) -> str:
    """A short remark in grey; empty for an empty text."""
    return f'<p class="note">{escape(text, None)}</p>' if text else ""


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text, None)}</p>"


def heading(text: str) -> str:
    """A heading inside a section."""
    return f"<h3>{escape(text)}</h3>"


def folded(summary: str, *parts: str) -> str:
    """Parts that open on demand; nothing if all of them are empty."""
    inside = "".join(parts)
    return f"<details><summary>{escape(summary)}</summary>{inside}</details>" if inside else ""


def figure(title: str, drawing: str, below: str = "", css: str = "") -> str:
    """A drawing with its title above it and its table below it."""
    kind = f' class="{css}"' if css else ""
    return f"<figure{kind}><figcaption>{escape(title)}</figcaption>{drawing}{below}</figure>"


def drawing(title: str, description: str, width: int, height: int, shapes: str) -> str:
    """An SVG with a title and a description for screen readers."""
    label = f"{escape(title)}. {escape(description, None)}"
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
        f"<title>{escape(title)}</title><desc>{escape(description, None)}</desc>{shapes}</svg>"
    )
