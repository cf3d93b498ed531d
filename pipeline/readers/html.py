"""HTML: one document a file, its main content."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline import extractors
from pipeline.readers import Batch, Request, charset
from pipeline.readers.records import Columns
from pipeline.readers.text import whole


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record `{text, title}`, or its reject."""
    columns = Columns(request)
    if (data := whole(stream, request, columns)) is not None:
        add_page(data, (), {}, request.first, 0, columns)
    yield columns.batch()


def add_page(
    data: bytes,
    declared: tuple[str | None, ...],
    known: dict[str, str],
    number: int,
    offset: int | None,
    columns: Columns,
    date: str | None = None,
) -> None:
    """Take in one page. `declared` are encodings that stand outside it, `known` fields likewise."""
    request = columns.request
    trusted = (*declared, charset.declared_in(data), request.encoding)
    decoded = charset.decode(data, trusted, request.replace)
    if decoded is None:
        columns.reject(number, "encoding", data, offset)
        return
    try:
        page = extractors.load(request.extractor).extract(decoded.text)
    except Exception:  # a library met a page that nobody thought of: the others are kept
        columns.reject(number, "extraction_failed", data, offset)
        return
    if not page.text.strip():
        columns.reject(number, "no_content", data, offset)
        return
    record = {request.fields.text: page.text, **known}
    if page.title and request.fields.title:
        record[request.fields.title] = page.title
    repairs = ["undecodable"] if decoded.replaced else None
    columns.add(record, number, data[:200], offset, decoded.encoding, repairs, date)
