"""HTML: one record a file, the main content that the source's `extractor` finds; the front matter of a page
that a site generator has not made yet becomes date and meta."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Request, front_matter
from pipeline.readers.pages import add_page
from pipeline.readers.records import Columns
from pipeline.readers.single import whole

EXTENSIONS = (".htm", ".html", ".xhtml")
WEAK_MAGIC = (b"<!doctype html", b"<html")
ONE_RECORD = True
EXPECTED_REJECTS = ("no_content",)
# The beginnings of front matter.
FRONT = (b"---", b"+++")


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text, title) or one reject."""
    columns = Columns(request)
    if (data := whole(stream, request, columns)) is not None:
        fields = {}
        if data.startswith(FRONT):
            fields, body = front_matter.split(data.decode("utf-8", "surrogateescape"))
            data = body.encode("utf-8", "surrogateescape")
        date = None if request.fields.date else front_matter.date_in(fields)
        add_page(data, (), fields, request.first, 0, columns, date)
    yield columns.batch()
