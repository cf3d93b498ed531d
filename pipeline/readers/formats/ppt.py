"""PPT, the presentations of PowerPoint 97 to 2003: one record a file, slide by slide, each with its speaker's
notes. Numbers, dates and footers of slides are left out; rows of tables are lines.

The layout of shapes is that of [MS-PPT] and [MS-ODRAW], published by Microsoft.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.formats import pptx
from pipeline.readers.ole import opened, stream, summary
from pipeline.readers.packages import OLE
from pipeline.readers.powerpoint97 import Record, places_of, record_at, records

EXTENSIONS = (".ppt", ".pps", ".pot")
REQUIRED_START = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")
INSIDE = ("PowerPoint Document",)
ONE_RECORD = True
EXTRA = "documents"
EXPECTED_REJECTS = ("encrypted",)

# The mark of a file with a password, in the stream that names the last time it was saved.
PASSWORD = 0xF3D1C4DF
# Kinds of records: the document, its lists of slides and notes, an entry of one, the settings of a slide.
DOCUMENT, LIST, ENTRY, SLIDE = 1000, 4080, 1011, 1007
# The kind of a text, its characters (UTF-16, or Latin-1), and a reference to a text in the list of slides.
KIND, CHARACTERS, BYTES, REFERENCE = 3999, 4000, 4008, 3998
# Shapes: a group, a shape, its text, its place in a group, what it holds the place of, further properties.
GROUP, SHAPE, TEXT, ANCHOR, PLACEHOLDER, PROPERTIES = 0xF003, 0xF004, 0xF00D, 0xF00F, 3011, 0xF122
# The property of a group that is a table.
TABLE = 0x39F
TITLES, NOTES = (0, 6), 2
# Placeholders of dates, numbers, footers and headers.
LEFT_OUT = (7, 8, 9, 10)


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    # PowerPoint opens a PPTX named `.ppt`.
    if not data.startswith(OLE):
        return pptx.extract(data, extractor)
    with opened(data) as ole:
        if ole.exists("EncryptedPackage"):
            raise UnreadableError("encrypted")
        user = stream(ole, "Current User")
        if len(user) < 20:
            raise UnreadableError(BROKEN)
        mark, last = struct.unpack_from("<II", user, 12)
        if mark == PASSWORD:
            raise UnreadableError("encrypted")
        content = stream(ole, "PowerPoint Document")
        title, author, date = summary(ole)
    slides = [prose.joined(lines) for lines in _slides(content, last)]
    meta = {"author": author} if author else {}
    return Document("\n\n".join(s for s in slides if s), title, date, meta)


def _slides(content: bytes, last: int) -> Iterator[list[str]]:
    """The paragraphs of each slide, its title first, then those of its notes."""
    places, main = places_of(content, last)
    document = record_at(content, places.get(main, len(content)))
    lists = {r.instance: list(r.children()) for r in document.children() if r.kind == LIST}
    notes = {
        struct.unpack_from("<I", entry.payload, 12)[0]: places.get(_reference(entry))
        for entry in lists.get(2, [])
        if entry.kind == ENTRY and len(entry.payload) >= 16
    }
    for entry, texts in _entries(lists.get(0, [])):
        place = places.get(_reference(entry))
        if place is None:
            continue
        slide = record_at(content, place)
        lines = _shapes(slide, texts)
        settings = slide.first(SLIDE)
        noted = notes.get(struct.unpack_from("<I", settings.payload, 16)[0]) if settings else None
        if noted is not None:
            lines += _notes(record_at(content, noted))
        yield lines


def _entries(listed: list[Record]) -> Iterator[tuple[Record, list[list[Record]]]]:
    """Each slide of a list, and the texts of its outline: records from one KIND to the next."""
    entry, texts = None, list[list[Record]]()
    for record in listed:
        if record.kind == ENTRY:
            if entry is not None:
                yield entry, texts
            entry, texts = record, []
        elif record.kind == KIND:
            texts.append([record])
        elif texts:
            texts[-1].append(record)
    if entry is not None:
        yield entry, texts


def _reference(entry: Record) -> int:
    return int.from_bytes(entry.payload[:4], "little")


def _shapes(slide: Record, texts: list[list[Record]]) -> list[str]:
    """The paragraphs of the shapes of a slide, those of titles first; tables are lines."""
    titles, others = list[str](), list[str]()
    for shape in slide.below(SHAPE, GROUP):
        # The first shape of a group stands for the group.
        if shape.kind == GROUP and _is_table(shape):
            others += _table(shape)
        elif shape.kind == GROUP:
            others += _shapes(shape, texts)
        else:
            kind, lines = _text(shape, texts)
            (titles if kind in TITLES else others).extend(lines)
    return [*titles, *others]


def _notes(notes: Record) -> list[str]:
    """The paragraphs that the speaker wrote; the picture and the number of the slide are left out."""
    found = (_text(shape, []) for shape in notes.below(SHAPE))
    return [line for kind, lines in found if kind == NOTES for line in lines]


def _text(shape: Record, texts: list[list[Record]]) -> tuple[int | None, list[str]]:
    """(kind of the text of a shape, its paragraphs): its own text, or that of the outline which it names."""
    places = [p.payload[4] for p in shape.below(PLACEHOLDER) if len(p.payload) > 4]
    box = next(shape.below(TEXT), None)
    if box is None or (places and places[0] in LEFT_OUT):
        return None, []
    own = list(records(box.payload))
    named = next((r for r in own if r.kind == REFERENCE), None)
    if named is not None:
        number = _reference(named)
        own = texts[number] if number < len(texts) else []
    kind = next((_reference(r) for r in own if r.kind == KIND), None)
    return kind, [line for r in own for line in _paragraphs(r)]


def _paragraphs(record: Record) -> list[str]:
    if record.kind == CHARACTERS:
        text = record.payload.decode("utf-16-le", "replace")
    elif record.kind == BYTES:
        text = record.payload.decode("latin-1")
    else:
        return []
    return [line.replace("\v", "\n") for line in text.split("\r")]


def _is_table(group: Record) -> bool:
    first = group.first(SHAPE)
    found = first.first(PROPERTIES) if first else None
    if found is None:
        return False
    properties = (found.payload[6 * i : 6 * i + 6] for i in range(found.instance))
    return any(
        int.from_bytes(p[:2], "little") & 0x3FFF == TABLE and p[2] & 1
        for p in properties
        if len(p) == 6
    )


def _table(group: Record) -> list[str]:
    """The rows of a table: shapes with the same upper edge, from left to right."""
    cells: dict[int, list[tuple[int, list[str]]]] = {}
    for shape in group.below(SHAPE):
        anchor = shape.first(ANCHOR)
        _, lines = _text(shape, [])
        # Lines of a table are shapes too, which hold no text.
        if anchor is not None and len(anchor.payload) >= 8 and shape.first(TEXT) is not None:
            left, top = struct.unpack_from("<ii", anchor.payload)
            cells.setdefault(top, []).append((left, lines))
    return prose.rows(
        [[cell for _, cell in sorted(cells[top], key=_left)] for top in sorted(cells)]
    )


def _left(cell: tuple[int, list[str]]) -> int:
    return cell[0]
