"""PPTX, the presentations of PowerPoint: one record a file, slide by slide, each with its speaker's notes.
Numbers, dates and footers of slides are left out.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import Document, one_document
from pipeline.readers.ooxml import main_part, preferred, relations, stated
from pipeline.readers.packages import Package, attribute, children, local

EXTENSIONS = (".pptx", ".pptm", ".ppsx")
INSIDE = ("ppt/presentation.xml",)
ONE_RECORD = True
EXPECTED_REJECTS = ("encrypted",)

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
# Placeholders that repeat on every slide.
LEFT_OUT = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    package = Package(data)
    slides = [prose.joined(_slide(package, name)) for name in _slides(package)]
    title, date, meta = stated(package)
    return Document("\n\n".join(s for s in slides if s), title, date, meta)


def _slides(package: Package) -> list[str]:
    """The parts of the slides in the order of the presentation."""
    part = main_part(package)
    targets = relations(package, part)
    listed = [e for e in package.xml(part).iter() if local(e) == "sldId"]
    keys = [str(e.get(RELATION) or e.get(STRICT_RELATION)) for e in listed]
    return [targets[k].target for k in keys if k in targets and targets[k].target in package]


def _slide(package: Package, name: str) -> list[str]:
    """The paragraphs of a slide, its title first, then those of its notes."""
    paragraphs = _shapes(package.xml(name))
    for relation in relations(package, name).values():
        if relation.kind == "notesSlide" and relation.target in package:
            paragraphs += _shapes(package.xml(relation.target))
    return paragraphs


def _shapes(element: etree._Element) -> list[str]:
    """The paragraphs of the shapes below an element; those of titles first."""
    titles: list[str] = []
    others: list[str] = []
    for child in element:
        name = local(child)
        if name == "sp":
            kind = _placeholder(child)
            if kind not in LEFT_OUT:
                (titles if kind in ("title", "ctrTitle") else others).extend(_paragraphs(child))
        elif name == "tbl":
            others += _table(child)
        elif name == "AlternateContent":
            for part in preferred(child):
                others += _paragraphs(part) if local(part) == "sp" else _shapes(part)
        else:
            others += _shapes(child)
    return [*titles, *others]


def _placeholder(shape: etree._Element) -> str | None:
    """What a shape holds the place of, such as a title; None for a shape of its own."""
    for element in shape.iter():
        if local(element) == "ph":
            return attribute(element, "type") or "body"
        if local(element) == "txBody":
            return None
    return None


def _paragraphs(element: etree._Element) -> list[str]:
    return [_line(p) for p in element.iter() if local(p) == "p"]


def _line(paragraph: etree._Element) -> str:
    """The text of a paragraph; line breaks are line feeds."""
    parts = (
        "\n" if local(e) == "br" else e.text or ""
        for e in paragraph.iter()
        if local(e) in ("t", "br")
    )
    return "".join(parts)


def _table(element: etree._Element) -> list[str]:
    table = [[_paragraphs(cell) for cell in children(row, "tc")] for row in children(element, "tr")]
    return prose.rows(table)
