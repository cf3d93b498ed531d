"""MSG, the messages of Outlook: one record a file, what its author wrote, without quoted replies, signatures
and attachments. The subject is the title; the name of the sender goes to `meta.author`.

The properties of a message are streams whose names end in their number and type, by [MS-OXMSG] of Microsoft.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

import olefile

from pipeline.readers import Batch, Request, charset
from pipeline.readers.apart import Document, UnreadableError, one_document
from pipeline.readers.mail import page_of, written
from pipeline.readers.ole import opened, stream

EXTENSIONS = (".msg",)
REQUIRED_START = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
INSIDE = ("__properties_version1.0",)
ONE_RECORD = True
EXTRA = "documents"
EXPECTED_REJECTS = ("encrypted", "no_content")

# Numbers of properties: class, subject, sender, body as text and as HTML, time of sending, code page.
CLASS, SUBJECT, SENDER, BODY, HTML, SENT, PAGE = 0x1A, 0x37, 0xC1A, 0x1000, 0x1013, 0x39, 0x3FFD
# Types of properties that are streams: UTF-16, text of a code page, bytes.
UNICODE, TEXT, BINARY = "001F", "001E", "0102"
FIXED = "__properties_version1.0"
# Bytes before the entries of properties of fixed size in a message, and of each entry.
HEAD, ENTRY = 32, 16
# Ten millionths of a second since this time.
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title, date, meta.author) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The message in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    with opened(data) as ole:
        fixed = _fixed(stream(ole, FIXED))
        page = f"cp{fixed[PAGE] & 0xFFFF}" if PAGE in fixed else None
        text = {n: _text(ole, n, page) for n in (CLASS, SUBJECT, SENDER, BODY, HTML)}
    if text[CLASS].upper().startswith("IPM.NOTE.SMIME"):
        raise UnreadableError("encrypted")
    body = written(text[BODY] or page_of(text[HTML]))
    if not body:
        raise UnreadableError("no_content")
    sender = text[SENDER]
    return Document(body, text[SUBJECT] or None, _date(fixed), {"author": sender} if sender else {})


def _text(ole: olefile.OleFileIO, number: int, page: str | None) -> str:
    """A property as text; empty if the message does not have it."""
    name = f"__substg1.0_{number:04X}"
    if ole.exists(name + UNICODE):
        text = stream(ole, name + UNICODE).decode("utf-16-le", "replace")
    else:
        kind = next((k for k in (TEXT, BINARY) if ole.exists(name + k)), None)
        data = stream(ole, name + kind) if kind else b""
        decoded = charset.decode(data, (page, charset.declared_in(data)), True)
        text = decoded.text if decoded else ""
    return text.replace("\r\n", "\n").rstrip("\0").strip()


def _fixed(data: bytes) -> dict[int, int]:
    """Number -> value of the properties of fixed size."""
    entries = (data[i : i + ENTRY] for i in range(HEAD, len(data) - ENTRY + 1, ENTRY))
    return {number: value for _, number, _, value in (struct.unpack("<HHIQ", e) for e in entries)}


def _date(fixed: dict[int, int]) -> str | None:
    try:
        return (EPOCH + timedelta(microseconds=fixed[SENT] // 10)).isoformat(timespec="seconds")
    except (KeyError, OverflowError):
        return None
