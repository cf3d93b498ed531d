"""HTML: one record a file, the main content that the source's `extractor` finds."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request
from pipeline.readers.pages import add_page
from pipeline.readers.records import Columns
from pipeline.readers.single import whole

EXTENSIONS = (".htm", ".html", ".xhtml")
WEAK_MAGIC = (b"<!doctype html", b"<html")
ONE_RECORD = True
EXPECTED_REJECTS = ("no_content",)


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title) or one reject."""
    columns = Columns(request)
    if (data := whole(stream, request, columns)) is not None:
        add_page(data, (), {}, request.first, 0, columns)
    yield columns.batch()
