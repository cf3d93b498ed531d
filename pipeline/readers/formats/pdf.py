"""PDF with a text layer: one record a file, its lines joined into paragraphs, column by column, tables as
rows, without running heads and numbers of pages. Scans without text are rejects.
"""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import BROKEN, TOO_LARGE, Document, UnreadableError, one_document
from pipeline.readers.layout.heads import without_heads
from pipeline.readers.layout.lines import lines_of
from pipeline.readers.layout.paragraphs import paragraphs_of
from pipeline.readers.layout.rules import Table, tables_of
from pipeline.readers.layout.runs import CHARACTERS, Glyphs, glyphs_of

EXTENSIONS = (".pdf",)
MAGIC = ((0, b"%PDF-"),)
ONE_RECORD = True
EXTRA = "documents"
EXPECTED_REJECTS = ("encrypted", "no_text_layer")

# Share of characters without a known meaning above which a page counts as unreadable.
UNKNOWN = 0.2
# Characters a page with which a document has a text layer, on average: scans may have a stamp.
FEW = 5
# The mark at the end of a file, and the bytes at its end in which it stands: some servers add a few.
END, TAIL = b"%%EOF", 2048
# PDFium's code for a missing or wrong password.
PASSWORD = 4


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author, meta.unreadable_pages) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used.

    Raises UnreadableError with `unreadable_text` if the fonts of every page with text do not state what their
    characters mean.
    """
    # PDFium reads what is left of a file that is cut short.
    if END not in data[-TAIL:]:
        raise UnreadableError(BROKEN)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == PASSWORD
        raise UnreadableError("encrypted" if encrypted else BROKEN) from None
    glyphs: list[Glyphs] = []
    tables: list[list[Table]] = []
    sizes: list[tuple[float, float, float]] = []
    total = 0
    for number in range(len(document)):
        found, drawn, size = _page(document, number)
        glyphs.append(found)
        tables.append(drawn)
        sizes.append(size)
        total += found.known + found.unknown
        if total > CHARACTERS:
            raise UnreadableError(TOO_LARGE)
    if not glyphs:
        raise UnreadableError(BROKEN)
    if total < FEW * len(glyphs):
        raise UnreadableError("no_text_layer")
    unreadable = [
        number
        for number, page in enumerate(glyphs, 1)
        if page.unknown > UNKNOWN * (page.known + page.unknown)
    ]
    for number in unreadable:
        glyphs[number - 1].runs = []
    if not any(page.runs for page in glyphs):
        raise UnreadableError("unreadable_text")
    pages = without_heads([page.runs for page in glyphs], [size[:2] for size in sizes])
    lines = [
        lines_of(runs, drawn, size[2])
        for runs, drawn, size in zip(pages, tables, sizes, strict=True)
    ]
    meta = {"unreadable_pages": ", ".join(map(str, unreadable))} if unreadable else {}
    stated = document.get_metadata_dict()
    if author := stated.get("Author", "").strip():
        meta["author"] = author
    title = stated.get("Title", "").strip() or None
    return Document(prose.joined(paragraphs_of(lines)), title, _date(stated), meta)


def _page(
    document: pypdfium2.PdfDocument, number: int
) -> tuple[Glyphs, list[Table], tuple[float, float, float]]:
    """The glyphs of a page, its tables, and (bottom, height, right edge)."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        raise UnreadableError(BROKEN) from None
    tables = tables_of(page.raw)

    def cell_at(x: float, y: float) -> tuple[int, int] | None:
        for i, table in enumerate(tables):
            if (cell := table.cell_at(x, y)) is not None:
                return i, cell
        return None

    text = page.get_textpage()
    glyphs = glyphs_of(text.raw, cell_at)
    _, bottom, right, top = page.get_bbox()
    text.close()
    page.close()
    return glyphs, tables, (bottom, max(top - bottom, 1.0), right)


def _date(stated: dict[str, str]) -> str | None:
    """The date of creation, D:YYYYMMDDHHmmSS and a time zone, as ISO 8601."""
    digits = stated.get("CreationDate", "").removeprefix("D:")
    if len(digits) < 8 or not digits[:8].isdecimal():
        return None
    date = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    if digits[8:14].isdecimal() and len(digits) >= 14:
        date += f"T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}"
    return date
