"""OLE compound files, in which HWP 5 and the documents of Office 97 to 2003 lie: their streams, and what they
state about themselves."""

import io
from datetime import datetime
from typing import Any

import olefile

from pipeline.readers import charset
from pipeline.readers.apart import BROKEN, UnreadableError

SUMMARY = "\x05SummaryInformation"
# Properties of a summary.
_CODEPAGE, _TITLE, _AUTHOR, _CHANGED = 1, 2, 4, 13


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
        stated: dict[int, Any] = ole.getproperties(name, convert_time=True)
    # olefile fails on damaged properties with errors of any kind.
    except Exception:
        return None, None, None
    page = f"cp{int(stated.get(_CODEPAGE) or 0) & 0xFFFF}"
    title, author = (_text(stated.get(n), page) for n in (_TITLE, _AUTHOR))
    date = stated.get(_CHANGED)
    return (
        title,
        author,
        date.isoformat() if isinstance(date, datetime) and date.year > 1980 else None,
    )


def _text(value: object, page: str) -> str | None:
    """A string up to its end mark: olefile reads some of HWP's past it."""
    if isinstance(value, bytes):
        decoded = charset.decode(value.partition(b"\0")[0], (page,), True)
        value = decoded.text if decoded else None
    return value.partition("\0")[0].strip() or None if isinstance(value, str) else None
