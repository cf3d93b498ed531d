"""DOC, the documents of Word 97 to 2003: one record a file. Headers, footers, comments, deleted and hidden
text are left out; footnotes and text boxes follow the text; rows of tables are lines.

Earlier versions and documents with a password are rejects.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.formats import docx
from pipeline.readers.ole import opened, stream, summary
from pipeline.readers.packages import OLE
from pipeline.readers.word97 import ENDS_ROW, IN_TABLE, Text, has

EXTENSIONS = (".doc", ".dot")
REQUIRED_START = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")
INSIDE = ("WordDocument",)
ONE_RECORD = True
EXTRA = "documents"
EXPECTED_REJECTS = ("encrypted", "word95_unsupported")

# The first version of the layout, that of Word 97; a flag for a password, and one for the second table.
WORD97, PASSWORD, SECOND = 0xC1, 0x100, 0x200
# Parts of the text that are kept: main text, footnotes, endnotes, text boxes.
KEPT = (0, 1, 5, 6)
CELL = "\x07"
# What ends a paragraph: its mark, the mark of a cell, a break of page or column.
_PARAGRAPH = re.compile(r"[^\r\x07\x0c\x0e]*[\r\x07\x0c\x0e]?")
# Marks of objects, notes and fields; text that is left out is NUL.
_MARKS = re.compile(r"[\x00-\x08\x0c-\x1f]")
_SPELLED = str.maketrans({"\x0b": "\n", "\x1e": "-"})


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    # Word opens a DOCX named `.doc`.
    if not data.startswith(OLE):
        return docx.extract(data, extractor)
    with opened(data) as ole:
        if ole.exists("EncryptedPackage"):
            raise UnreadableError("encrypted")
        document = stream(ole, "WordDocument")
        if len(document) < 0x200:
            raise UnreadableError(BROKEN)
        if int.from_bytes(document[2:4], "little") < WORD97:
            raise UnreadableError("word95_unsupported")
        flags = int.from_bytes(document[10:12], "little")
        if flags & PASSWORD:
            raise UnreadableError("encrypted")
        text = Text(document, stream(ole, "1Table" if flags & SECOND else "0Table"))
        title, author, date = summary(ole)
    lines = [line for i in KEPT for line in _lines(text, *text.parts()[i])]
    return Document(prose.joined(lines), title, date, {"author": author} if author else {})


def _lines(text: Text, first: int, end: int) -> Iterator[str]:
    """The paragraphs from one character to another, and the rows of tables as lines."""
    row: list[list[str]] = []
    cell: list[str] = []
    at = first
    while at < end:
        found = _PARAGRAPH.match(text.text, at, end)
        # The pattern matches anywhere; at the end of a damaged text it matches nothing.
        if found is None or found.end() == at:
            break
        at = found.end()
        properties = text.properties(at - 1)
        line = _plain(found[0])
        if has(properties, ENDS_ROW):
            yield from prose.rows([row]) if row else ()
            row, cell = [], []
        elif found[0].endswith(CELL):
            row.append([*cell, line])
            cell = []
        elif has(properties, IN_TABLE):
            cell.append(line)
        else:
            yield line
    yield from (line for one in (*row, cell) for line in one)


def _plain(text: str) -> str:
    """Text without marks of paragraphs, objects and fields."""
    text = _MARKS.sub("", text.translate(_SPELLED))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
