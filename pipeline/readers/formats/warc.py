"""WARC and WET, the files of web crawls: one record a page. HTML goes through the source's `extractor`,
plain text is kept; requests, metadata, redirects and images are rejects of their own kind.
"""

import bisect
import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from pipeline.readers import (
    RAW,
    Batch,
    DamagedError,
    Part,
    Request,
    charset,
    compression,
    page_rights,
)
from pipeline.readers.pages import add_page
from pipeline.readers.records import Columns

EXTENSIONS = (".warc", ".wet")
MAGIC = ((0, b"WARC/"),)
SPLITS = ("plain", "gzip")
EXPECTED_REJECTS = ("http_status", "no_content", "not_a_page", "not_text")

# Bytes of a typical record: a batch holds `block` / RECORD records.
RECORD = 1 << 14
HTML = ("text/html", "application/xhtml+xml")
PLAIN = ("text/plain", "text/markdown")
GZIP_MEMBER, VERSION_LINE = b"\x1f\x8b\x08", b"WARC/"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of `request.block` / 16 KiB records, by default 256.

    Raises DamagedError for a file that is cut short or holds no WARC record.
    """
    if request.starts is None and request.start:
        stream.seek(request.start)
    columns, number = Columns(request), request.first - 1
    size = max(1, request.block // RECORD)
    try:
        for record in ArchiveIterator(stream, strict_mode=False, auto_decode="all"):
            offset = _offset(record.stream_pos, request)
            if request.starts is None and request.stop is not None and offset >= request.stop:
                break
            number += 1
            _add(record, number, offset, columns)
            if number % size == 0:
                yield columns.batch()
                columns = Columns(request)
    except OSError as error:
        raise DamagedError(f"after record {number}: {error}") from None
    if number < request.first and request.start == 0 and request.stop is None:
        raise DamagedError("the file holds no WARC record")
    yield columns.batch()


def _offset(position: int, request: Request) -> int:
    """The offset of a record in the file; in a compressed file, that of its gzip member."""
    if request.starts is None:
        return position
    member = bisect.bisect_right(request.starts, (position, 1 << 62)) - 1
    return request.starts[max(member, 0)][1]


def _add(record: Any, number: int, offset: int, columns: Columns) -> None:
    kind, headers = record.record_type, record.headers
    if "\n" in (headers.get("WARC-Type") or "\n") or headers.get("Content-Length") is None:
        # fastwarc would read the records that follow as part of this header, and lose them.
        raise DamagedError(f"the header of record {number} is not whole (lines end in CR LF)")
    if record.content_length > columns.request.max_record:
        columns.reject(number, "record_too_large", b"", offset)
        return
    data = record.reader.read()
    if len(data) < record.content_length and not _encoded(record):
        raise DamagedError(
            f"record {number} ends after {len(data)} of {record.content_length} bytes"
        )
    stated = {"warc_id": record.record_id or ""}
    fields = columns.request.fields
    if fields.url and headers.get("WARC-Target-URI"):
        stated[fields.url] = headers["WARC-Target-URI"].strip("<>")
    date = headers.get("WARC-Date")
    if kind == WarcRecordType.response and record.is_http and record.http_headers is not None:
        status = record.http_headers.status_code
        if status is not None and status != 200:
            columns.reject(number, "http_status", b"", offset)
            return
        content = (record.http_content_type or "").lower()
        declared = (record.http_headers.get("Content-Type") or "").lower().partition("charset=")[2]
    elif kind in (WarcRecordType.resource, WarcRecordType.conversion, WarcRecordType.response):
        content = (headers.get("Content-Type") or "").lower().partition(";")[0].strip()
        declared = (headers.get("Content-Type") or "").lower().partition("charset=")[2]
    else:
        columns.reject(number, "not_a_page", b"", offset)
        return
    name = declared.split(";")[0].strip(" \"'") or None
    if content in HTML or (not content and _looks_like_html(data)):
        add_page(data, (name,), stated, number, offset, columns, date, _headers(record))
    elif content in PLAIN:
        rights = page_rights.of_page(b"", "", _headers(record), is_html=False)
        _add_text(data, (name,), stated, number, offset, columns, date, rights)
    else:
        columns.reject(number, "not_text", b"", offset)


def _headers(record: Any) -> Iterable[tuple[str, str]]:
    """The HTTP header of a record; nothing for one without."""
    return () if record.http_headers is None else record.http_headers


def _encoded(record: Any) -> bool:
    """True if the body was compressed or chunked on the wire, so that its decoded length differs."""
    http = record.http_headers
    return http is not None and bool(http.get("Content-Encoding") or http.get("Transfer-Encoding"))


def _looks_like_html(data: bytes) -> bool:
    return data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html"))


def _add_text(
    data: bytes,
    declared: tuple[str | None, ...],
    fields: dict[str, str],
    number: int,
    offset: int,
    columns: Columns,
    date: str | None,
    rights: str | None = None,
) -> None:
    request = columns.request
    decoded = charset.decode(data, (*declared, request.encoding), request.replace)
    if decoded is None:
        columns.reject(number, "encoding", data, offset)
        return
    repairs = decoded.repairs
    record = {request.fields.text: decoded.text, **fields}
    columns.add(record, number, data[:RAW], offset, decoded.encoding, repairs, date, rights)


def split(stream: BinaryIO, target: int) -> list[Part]:
    """Parts of about `target` bytes that begin with a record: at a gzip member, or in a plain file at the
    version line. A file in another compression is one part."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    packed = compression.codec_of(stream.read(8))
    if packed is not None and packed.name != "gzip":
        return [Part(0, size)]
    if packed is None:
        return _of_plain(stream, size, target)
    starts = [0]
    for wanted in range(target, size, target):
        start = _next_member(stream, wanted) if wanted > starts[-1] else None
        if start is not None:
            starts.append(start)
    return [Part(a, b) for a, b in zip(starts, [*starts[1:], size], strict=True)]


def _of_plain(stream: BinaryIO, size: int, target: int) -> list[Part]:
    """Parts of a plain file, with their numbers of records.

    All records are walked over: a page about WARC may contain lines that look like a version line.
    """
    parts: list[Part] = []
    stream.seek(0)
    start = records = 0
    try:
        for record in ArchiveIterator(stream, parse_http=False, strict_mode=False):
            if record.stream_pos - start >= target:
                parts.append(Part(start, record.stream_pos, records))
                start, records = record.stream_pos, 0
            records += 1
    except OSError as error:
        raise DamagedError(str(error)) from None
    return [*parts, Part(start, size, records)]


def count(stream: BinaryIO, part: Part) -> int:
    """The number of records that start in a part."""
    body, _ = compression.decompressed(stream, part.start, part.stop)
    try:
        return sum(1 for _ in ArchiveIterator(body, parse_http=False, strict_mode=False))
    except OSError as error:
        raise DamagedError(str(error)) from None


def _next_member(stream: BinaryIO, start: int) -> int | None:
    """The offset of the first gzip member at or after `start` that begins a record, or None."""
    for position, window in _windows(stream, start):
        at = window.find(GZIP_MEMBER)
        while at >= 0:
            try:
                if (
                    zlib.decompressobj(31)
                    .decompress(window[at : at + 4096])
                    .startswith(VERSION_LINE)
                ):
                    return position + at
            except zlib.error:
                pass
            at = window.find(GZIP_MEMBER, at + 1)
    return None


def _windows(stream: BinaryIO, start: int) -> Iterator[tuple[int, bytes]]:
    """(offset, bytes) of overlapping windows from `start` to the end."""
    size, overlap = 1 << 20, 1 << 13
    while True:
        stream.seek(start)
        window = stream.read(size)
        if not window:
            return
        yield start, window
        if len(window) < size:
            return
        start += size - overlap
