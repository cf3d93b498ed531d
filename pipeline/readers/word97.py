"""The text of a Word document of 97 to 2003: its characters in order, and the properties of its paragraphs.

The text lies in pieces of UTF-16 or Windows-1252. Properties lie in pages of 512 bytes by the place of a
character in the file, not in the text. The layout is that of [MS-DOC], published by Microsoft.
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.readers.apart import BROKEN, TOO_LARGE, UnreadableError

# Characters of a document: pieces may overlap, so that its size does not bound them.
CHARACTERS = 64 << 20
# Places in the file's header: numbers of characters of each part of the text, and places of tables.
PARTS, CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES = 0x4C, 0xFA, 0x102, 0x1A2
PAGE = 512
# Properties of paragraphs: of those in a table, and of the mark that ends a row.
IN_TABLE, ENDS_ROW = 0x2416, 0x2417
# Properties of characters: a symbol is drawn by a font in the place of the character, which is a bracket.
DELETED, HIDDEN, SYMBOL = 0x0800, 0x083C, 0x6A09
# Properties whose size is stated in two bytes, or not at all.
TABLE, TABS = 0xD608, 0xC615
# Marks of a field: what it does stands between the first two, what it shows between the others.
BEGIN, SEPARATOR, END = "\x13", "\x14", "\x15"
# Bytes of a value by the three highest bits of the property.
SIZES = (1, 1, 2, 4, 2, 2, 0, 3)


@dataclass(frozen=True)
class Piece:
    """Characters that lie together: the number of the first in the text, its place, and bytes of each."""

    first: int
    place: int
    width: int
    text: str


class Text:
    """The text of a document from its streams: the main part, footnotes, headers, ... follow each other.

    Raises UnreadableError for tables that lie outside of the streams.
    """

    def __init__(self, document: bytes, table: bytes) -> None:
        self._document, self._table = document, table
        self.pieces = list(self._pieces())
        self._paragraphs = sorted(self._runs(PARAGRAPH_PAGES, 13))
        self._ends = [end for _, end, _ in self._paragraphs]
        self._firsts = [piece.first for piece in self.pieces]
        self.text = _without_instructions("".join(self._shown()))

    def parts(self) -> list[tuple[int, int]]:
        """(first, end) of the main text, footnotes, headers, macros, comments, endnotes, text boxes, and text
        boxes of headers."""
        sizes = struct.unpack_from("<8i", self._document, PARTS)
        if min(sizes) < 0:
            raise UnreadableError(BROKEN)
        ends = [sum(sizes[: i + 1]) for i in range(len(sizes))]
        return list(zip([0, *ends], ends, strict=False))

    def properties(self, at: int) -> bytes:
        """The properties of the paragraph that the character with this number ends."""
        piece = self.pieces[bisect_right(self._firsts, at) - 1]
        place = piece.place + (at - piece.first) * piece.width
        found = bisect_right(self._ends, place)
        if found < len(self._paragraphs) and self._paragraphs[found][0] <= place:
            # Two bytes before them name the style.
            return self._paragraphs[found][2][2:]
        return b""

    def _pieces(self) -> Iterator[Piece]:
        plan = self._entries(PIECES)
        at = 0
        # Formats of pieces, each after its size, stand before the table.
        while plan[at : at + 1] == b"\1":
            at += 3 + int.from_bytes(plan[at + 1 : at + 3], "little")
        if plan[at : at + 1] != b"\2":
            raise UnreadableError(BROKEN)
        plan = plan[at + 5 :]
        count = (len(plan) - 4) // 12
        places = struct.unpack_from(f"<{count + 1}I", plan)
        if places[-1] > CHARACTERS:
            raise UnreadableError(TOO_LARGE)
        for i in range(count):
            (stated,) = struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * i + 2)
            width = 1 if stated & 1 << 30 else 2
            place = (stated & (1 << 30) - 1) // (3 - width)
            size = (places[i + 1] - places[i]) * width
            data = self._document[place : place + size]
            if places[i + 1] < places[i] or len(data) < size:
                raise UnreadableError(BROKEN)
            text = data.decode("cp1252" if width == 1 else "utf-16-le", "replace")
            # A pair of surrogates is one character of Python, and two of the file.
            yield Piece(
                places[i], place, width, text if len(text) * width == size else _halves(data)
            )

    def _shown(self) -> Iterator[str]:
        """The texts of the pieces, with NUL in the place of what is deleted, hidden or a symbol."""
        runs = [
            (start, end)
            for start, end, properties in self._runs(CHARACTER_PAGES, 1)
            if any(has(properties, name) for name in (DELETED, HIDDEN, SYMBOL))
        ]
        for piece in self.pieces:
            text = piece.text
            for start, end in runs:
                first = max(0, (start - piece.place) // piece.width)
                last = min(len(text), (end - piece.place) // piece.width)
                if first < last:
                    text = text[:first] + "\0" * (last - first) + text[last:]
            yield text

    def _runs(self, pages: int, size: int) -> Iterator[tuple[int, int, bytes]]:
        """(first place, end, properties) of each run; `size` bytes of a page say where its properties lie."""
        listed = self._entries(pages)
        count = max(0, (len(listed) - 4) // 8)
        for number in struct.unpack_from(f"<{count}I", listed, 4 * (count + 1)) if count else ():
            page = self._document[number * PAGE : (number + 1) * PAGE]
            if len(page) < PAGE:
                raise UnreadableError(BROKEN)
            runs = min(page[-1], (PAGE - 5) // (4 + size))
            places = struct.unpack_from(f"<{runs + 1}I", page)
            for i in range(runs):
                at = 2 * page[4 * (runs + 1) + size * i]
                yield places[i], places[i + 1], _stored(page, at, size > 1)

    def _entries(self, at: int) -> bytes:
        """The table whose place and size stand at this place of the header."""
        place, size = struct.unpack_from("<II", self._document, at)
        found = self._table[place : place + size]
        if len(found) < size:
            raise UnreadableError(BROKEN)
        return found


def has(properties: bytes, wanted: int) -> bool:
    """True if a property is set to something else than 0."""
    at = 0
    while at + 3 <= len(properties):
        (name,) = struct.unpack_from("<H", properties, at)
        if name == wanted:
            return properties[at + 2] != 0
        size = SIZES[name >> 13]
        if name == TABLE:
            size = 1 + int.from_bytes(properties[at + 2 : at + 4], "little")
        elif not size:
            size = 1 + properties[at + 2]
            if name == TABS and size == 256:
                return False
        at += 2 + size
    return False


def _without_instructions(text: str) -> str:
    """The text with NUL in the place of the instructions of fields: between the begin of a field and its
    separator, or its end if it shows no result."""
    hidden, begins = list[tuple[int, int]](), list[int]()
    for mark in re.finditer(f"[{BEGIN}{SEPARATOR}{END}]", text):
        if mark[0] == BEGIN:
            begins.append(mark.start())
        elif begins:
            start = begins[-1]
            shown = text[start] == SEPARATOR
            # The separator takes the place of the begin: what follows it is the result.
            if mark[0] == SEPARATOR:
                begins[-1] = mark.start()
            else:
                begins.pop()
            if not shown:
                while hidden and hidden[-1][0] >= start:
                    hidden.pop()
                hidden.append((start, mark.end()))
    return _with_nul(text, hidden)


def _with_nul(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with NUL for each character of these spans, which are in order and do not overlap."""
    parts, at = list[str](), 0
    for start, end in spans:
        parts += [text[at:start], "\0" * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _stored(page: bytes, at: int, doubled: bool) -> bytes:
    """The properties at a place of a page, after their size: in words, if `doubled`; none at place 0."""
    if at == 0:
        return b""
    size = page[at]
    if not doubled:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def _halves(data: bytes) -> str:
    """UTF-16 with each half of a pair as a character of its own."""
    return "".join(map(chr, memoryview(data).cast("H")))
