"""Plain text and Markdown: one document a file."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request, charset
from pipeline.readers.records import Columns


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record `{text}`, or its reject."""
    columns = Columns(request)
    if (data := whole(stream, request, columns)) is not None:
        decoded = charset.decode(
            data, (request.encoding, charset.declared_in(data)), request.replace
        )
        if decoded is None:
            columns.reject(request.first, "encoding", data, 0)
        else:
            repairs = ["undecodable"] if decoded.replaced else None
            record = {request.fields.text: decoded.text}
            columns.add(record, request.first, data, 0, decoded.encoding, repairs)
    yield columns.batch()


def whole(stream: BinaryIO, request: Request, columns: Columns) -> bytes | None:
    """The bytes of a file of one record; None, and a reject, where they are too many."""
    data = stream.read(request.max_record + 1)
    if len(data) <= request.max_record:
        return data
    columns.reject(request.first, "record_too_large", data, 0)
    return None
