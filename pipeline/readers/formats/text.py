"""Plain text, Markdown and reStructuredText: one record a file."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request
from pipeline.readers.records import Columns
from pipeline.readers.single import decoded

EXTENSIONS = (".markdown", ".md", ".rst", ".txt")
ONE_RECORD = True


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text) or one reject."""
    columns = Columns(request)
    if found := decoded(stream, request, columns):
        data, text = found
        columns.add(
            {request.fields.text: text.text}, request.first, data, 0, text.encoding, text.repairs
        )
    yield columns.batch()
