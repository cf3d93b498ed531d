"""OLE compound files, in which HWP 5 and the documents of Office 97 to 2003 lie: their streams, and what they
state about themselves, by [MS-OLEPS] of Microsoft."""

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import olefile

from pipeline.readers import charset
from pipeline.readers.apart import BROKEN, UnreadableError

SUMMARY = "\x05SummaryInformation"
# Properties of a summary, and types of their values: a number, text of a code page and of UTF-16, a time.
CODEPAGE, TITLE, AUTHOR, CHANGED = 1, 2, 4, 13
SHORT, BYTES, UNICODE, TIME = 2, 30, 31, 64
# Where the place of the properties stands in a stream, and how many of them are looked through.
SECTION, PROPERTIES = 44, 100
# Times are ten millionths of a second since this one.
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def opened(data: bytes) -> olefile.OleFileIO:
    """The compound file in these bytes. Raises UnreadableError if they are not one."""
    if not data.startswith(olefile.MAGIC):
        raise UnreadableError(BROKEN)
    return olefile.OleFileIO(io.BytesIO(data))


def stream(ole: olefile.OleFileIO, name: str) -> bytes:
    """The bytes of a stream. Raises UnreadableError if there is none of that name."""
    if not ole.exists(name):
        raise UnreadableError(BROKEN)
    return ole.openstream(name).read()


def summary(
    ole: olefile.OleFileIO, name: str = SUMMARY
) -> tuple[str | None, str | None, str | None]:
    """(title, author, date of the last change in ISO 8601) as the file states them.

    A damaged summary states nothing. The date of creation is that of the template, often years before.
    """
    try:
        stated = dict(_properties(stream(ole, name)))
    # olefile fails on damaged streams with errors of any kind.
    except (UnreadableError, OSError, struct.error):
        return None, None, None
    kind, code = stated.get(CODEPAGE, (SHORT, b""))
    page = f"cp{int.from_bytes(code[:2], 'little')}" if kind == SHORT else None
    title, author = (_text(*stated.get(n, (UNICODE, b"")), page) for n in (TITLE, AUTHOR))
    return title, author, _date(*stated.get(CHANGED, (TIME, b"")))


def _properties(data: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """(number, (type, bytes behind it)) of the properties of a summary."""
    (section,) = struct.unpack_from("<I", data, SECTION)
    (count,) = struct.unpack_from("<I", data, section + 4)
    for i in range(min(count, PROPERTIES)):
        number, place = struct.unpack_from("<II", data, section + 8 + 8 * i)
        kind = int.from_bytes(data[section + place : section + place + 2], "little")
        yield number, (kind, data[section + place + 4 :])


def _text(kind: int, data: bytes, page: str | None) -> str | None:
    """A string up to its end mark, after its length: in bytes, or in units of UTF-16."""
    size = int.from_bytes(data[:4], "little") * (2 if kind == UNICODE else 1)
    value = data[4 : 4 + size]
    if kind == UNICODE:
        text = value.decode("utf-16-le", "replace")
    elif kind == BYTES:
        decoded = charset.decode(value.partition(b"\0")[0], (page,), True)
        text = decoded.text if decoded else ""
    else:
        return None
    return text.partition("\0")[0].strip() or None


def _date(kind: int, data: bytes) -> str | None:
    """A time in ISO 8601, of UTC, without the part of a second that is zero."""
    value = int.from_bytes(data[:8], "little")
    if kind != TIME or not value:
        return None
    try:
        return (EPOCH + timedelta(microseconds=value // 10)).replace(tzinfo=None).isoformat()
    except OverflowError:
        return None
