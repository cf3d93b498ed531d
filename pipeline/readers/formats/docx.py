"""DOCX, the documents of Word: one record a file. Headers, footers, comments and deleted text are left out;
footnotes follow the text; equations are their characters in order.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import Document, one_document
from pipeline.readers.ooxml import main_part, preferred, relations, stated
from pipeline.readers.packages import Package, attribute, children, local

EXTENSIONS = (".docx", ".docm", ".dotx")
INSIDE = ("word/document.xml",)
ONE_RECORD = True
EXPECTED_REJECTS = ("encrypted",)

# What stands before the parts of an equation: denominators, exponents, indices.
EQUATION = {"oMath": " ", "den": "/", "sup": "^", "sub": "_"}
# What stands behind: log x is a function and its argument.
BEHIND = {"oMath": " ", "fName": " "}
SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# Deleted and moved text, annotations, and the properties of whatever.
LEFT_OUT = frozenset({"del", "moveFrom", "rt", "pPr", "rPr", "tblPr", "sectPr", "instrText"})


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    package = Package(data)
    part = main_part(package)
    body = _blocks(package.xml(part))
    notes: list[str] = []
    for relation in relations(package, part).values():
        if relation.kind in ("footnotes", "endnotes") and relation.target in package:
            notes += _notes(package.xml(relation.target))
    title, date, meta = stated(package)
    return Document(prose.joined([*body, "", *notes]), title, date, meta)


def _notes(root: etree._Element) -> list[str]:
    """The notes of a part; those with a type are separators."""
    found = [n for n in children(root, "footnote", "endnote") if attribute(n, "type") is None]
    return [prose.flat(_blocks(note)) for note in found]


def _blocks(elements: Iterable[etree._Element]) -> list[str]:
    """The paragraphs and tables in some elements, or below one, in order."""
    blocks: list[str] = []
    for child in elements:
        name = local(child)
        if name == "p":
            blocks += _paragraph(child)
        elif name == "tbl":
            blocks += _table(child)
        elif name == "AlternateContent":
            blocks += _blocks(preferred(child))
        elif name not in LEFT_OUT:
            blocks += _blocks(child)
    return blocks


def _paragraph(element: etree._Element) -> list[str]:
    """A paragraph, then the paragraphs of the text boxes that are anchored in it."""
    line: list[str] = []
    boxes: list[str] = []
    _collect(element, line, boxes)
    return ["".join(line), *boxes]


def _collect(elements: Iterable[etree._Element], line: list[str], boxes: list[str]) -> None:
    for child in elements:
        name = local(child)
        if name == "t":
            line.append(child.text or "")
        elif name in SPACES:
            line.append(SPACES[name])
        elif name == "txbxContent":
            boxes += _blocks(child)
        elif name == "AlternateContent":
            _collect(preferred(child), line, boxes)
        elif name not in LEFT_OUT:
            line.append(EQUATION.get(name, ""))
            _collect(child, line, boxes)
            line.append(BEHIND.get(name, ""))


def _table(element: etree._Element) -> list[str]:
    table = [[_blocks(cell) for cell in _inner(row, "tc")] for row in _inner(element, "tr")]
    return prose.rows(table)


def _inner(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also those in content controls and inserted ones."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inner(child, name)
