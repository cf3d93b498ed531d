"""XLS and XLSB, the binary workbooks of Excel: one record a file, a line for the name of each sheet and for
each row; columns without text are left out. HTML and lines with tabs under that name are read too.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

import python_calamine

from pipeline.readers import Batch, Request, charset, prose
from pipeline.readers.apart import BROKEN, Document, UnreadableError, one_document
from pipeline.readers.inside import OLE, ZIP
from pipeline.readers.markup import text_of
from pipeline.readers.sheets import sheet

EXTENSIONS = (".xls", ".xlsb", ".xlt")
INSIDE = ("Workbook", "Book", "xl/workbook.bin")
ONE_RECORD = True
EXTRA = "documents"
EXPECTED_REJECTS = ("encrypted",)
# Programs of the web write tables of HTML and name them `.xls`: Excel opens them.
PAGES = (b"<html", b"<table", b"<!doctype html", b"<meta", b"<style", b"<head", b"<div")
# Others write lines with tabs between the cells.
# What may stand before them, and bytes in which they are looked for.
BLANK, LOOKED = b"\xef\xbb\xbf \t\r\n", 16


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """One batch with one record (text) or one reject."""
    yield from one_document(extract, stream, request)


def extract(data: bytes, extractor: str) -> Document:
    """The document in the bytes of a file. Raises UnreadableError; `extractor` is not used."""
    if data.lstrip(BLANK)[:LOOKED].lower().startswith(PAGES):
        decoded = charset.decode(data, (charset.declared_in(data),))
        if decoded is None:
            raise UnreadableError("encoding")
        return Document(text_of(decoded.text))
    if (table := _typed(data)) is not None:
        return Document(table)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = workbook.sheet_names
        texts = [sheet(name, _rows(workbook, name)) for name in names]
    except python_calamine.PasswordError:
        raise UnreadableError("encrypted") from None
    except python_calamine.CalamineError:
        raise UnreadableError(BROKEN) from None
    return Document("\n\n".join(text for text in texts if text))


def _typed(data: bytes) -> str | None:
    """The rows of a table in plain text with tabs between its cells; None for other bytes.

    The first line has a tab, and the text no controls, which the records of a workbook begin with.
    """
    if data.startswith((OLE, ZIP, b"<")) or b"\t" not in data.partition(b"\n")[0]:
        return None
    decoded = charset.decode(data)
    if decoded is None or not decoded.text.replace("\t", "").splitlines()[0].isprintable():
        return None
    rows = csv.reader(io.StringIO(decoded.text), delimiter="\t")
    return "\n".join(filter(None, (prose.row(prose.flat([cell]) for cell in row) for row in rows)))


def _rows(workbook: python_calamine.CalamineWorkbook, name: str) -> Iterator[list[tuple[int, str]]]:
    for row in workbook.get_sheet_by_name(name).iter_rows():
        yield [(i, _shown(value)) for i, value in enumerate(row) if value != ""]


def _shown(value: object) -> str:
    """A value of a cell: numbers with up to 15 digits, dates as ISO 8601."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | timedelta) else ""
