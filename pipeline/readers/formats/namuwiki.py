"""The dump of Namuwiki: one JSON array of all pages, read page by page; one record a page, its markup
reduced to prose. Redirects and pages of other namespaces are rejects of their own kind. Names of contributors
are left out.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from pipeline.readers import RAW, Batch, DamagedError, Request
from pipeline.readers.namumark import is_redirect, prose
from pipeline.readers.records import Columns

MAGIC = ((0, b'[{"namespace":'), (0, b'[\n{"namespace":'))
EXPECTED_REJECTS = ("not_an_article", "redirect")

# Pages of a batch, and bytes that are read at a time.
PAGES, BLOCK = 256, 1 << 20
ARTICLES = ("0", "", "문서")
_NEXT = re.compile(rb'["{}]')
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.S)


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of 256 pages. Raises DamagedError for a file that is cut short, and for a page without end."""
    columns = Columns(request)
    for number, raw in enumerate(_objects(stream, 4 * request.max_record), 1):
        _add(raw, number, columns)
        if number % PAGES == 0:
            yield columns.batch()
            columns = Columns(request)
    yield columns.batch()


def _add(raw: bytes, number: int, columns: Columns) -> None:
    try:
        page: Any = orjson.loads(raw)
    except orjson.JSONDecodeError:
        columns.reject(number, "json", raw)
        return
    text = page.get("text")
    if not isinstance(text, str):
        columns.reject(number, "no_text", raw)
    elif str(page.get("namespace", "")) not in ARTICLES:
        columns.reject(number, "not_an_article", text[:RAW].encode("utf-8", "replace"))
    elif is_redirect(text):
        columns.reject(number, "redirect", text[:RAW].encode("utf-8", "replace"))
    elif len(text) > columns.request.max_record:
        columns.reject(number, "record_too_large", text[:RAW].encode("utf-8", "replace"))
    else:
        fields = columns.request.fields
        record = {fields.text: prose(text)}
        if fields.title:
            record[fields.title] = str(page.get("title", ""))
        columns.add(record, number, raw[:RAW])


def _objects(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The bytes of each object of an array. Raises DamagedError for one that does not end within `limit`."""
    buffer, at, depth, start = b"", 0, 0, 0
    while data := stream.read(BLOCK):
        buffer += data
        while found := _NEXT.search(buffer, at):
            at = found.start()
            sign = buffer[at]
            if sign == 0x22:
                string = _STRING.match(buffer, at)
                if string is None:
                    break
                at = string.end()
                continue
            at += 1
            if sign == 0x7B:
                if not depth:
                    start = at - 1
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    yield buffer[start:at]
                    start = at
        else:
            at = len(buffer)
        keep = start if depth else at
        buffer, at, start = buffer[keep:], at - keep, 0
        if len(buffer) > limit:
            raise DamagedError(f"a page of more than {limit >> 20} MiB, or a string without an end")
    if depth:
        raise DamagedError("the file ends inside a page")
