"""HWPML, documents of Hangul (한글) as one XML file: one record a file, read as HWPX is. Such files are often
named `.hwp`.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.hangul import HangulText
from pipeline.readers.packages import attribute, children, first_text, local, parsed

EXTENSIONS = (".hml", ".hwpml", ".hwp")
REQUIRED_START = (b"<?xml", b"<HWPML")
WEAK_MAGIC = (b"<hwpml",)
ONE_RECORD = True

# Elements whose text is left out.
LEFT_OUT = frozenset(
    {"HEADER", "FOOTER", "HIDDENCOMMENT", "MEMO", "FIELDBEGIN", "SECDEF", "COLDEF"}
)
NOTES = frozenset({"FOOTNOTE", "ENDNOTE"})
SPACES = {"TAB": "\t", "LINEBREAK": "\n", "NBSPACE": " ", "FWSPACE": " ", "HYPHEN": "-"}


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    root = parsed(data.lstrip())
    if local(root) != "HWPML":
        raise UnreadableError(BROKEN)
    text = HangulText()
    for body in children(root, "BODY"):
        for section in children(body, "SECTION"):
            text.body += [p for child in children(section, "P") for p in _paragraph(child, text)]
    return text.document(first_text(root, "TITLE"), first_text(root, "AUTHOR"), None)


def _paragraph(element: etree._Element, text: HangulText) -> list[str]:
    """A paragraph, then the paragraphs of what is anchored in it."""
    line: list[str] = []
    after: list[str] = []
    for run in children(element, "TEXT"):
        for part in run:
            name = local(part)
            if name == "CHAR":
                line += _characters(part)
            elif name == "EQUATION":
                scripts = [c.text or "" for c in children(part, "SCRIPT")]
                line.append(" ".join(["", *scripts, ""]))
            elif name == "DUTMAL":
                line += [c.text or "" for c in children(part, "MAINTEXT")]
            else:
                after += _anchored(part, text)
    return ["".join(line), *after]


def _characters(element: etree._Element) -> Iterator[str]:
    """The text of an element CHAR in pieces."""
    yield element.text or ""
    for child in element:
        yield SPACES.get(local(child), "")
        yield child.tail or ""


def _anchored(element: etree._Element, text: HangulText) -> list[str]:
    """The paragraphs of a table, text box, caption or other object. Those of notes go to `text`."""
    name = local(element)
    if name in LEFT_OUT:
        return []
    if name == "P":
        return _paragraph(element, text)
    if name == "TABLE":
        caption = [p for c in children(element, "SHAPEOBJECT") for p in _anchored(c, text)]
        rows = [
            [_anchored(cell, text) for cell in children(row, "CELL")]
            for row in children(element, "ROW")
        ]
        return [*caption, *prose.rows(rows)]
    if name == "TEXTART":
        return [attribute(element, "Text") or ""]
    paragraphs = [p for child in element for p in _anchored(child, text)]
    if name in NOTES:
        text.notes.append(prose.flat(paragraphs))
        return []
    return paragraphs
