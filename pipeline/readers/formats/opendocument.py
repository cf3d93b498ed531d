"""ODT, ODS and ODP, the documents of LibreOffice: one record a file. Headers, footers, comments and deleted
text are left out; footnotes follow the text; sheets are their names and rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from lxml import etree

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.packages import Package, attribute, children, first_text, local
from pipeline.readers.sheets import sheet

EXTENSIONS = (".odt", ".ods", ".odp", ".ott")
MAGIC = ((30, b"mimetypeapplication/vnd.oasis.opendocument"),)
ONE_RECORD = True
EXPECTED_REJECTS = ("encrypted",)

MANIFEST, CONTENT, META = "META-INF/manifest.xml", "content.xml", "meta.xml"
LEFT_OUT = frozenset({"annotation", "tracked-changes", "forms", "ruby-text", "desc", "title"})
# Times that a row or a cell is repeated at most. Files repeat empty ones up to the last of a sheet.
REPEATED = 1_000


@dataclass
class _Text:
    """The paragraphs of a document while it is read: its body, then its notes."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    package = Package(data)
    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
        raise UnreadableError("encrypted")
    body = next((e for e in children(package.xml(CONTENT), "body")), None)
    if body is None:
        raise UnreadableError(BROKEN)
    text = _Text()
    for part in body:
        if local(part) == "spreadsheet":
            sheets = [_sheet(table, text) for table in children(part, "table")]
            text.body.append("\n\n".join(s for s in sheets if s))
        else:
            text.body += _blocks(part, text)
    title, date, meta = _stated(package)
    return Document(prose.joined([*text.body, "", *text.notes]), title, date, meta)


def _stated(package: Package) -> tuple[str | None, str | None, dict[str, str]]:
    """(title, date of the last change, meta) as the document states them."""
    if META not in package:
        return None, None, {}
    root = package.xml(META)
    author = first_text(root, "initial-creator") or first_text(root, "creator")
    return first_text(root, "title"), first_text(root, "date"), {"author": author} if author else {}


def _blocks(element: etree._Element, text: _Text) -> list[str]:
    """The paragraphs and tables below an element, in order."""
    blocks: list[str] = []
    for child in element:
        name = local(child)
        if name in ("p", "h"):
            blocks += _paragraph(child, text)
        elif name == "table":
            blocks += _table(child, text)
        elif name == "page":
            blocks += [*_blocks(child, text), ""]
        elif name not in LEFT_OUT:
            blocks += _blocks(child, text)
    return blocks


def _paragraph(element: etree._Element, text: _Text) -> list[str]:
    """A paragraph, then the paragraphs of the text boxes that are anchored in it."""
    line: list[str] = []
    boxes: list[str] = []
    _collect(element, line, boxes, text)
    return ["".join(line), *boxes]


def _collect(element: etree._Element, line: list[str], boxes: list[str], text: _Text) -> None:
    line.append(element.text or "")
    for child in element:
        name = local(child)
        if name in ("s", "tab"):
            line.append(" ")
        elif name == "line-break":
            line.append("\n")
        elif name == "note":
            bodies = [p for c in children(child, "note-body") for p in _blocks(c, text)]
            text.notes.append(prose.flat(bodies))
        elif name in ("frame", "custom-shape", "rect"):
            boxes += _blocks(child, text)
        elif name not in LEFT_OUT:
            _collect(child, line, boxes, text)
        line.append(child.tail or "")


def _table(element: etree._Element, text: _Text) -> list[str]:
    return prose.rows(
        [[_blocks(cell, text) for cell in _cells(row)] for row in _inner(element, "table-row")]
    )


def _inner(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table, also those in groups and headers of it."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from _inner(child, name)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return children(row, "table-cell", "covered-table-cell")


def _sheet(table: etree._Element, text: _Text) -> str:
    return sheet(attribute(table, "name") or "", _rows(table, text))


def _rows(table: etree._Element, text: _Text) -> Iterator[list[tuple[int, str]]]:
    """(column, text) of the cells of each row."""
    for row in _inner(table, "table-row"):
        cells: list[tuple[int, str]] = []
        column = 0
        for cell in _cells(row):
            shown, times = _shown(cell, text), _repeated(cell, "number-columns-repeated")
            if shown:
                cells += [(column + i, shown) for i in range(min(times, REPEATED))]
            column += times
        if cells:
            yield from [cells] * min(_repeated(row, "number-rows-repeated"), REPEATED)


def _shown(cell: etree._Element, text: _Text) -> str:
    """The text of a cell; a date as ISO 8601, as other sheets give it."""
    shown = prose.flat(_blocks(cell, text))
    date = attribute(cell, "date-value")
    return date.replace("T", " ") if date and shown else shown


def _repeated(element: etree._Element, name: str) -> int:
    stated = attribute(element, name) or ""
    return max(1, int(stated)) if stated.isdecimal() else 1
