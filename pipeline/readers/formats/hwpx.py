"""HWPX, the documents of Hangul (한글) since 2021: one record a file. Headers, footers and hidden comments
are left out; footnotes follow the text; documents with a password are rejects.

The elements are those of OWPML, KS X 6101.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.hangul import HangulText
from pipeline.readers.packages import Package, attribute, children, first_text, local

EXTENSIONS = (".hwpx", ".hwtx")
MAGIC = ((30, b"mimetypeapplication/hwp+zip"),)
ONE_RECORD = True
EXPECTED_REJECTS = ("encrypted",)

MANIFEST, PACKING_LIST = "META-INF/manifest.xml", "Contents/content.hpf"
_SECTION = re.compile(r"Contents/section(\d+)\.xml")
# Hangul writes the end of a line of text art as pictures of its controls.
LINE_END = "␍␊"
# Elements whose text is left out.
LEFT_OUT = frozenset({"header", "footer", "hiddenComment", "fieldBegin", "shapeComment"})
NOTES = frozenset({"footNote", "endNote"})
SPACES = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    package = Package(data)
    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
        raise UnreadableError("encrypted")
    numbers = sorted(int(m[1]) for n in package.names if (m := _SECTION.fullmatch(n)))
    if not numbers:
        raise UnreadableError(BROKEN)
    text = HangulText()
    for number in numbers:
        root = package.xml(f"Contents/section{number}.xml")
        text.body += [p for child in children(root, "p") for p in _paragraph(child, text)]
    return text.document(*_stated(package))


def _paragraph(element: etree._Element, text: HangulText) -> list[str]:
    """A paragraph, then the paragraphs of what is anchored in it."""
    line: list[str] = []
    after: list[str] = []
    for run in children(element, "run"):
        for part in run:
            if local(part) == "t":
                line += _characters(part)
            elif local(part) == "equation":
                scripts = [c.text or "" for c in children(part, "script")]
                line += ["", " ".join(["", *scripts, ""])]
            elif local(part) == "dutmal":
                line += [c.text or "" for c in children(part, "mainText")]
            elif local(part) == "compose":
                line.append(attribute(part, "composeText") or "")
            else:
                after += _anchored(part, text)
    return ["".join(line), *after]


def _characters(element: etree._Element) -> Iterator[str]:
    """The text of an element `t` in pieces; deleted text of tracked changes is left out."""
    deleted = False
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in ("deleteBegin", "deleteEnd"):
            deleted = name == "deleteBegin"
        yield SPACES.get(name, "")
        yield "" if deleted else child.tail or ""


def _anchored(element: etree._Element, text: HangulText) -> list[str]:
    """The paragraphs of a table, text box, caption or other object. Those of notes go to `text`."""
    name = local(element)
    if name in LEFT_OUT:
        return []
    if name == "p":
        return _paragraph(element, text)
    if name == "tbl":
        return _table(element, text)
    if name == "textart":
        return [(attribute(element, "text") or "").replace(LINE_END, "\n")]
    paragraphs = [p for child in element for p in _anchored(child, text)]
    if name in NOTES:
        text.notes.append(prose.flat(paragraphs))
        return []
    return paragraphs


def _table(element: etree._Element, text: HangulText) -> list[str]:
    """The caption of a table and its rows."""
    caption = [p for c in children(element, "caption") for p in _anchored(c, text)]
    table = [
        [
            [p for part in children(cell, "subList") for p in _anchored(part, text)]
            for cell in children(row, "tc")
        ]
        for row in children(element, "tr")
    ]
    return [*caption, *prose.rows(table)]


def _stated(package: Package) -> tuple[str | None, str | None, str | None]:
    """(title, author, date of the last change) of the packing list."""
    if PACKING_LIST not in package:
        return None, None, None
    root = package.xml(PACKING_LIST)
    stated = {
        attribute(element, "name"): (element.text or "").strip() or None
        for element in root.iter()
        if local(element) == "meta"
    }
    return first_text(root, "title"), stated.get("creator"), stated.get("ModifiedDate")
