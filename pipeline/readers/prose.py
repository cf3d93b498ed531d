"""Paragraphs and tables of documents as text: one paragraph a line, one row of a table a line."""

import re
from collections.abc import Iterable

# What parts the cells of a row. White space would not survive the cleaning of texts.
CELL = " | "
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as lines; runs of white space are one space, several blank lines are one."""
    lines = (_SPACES.sub(" ", line).strip() for p in paragraphs for line in p.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def flat(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one line, for a cell of a table."""
    return " ".join(" ".join(paragraphs).split())


def rows(table: Iterable[Iterable[list[str]]]) -> list[str]:
    """A table, whose cells are lists of paragraphs, as one line a row; empty cells at its end are left out.

    A table of one cell is a frame around paragraphs, which stay paragraphs.
    """
    cells = [list(row) for row in table]
    if len(cells) == 1 and len(cells[0]) == 1:
        return cells[0][0]
    lines = [row(flat(cell) for cell in one) for one in cells]
    return [line for line in lines if line]


def row(cells: Iterable[str]) -> str:
    """The cells of one row as a line; empty if all of them are."""
    filled = [cell.strip() for cell in cells]
    while filled and not filled[-1]:
        filled.pop()
    return _SPACES.sub(" ", CELL.join(filled)).strip()
