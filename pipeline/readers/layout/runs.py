"""Runs: the characters of a page, as PDFium gives them, in pieces of one line without a wide gap."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

# Gap that is a space, and gap that ends a run, in heights of the line.
SPACE, WIDE = 0.18, 1.7
# Part of its height by which a character may stand above or below the line: super- and subscripts do.
SHIFT = 0.6
# Degrees by which text may be turned: slanted letters count up to 20. What is turned more is a stamp or a
# label of a chart.
TURNED = 30
# PDFium's signs for a hyphen at the end of a line.
HYPHENS = (0x2, 0xFFFE)
# Characters of pages that a document may have.
CHARACTERS = 20_000_000
# Bullets of the fonts Symbol and Wingdings, in private-use code points.
SYMBOLS = {
    0xF0B7: "•",
    0xF06C: "●",
    0xF06E: "■",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0E0: "→",
}
LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}


@dataclass
class Run:
    """Text of one line between two wide gaps, and its box. `spaced`: a space follows in the file."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    # The cell of a table that it stands in; None outside of tables.
    cell: tuple[int, int] | None = None
    spaced: bool = False
    # Left edge of the last character: the letters of a ligature have one box.
    last: float = 0.0

    @property
    def height(self) -> float:
        """The height of its box, in points."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """The height above the foot of the page at which its middle lies, in points."""
        return (self.y0 + self.y1) / 2


@dataclass
class Glyphs:
    """The runs of a page, and how many of its characters have a known and an unknown meaning."""

    runs: list[Run] = field(default_factory=list)
    known: int = 0
    unknown: int = 0


Cells = Callable[[float, float], tuple[int, int] | None]
"""(x, y) -> the cell of a table there."""


def glyphs_of(page: Any, cell_at: Cells) -> Glyphs:
    """The glyphs of a text page."""
    glyphs = Glyphs()
    run: Run | None = None
    space = False
    for text, box, turned in _characters(page):
        if text == " ":
            space = True
            continue
        if text == "":
            glyphs.unknown += 1
            continue
        glyphs.known += 1
        if turned:
            continue
        x0, y0, x1, y1 = box
        cell = cell_at((x0 + x1) / 2, (y0 + y1) / 2)
        if run is None or run.cell != cell or not _continues(run, box):
            if run is not None:
                run.spaced = space
            run = Run(x0, y0, x1, y1, text, cell, last=x0)
            glyphs.runs.append(run)
        else:
            gap = x0 - run.x1
            run.text += (" " if space or gap > SPACE * run.height else "") + text
            run.x1, run.last = max(run.x1, x1), x0
            # A superscript does not lift its line.
            if y1 - y0 > 0.8 * run.height:
                run.y0, run.y1 = min(run.y0, y0), max(run.y1, y1)
        space = False
    return glyphs


def _continues(run: Run, box: tuple[float, float, float, float]) -> bool:
    """True if a character stands in the line of a run and close behind it."""
    x0, y0, _, y1 = box
    height = max(run.height, y1 - y0)
    if abs((y0 + y1) / 2 - run.middle) > SHIFT * height / 2 + abs(run.height - (y1 - y0)) / 2:
        return False
    gap = x0 - run.x1
    is_behind = gap > -0.7 * height or x0 >= run.last - 0.5
    return is_behind and gap < WIDE * min(run.height, 1.5 * (y1 - y0))


def _characters(
    page: Any,
) -> Iterator[tuple[str, tuple[float, float, float, float], bool]]:
    """(text, box, whether it is turned) of each character; a space for white space, an empty text for a
    character without a meaning."""
    box = pdfium.FS_RECTF()
    half = ""
    for i in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, i)
        if code in (32, 9, 0xA0, 0x3000):
            yield " ", (0, 0, 0, 0), False
            continue
        if code in (10, 13) or pdfium.FPDFText_IsGenerated(page, i) == 1:
            continue
        text = "-" if code in HYPHENS else _meaning(page, i, code)
        if 0xD800 <= code < 0xDC00:
            half = chr(code)
            continue
        if half:
            text = (half + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
            half = ""
        if not pdfium.FPDFText_GetLooseCharBox(page, i, box):
            continue
        degrees = math.degrees(pdfium.FPDFText_GetCharAngle(page, i)) % 360
        turned = TURNED < degrees < 360 - TURNED
        yield text, (box.left, box.bottom, box.right, box.top), turned


def _meaning(page: Any, index: int, code: int) -> str:
    """The text of a character; empty if it is private or the font does not tell what it means."""
    if code in SYMBOLS:
        return SYMBOLS[code]
    if code < 32 or 0xE000 <= code < 0xF900 or code >= 0xF0000 or code == 0xFFFD:
        return ""
    if pdfium.FPDFText_HasUnicodeMapError(page, index) == 1:
        return ""
    return LIGATURES.get(chr(code), chr(code))
