"""Sheets of workbooks as text: their name, then one line a row."""

from collections.abc import Iterable

from pipeline.readers import prose
from pipeline.readers.apart import TOO_LARGE, UnreadableError

# Cells with text of one sheet: ten times what a page of a worksheet in common use holds.
CELLS = 5_000_000


def sheet(name: str, rows: Iterable[list[tuple[int, str]]]) -> str:
    """A sheet whose rows are (column, text) of their cells; empty if none has text.

    Columns without text are left out: one stray cell in the last of 16,384 columns must not make each row as
    long. Raises UnreadableError for more than CELLS cells.
    """
    filled: list[list[tuple[int, str]]] = []
    columns: set[int] = set()
    cells = 0
    for one in rows:
        kept = [(column, " ".join(text.split())) for column, text in one if text.strip()]
        if kept:
            filled.append(kept)
            columns.update(column for column, _ in kept)
        cells += len(kept)
        if cells > CELLS:
            raise UnreadableError(TOO_LARGE)
    if not filled:
        return ""
    places = {column: i for i, column in enumerate(sorted(columns))}
    return "\n".join([name, *(_line(kept, places) for kept in filled)]).strip()


def _line(cells: list[tuple[int, str]], places: dict[int, int]) -> str:
    line = [""] * (1 + max(places[column] for column, _ in cells))
    for column, text in cells:
        line[places[column]] = text
    return prose.row(line)
