"""Plain text, Markdown and reStructuredText: one record a file."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request, charset
from pipeline.readers.records import Columns
from pipeline.readers.single import whole

EXTENSIONS = (".markdown", ".md", ".rst", ".txt")
ONE_RECORD = True


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text) or one reject."""
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
