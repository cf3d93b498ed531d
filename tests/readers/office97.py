"""Small documents of Office 97 to 2003, made byte by byte: Word, PowerPoint, messages of Outlook."""

import struct
from dataclasses import dataclass

from tests.readers.office import ole

PAGE = 512
# Where the text of a document begins, behind the header.
TEXT = 2 * PAGE
CELL, ROW = "\x07", "\x07"
# Properties: in a table; the mark that ends a row; deleted.
IN_TABLE, ENDS_ROW, DELETED = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01", b"\x00\x08\x01"


@dataclass(frozen=True)
class Run:
    """A paragraph with the properties of its mark, or characters with theirs."""

    text: str
    properties: bytes = b""
    of_characters: bytes = b""


def doc(
    main: list[Run],
    notes: str = "",
    headers: str = "",
    boxes: str = "",
    flags: int = 0x200,
    version: int = 0xC1,
    latin: bool = False,
) -> bytes:
    """A document of Word: each run of `main` ends a paragraph, a cell or a row by its last character.

    With `latin` the main text is a piece of Windows-1252, else all text is UTF-16.
    """
    width = 1 if latin else 2
    body = "".join(run.text for run in main)
    rest = notes + headers + boxes
    data = body.encode("cp1252" if latin else "utf-16-le")
    text = (data + rest.encode("utf-16-le")).ljust(8 * PAGE, b"\0")
    places = [TEXT]
    for run in main:
        places.append(places[-1] + width * _units(run.text))
    paragraphs = _page(places, [b"\0\0" + run.properties for run in main], 13)
    characters = _page(places, [run.of_characters for run in main], 1)
    page = (TEXT + len(text)) // PAGE
    parts = [_units(body), len(notes), len(headers), 0, 0, 0, len(boxes), 0]
    compressed = 1 << 30 if latin else 0
    pieces = struct.pack(
        "<IIIHIHHIH",
        0, _units(body), _units(body) + len(rest),
        0, TEXT * (2 if latin else 1) | compressed, 0,
        0, TEXT + len(data), 0,
    )  # fmt: skip
    plan = b"\1\2\0ab" + b"\2" + struct.pack("<I", len(pieces)) + pieces
    lists = {0x102: _list(places, page), 0xFA: _list(places, page + 1), 0x1A2: plan}
    table, head = b"", bytearray(TEXT)
    struct.pack_into("<HHHHHH", head, 0, 0xA5EC, version, 0, 0, 0, flags)
    struct.pack_into("<8i", head, 0x4C, *parts)
    for at, entries in lists.items():
        struct.pack_into("<II", head, at, len(table), len(entries))
        table += entries
    return ole({"WordDocument": bytes(head) + text + paragraphs + characters, "1Table": table})


def _units(text: str) -> int:
    """Characters as Word counts them: a pair of surrogates is two."""
    return len(text.encode("utf-16-le")) // 2


def _list(places: list[int], page: int) -> bytes:
    return struct.pack("<III", places[0], places[-1], page)


def _page(places: list[int], properties: list[bytes], size: int) -> bytes:
    """A page of properties: places, where the properties of each run lie, and those, from the end."""
    page, at = bytearray(PAGE), PAGE - 2
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    for i, one in enumerate(properties):
        length = bytes([len(one)]) if size == 1 else bytes([0, (len(one) + 1) // 2])
        stored = length + one
        at = (at - len(stored)) & ~1
        page[at : at + len(stored)] = stored
        page[4 * len(places) + size * i] = at // 2
    page[-1] = len(properties)
    return bytes(page)


def record(kind: int, payload: bytes, instance: int = 0) -> bytes:
    """A record of PowerPoint."""
    return struct.pack("<HHI", instance << 4, kind, len(payload)) + payload


def container(kind: int, *children: bytes, instance: int = 0) -> bytes:
    """A record of records."""
    payload = b"".join(children)
    return struct.pack("<HHI", instance << 4 | 0xF, kind, len(payload)) + payload


def text(words: str, kind: int | None = None) -> bytes:
    """The records of a text, its kind before it: 0 is a title, 2 a note."""
    head = record(3999, struct.pack("<I", kind)) if kind is not None else b""
    return head + record(4000, words.encode("utf-16-le"))


def shape(content: bytes, *others: bytes) -> bytes:
    """A shape with a text box of these records."""
    return container(0xF004, *others, record(0xF00D, content))


def cell(words: str, left: int, top: int) -> bytes:
    """A cell of a table."""
    return shape(text(words), record(0xF00F, struct.pack("<4i", left, top, left + 1, top + 1)))


def table(*cells: bytes) -> bytes:
    """A group of shapes that is a table."""
    marked = container(0xF004, record(0xF122, struct.pack("<HI", 0x39F, 1), instance=1))
    return container(0xF003, marked, *cells)


@dataclass(frozen=True)
class Slide:
    """The shapes of a slide, the texts of its outline, and the shapes of its notes."""

    shapes: bytes
    outline: bytes = b""
    notes: bytes = b""


def ppt(slides: list[Slide], stale: bytes = b"", mark: int = 0xE391C05F) -> bytes:
    """A presentation that was saved twice: `stale` is a slide of the first time that is no longer valid."""
    stream, places = bytearray(stale), list[int]()
    listed, noted = b"", b""
    for number, slide in enumerate(slides):
        settings = record(
            1007, struct.pack("<I8xIIHH", 0, 0, 500 + number if slide.notes else 0, 0, 0)
        )
        places.append(len(stream))
        stream += container(1006, settings, slide.shapes)
        listed += record(1011, struct.pack("<IIiII", len(places), 0, 0, 256 + number, 0))
        listed += slide.outline
        if slide.notes:
            places.append(len(stream))
            stream += container(1008, slide.notes)
            noted += record(1011, struct.pack("<IIiII", len(places), 0, 0, 500 + number, 0))
    places.append(len(stream))
    lists = container(4080, listed, instance=0) + container(4080, noted, instance=2)
    stream += container(1000, lists)
    first = _edit(stream, [0] * len(places), 0, len(places))
    last = _edit(stream, places, first, len(places))
    user = record(4086, struct.pack("<III", 20, mark, last) + b"\0" * 8)
    return ole({"Current User": user, "PowerPoint Document": bytes(stream)})


def _edit(stream: bytearray, places: list[int], before: int, main: int) -> int:
    """Append a directory of places and the edit that names it; returns the place of the edit."""
    directory = len(stream)
    stream += record(6002, struct.pack(f"<{len(places) + 1}I", len(places) << 20 | 1, *places))
    at = len(stream)
    stream += record(4085, struct.pack("<IIIIIII", 0, 0, before, directory, main, 0, 0))
    return at


def msg(texts: dict[str, str | bytes], sent: int = 0, page: int = 0) -> bytes:
    """A message of Outlook: number and type of each property (`1000001F`) -> its value."""
    entries = {0x39: (0x40, sent), 0x3FFD: (3, page)}
    fixed = b"\0" * 32 + b"".join(
        struct.pack("<HHIQ", kind, number, 6, value) for number, (kind, value) in entries.items()
    )
    streams = {
        f"__substg1.0_{name}": v.encode("utf-16-le") if isinstance(v, str) else v
        for name, v in texts.items()
    }
    return ole({"__properties_version1.0": fixed, **streams})
