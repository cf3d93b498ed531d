"""Plain text, Markdown and reStructuredText: one record a file; front matter becomes title, date and meta."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request, front_matter
from pipeline.readers.records import Columns
from pipeline.readers.single import decoded

EXTENSIONS = (".markdown", ".md", ".mdx", ".rst", ".txt")
ONE_RECORD = True


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, fields of its front matter) or one reject."""
    columns = Columns(request)
    if found := decoded(stream, request, columns):
        data, text = found
        fields, body = front_matter.split(text.text)
        date = None if request.fields.date else front_matter.date_in(fields)
        record = {**fields, request.fields.text: body}
        columns.add(record, request.first, data, 0, text.encoding, text.repairs, date)
    yield columns.batch()
