"""HWP 5, the documents of Hangul (한글): one record a file, also of distribution documents (배포용). Headers,
footers and hidden comments are left out; footnotes follow the text; HWP 3 and passwords are rejects.

The layout of records is that of "한글 문서 파일 형식 5.0", published by Hancom.
"""

import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import Document, UnreadableError, one_document
from pipeline.readers.formats import hwpx
from pipeline.readers.hangul import HangulText
from pipeline.readers.hwp5 import Node, sections
from pipeline.readers.ole import opened, summary

EXTENSIONS = (".hwp", ".hwt")
MAGIC = ((0, b"HWP Document File V"),)
INSIDE = ("FileHeader",)
ONE_RECORD = True
EXTRA = "documents"
EXPECTED_REJECTS = ("encrypted", "hwp3_unsupported")

# Tags of records.
PARAGRAPH, TEXT, CONTROL, LIST, TABLE, EQUATION = 66, 67, 71, 72, 77, 88
# Control characters that take eight code units; to those in OBJECTS belongs a record CONTROL.
WIDE = frozenset({*range(1, 10), *range(11, 13), *range(14, 24)})
OBJECTS = frozenset({1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23})
SPACES = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
ZIP = b"PK\x03\x04"
# Controls whose paragraphs are left out: header, footer, hidden comment.
LEFT_OUT = ("head", "foot", "tcmt")
NOTES = ("fn  ", "en  ")


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    if data.startswith(b"HWP Document File V"):
        raise UnreadableError("hwp3_unsupported")
    # Hangul opens a HWPX named `.hwp`, so that many are named so.
    if data.startswith(ZIP):
        return hwpx.extract(data, extractor)
    text = HangulText()
    with opened(data) as ole:
        for section in sections(ole):
            for node in section.children:
                if node.tag == PARAGRAPH:
                    text.body += _paragraph(node, text)
        title, author, date = summary(ole, "\x05HwpSummaryInformation")
    return text.document(title, author, date)


def _paragraph(node: Node, text: HangulText) -> list[str]:
    """A paragraph, then the paragraphs of what is anchored in it."""
    controls = iter([c for c in node.children if c.tag == CONTROL and len(c.payload) >= 4])
    line: list[str] = []
    after: list[str] = []
    for record in node.children:
        if record.tag == TEXT:
            for piece in _characters(record.payload):
                if piece is None:
                    control = next(controls, None)
                    line.append(_inline(control) if control else "")
                    after += _anchored(control, text) if control else []
                else:
                    line.append(piece)
    # A damaged paragraph may have more controls than characters for them.
    for control in controls:
        after += _anchored(control, text)
    return ["".join(line), *after]


def _characters(payload: bytes) -> Iterator[str | None]:
    """The text of a record TEXT in pieces; None stands for an object."""
    units = memoryview(payload[: len(payload) // 2 * 2]).cast("H")
    at = start = 0
    while at < len(units):
        code = units[at]
        if code >= 32:
            at += 1
            continue
        if at > start:
            yield payload[2 * start : 2 * at].decode("utf-16-le", "replace")
        if code in OBJECTS:
            yield None
        elif code in SPACES:
            yield SPACES[code]
        at += 8 if code in WIDE else 1
        start = at
    if at > start:
        yield payload[2 * start : 2 * at].decode("utf-16-le", "replace")


def _kind(control: Node) -> str:
    return control.payload[3::-1].decode("latin-1")


def _inline(control: Node) -> str:
    """What stands in the line for a control: an equation's script, the base text of annotated characters."""
    kind = _kind(control)
    if kind == "eqed":
        scripts = (_string(c.payload, 4) for c in control.children if c.tag == EQUATION)
        return " ".join(["", *scripts, ""])
    if kind in ("tdut", "tcps"):
        return _string(control.payload, 4)
    return ""


def _string(payload: bytes, at: int) -> str:
    """A string after its length in 16 bits."""
    size = int.from_bytes(payload[at : at + 2], "little")
    return payload[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")


def _anchored(control: Node, text: HangulText) -> list[str]:
    """The paragraphs of a table, text box, caption or other object. Those of notes go to `text`."""
    kind = _kind(control)
    if kind in LEFT_OUT:
        return []
    if kind == "tbl ":
        return _table(control, text)
    paragraphs = [p for n in _below(control) for p in _paragraph(n, text)]
    if kind in NOTES:
        text.notes.append(prose.flat(paragraphs))
        return []
    return paragraphs


def _below(node: Node) -> Iterator[Node]:
    """The paragraphs below a node that lie in no other paragraph."""
    for child in node.children:
        if child.tag == PARAGRAPH:
            yield child
        else:
            yield from _below(child)


def _table(control: Node, text: HangulText) -> list[str]:
    """The caption of a table and its rows. The cells of a row stand in the order of their columns."""
    caption: list[str] = []
    table: dict[int, list[tuple[int, list[str]]]] = {}
    cell, started = caption, False
    for node in control.children:
        if node.tag == TABLE:
            started = True
        elif node.tag == LIST and started and len(node.payload) >= 12:
            column, row = struct.unpack_from("<HH", node.payload, 8)
            cell = []
            table.setdefault(row, []).append((column, cell))
            # Some writers put the paragraphs of a cell below its list.
            cell += [p for n in _below(node) for p in _paragraph(n, text)]
        elif node.tag == PARAGRAPH:
            cell += _paragraph(node, text)
    by_column: Callable[[tuple[int, list[str]]], int] = lambda c: c[0]  # noqa: E731
    ordered = [[c for _, c in sorted(table[r], key=by_column)] for r in sorted(table)]
    return [*caption, *prose.rows(ordered)]
