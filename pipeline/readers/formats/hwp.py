"""HWP 5, the documents of Hangul (한글): one record a file, also of distribution documents (배포용). Headers,
footers and hidden comments are left out; footnotes follow the text; HWP 3 and passwords are rejects.

The layout of records is that of "한글 문서 파일 형식 5.0", the key of distribution documents that of "배포용
문서", both published by Hancom.
"""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

import olefile
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pipeline.readers import Batch, Request, prose
from pipeline.readers.apart import BROKEN, TOO_LARGE, Document, UnreadableError, one_document
from pipeline.readers.formats import hwpx
from pipeline.readers.hangul import HangulText

EXTENSIONS = (".hwp", ".hwt")
MAGIC = ((0, b"HWP Document File V"),)
ONE_RECORD = True
EXTRA = "documents"
EXPECTED_REJECTS = ("encrypted", "hwp3_unsupported")

# Bytes of all sections of a document.
EXPANDED = 256 << 20
# Records of a section; five or six make a paragraph.
RECORDS = 1_000_000
# Levels of records. A table in a cell adds three; the format has room for 1,023.
LEVELS = 90
# Flags of the file's header.
COMPRESSED, PASSWORD, DISTRIBUTION = 1, 2, 4
# Tags of records.
DISTRIBUTE, PARAGRAPH, TEXT, CONTROL, LIST, TABLE, EQUATION = 28, 66, 67, 71, 72, 77, 88
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
    if not data.startswith(olefile.MAGIC):
        raise UnreadableError(BROKEN)
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        header = _stream(ole, "FileHeader")
        if not header.startswith(b"HWP Document File") or len(header) < 40:
            raise UnreadableError(BROKEN)
        flags = int.from_bytes(header[36:40], "little")
        if flags & PASSWORD:
            raise UnreadableError("encrypted")
        text = HangulText()
        left = EXPANDED
        for name in _sections(ole, "ViewText" if flags & DISTRIBUTION else "BodyText"):
            section = _stream(ole, name)
            if flags & DISTRIBUTION:
                section = _decrypted(section)
            if flags & COMPRESSED:
                section = _inflated(section, left)
            left -= len(section)
            for node in _tree(section).children:
                if node.tag == PARAGRAPH:
                    text.body += _paragraph(node, text)
        title, author, date = _summary(ole)
    return text.document(title, author, date)


@dataclass
class _Node:
    """A record and those below it."""

    tag: int
    payload: bytes
    children: list["_Node"] = field(default_factory=list)


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    if not ole.exists(name):
        raise UnreadableError(BROKEN)
    return ole.openstream(name).read()


def _sections(ole: olefile.OleFileIO, folder: str) -> list[str]:
    """The streams of the body, in order. Raises UnreadableError if there is none."""
    numbers = sorted(
        int(entry[1][7:])
        for entry in ole.listdir()
        if len(entry) == 2
        and entry[0] == folder
        and entry[1].startswith("Section")
        and entry[1][7:].isdecimal()
    )
    if not numbers:
        raise UnreadableError(BROKEN)
    return [f"{folder}/Section{n}" for n in numbers]


def _inflated(data: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(-15)
    out = unpacker.decompress(data, limit + 1)
    if len(out) > limit:
        raise UnreadableError(TOO_LARGE)
    if not unpacker.eof:
        raise UnreadableError(BROKEN)
    return out


def _decrypted(section: bytes) -> bytes:
    """The bytes of a section of a distribution document, whose first record holds its key.

    256 bytes, beginning with a seed, are masked by the pseudo-random numbers of that seed, each repeated up
    to 16 times; the key of AES-128 lies at an offset that the seed gives too.
    """
    tag, _, size, start = _record_header(section, 0)
    if tag != DISTRIBUTE or size != 256 or len(section) < start + size:
        raise UnreadableError(BROKEN)
    masked = section[start : start + size]
    state = seed = int.from_bytes(masked[:4], "little")
    mask = bytearray()
    while len(mask) < size:
        state, value = _random(state)
        state, times = _random(state)
        mask += bytes([value & 0xFF]) * ((times & 0xF) + 1)
    at = 4 + (seed & 0xF)
    key = bytes(a ^ b for a, b in zip(masked[at : at + 16], mask[at:], strict=False))
    body = section[start + size :]
    decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
    return decryptor.update(body[: len(body) // 16 * 16]) + decryptor.finalize()


def _random(state: int) -> tuple[int, int]:
    """The next state of the generator `rand` of Microsoft C, and its number."""
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, (state >> 16) & 0x7FFF


def _record_header(data: bytes, at: int) -> tuple[int, int, int, int]:
    """(tag, level, bytes, offset of the payload) of the record at an offset."""
    (word,) = struct.unpack_from("<I", data, at)
    size = word >> 20
    if size < 0xFFF:
        return word & 0x3FF, (word >> 10) & 0x3FF, size, at + 4
    return word & 0x3FF, (word >> 10) & 0x3FF, struct.unpack_from("<I", data, at + 4)[0], at + 8


def _tree(data: bytes) -> _Node:
    """The records of a section as a tree by their levels. Raises UnreadableError if one is cut short."""
    root = _Node(0, b"")
    path, at, count = [root], 0, 0
    # AES leaves up to 15 bytes after the last record.
    while at + 4 <= len(data):
        tag, level, size, start = _record_header(data, at)
        at, count = start + size, count + 1
        if at > len(data):
            raise UnreadableError(BROKEN)
        if level > LEVELS:
            raise UnreadableError("too_deep")
        if count > RECORDS:
            raise UnreadableError(TOO_LARGE)
        node = _Node(tag, data[start:at])
        del path[level + 1 :]
        path[-1].children.append(node)
        path.append(node)
    return root


def _paragraph(node: _Node, text: HangulText) -> list[str]:
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


def _kind(control: _Node) -> str:
    return control.payload[3::-1].decode("latin-1")


def _inline(control: _Node) -> str:
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


def _anchored(control: _Node, text: HangulText) -> list[str]:
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


def _below(node: _Node) -> Iterator[_Node]:
    """The paragraphs below a node that lie in no other paragraph."""
    for child in node.children:
        if child.tag == PARAGRAPH:
            yield child
        else:
            yield from _below(child)


def _table(control: _Node, text: HangulText) -> list[str]:
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


def _summary(ole: olefile.OleFileIO) -> tuple[str | None, str | None, str | None]:
    """(title, author, date of the last change) as the file states them.

    A damaged summary states nothing. The date of creation is that of the template, often years before.
    """
    try:
        stated = ole.getproperties("\x05HwpSummaryInformation", convert_time=True)
    # olefile fails on damaged properties with errors of any kind.
    except Exception:
        return None, None, None
    title, author, date = (stated.get(n) for n in (2, 4, 13))
    return _stated(title), _stated(author), date.isoformat() if isinstance(date, datetime) else None


def _stated(value: object) -> str | None:
    """A string up to its end mark: olefile reads some of HWP's past it."""
    return value.partition("\0")[0].strip() or None if isinstance(value, str) else None
