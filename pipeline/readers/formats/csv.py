"""CSV and TSV with a header: one record a row. The delimiter is the most frequent of `, tab ; |` in the
header; a row with a wrong number of fields is one reject, a field or line above the limit stops the file.
"""

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from pipeline.readers import RAW, Batch, DamagedError, Request
from pipeline.readers.candidates import AUTO, RECORDS
from pipeline.readers.lines import Lines, has_undecodable, with_replacements
from pipeline.readers.records import Columns

EXTENSIONS = (".csv", ".tab", ".tsv")

# Rows of a batch.
ROWS = 4096
DELIMITERS = ",\t;|"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of at most 4,096 rows. Record 1 follows the header; a quoted field may span lines.

    Raises DamagedError for a missing column, a repeated one, or a quote that never ends.
    """
    csv.field_size_limit(request.max_record)
    lines = iter(source := Lines(stream, request))
    first = next(lines, None)
    if first is None:
        return
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    try:
        header = next(rows)
        begin, second = source.offset, next(rows, None)
        behind = rows if second is None else chain([second], rows)
        if request.fields.text not in header:
            _refuse_title(header, second or [])
        names = [n or f"column_{i + 1}" for i, n in enumerate(header)]
        _check(names, behind, request)
        yield from _batches(behind, names, source, begin, request)
    except csv.Error as error:
        raise DamagedError(f"line {rows.line_num}: {error}") from None


def _refuse_title(header: list[str], second: list[str]) -> None:
    """Raise DamagedError for a first line with a value in its first cell alone, above rows of several: the
    title of a sheet. An index that pandas wrote has no name, and stands in the first cell."""
    values = [sum(bool(cell.strip()) for cell in row) for row in (header, second)]
    if header and header[0].strip() and values[0] == 1 and values[1] > 1:
        raise DamagedError(
            f"line 1 has one value and the next row {values[1]}: it looks like a title; remove it, so that "
            "the names of the columns stand first"
        )


def _check(names: list[str], rows: Iterator[list[str]], request: Request) -> None:
    """Raise DamagedError for a repeated column and for a missing one; of a missing text, rows show which
    column it may be."""
    repeated = sorted({n for n in names if names.count(n) > 1})
    if repeated:
        column = repeated[0]
        raise DamagedError(f"the column {column!r} occurs {names.count(column)} times")
    for field in ("text", "id"):
        name = getattr(request.fields, field)
        if not name or name in names or name == AUTO:
            continue
        mend = ""
        if field == "text":
            for row in islice(rows, RECORDS):
                request.candidates.add(dict(zip(names, row, strict=False)))
            best = request.candidates.best()
            # where none stands out, `auto` would take none either
            mend = f"; write `text_field: {best}`" if best else "; name one of them as text_field"
        raise DamagedError(
            f"there is no column {name!r} ({field}_field); columns are: {', '.join(names)}{mend}"
        )


def _batches(
    rows: Iterator[list[str]], names: list[str], source: Lines, begin: int, request: Request
) -> Iterator[Batch]:
    """Batches of the rows. The first row begins at the byte `begin`."""
    columns, number, offset = Columns(request), 0, begin
    for row in rows:
        start, offset = offset, source.offset
        if not row:
            continue
        number += 1
        text = "\t".join(row)
        undecodable = has_undecodable(text)
        raw = text[:RAW].encode("utf-8", "surrogateescape")
        if len(row) != len(names):
            columns.reject(number, "columns", raw, start)
        elif undecodable and not request.replace:
            columns.reject(number, "encoding", raw, start)
        else:
            if undecodable:
                row = [with_replacements(cell) for cell in row]
            record = {
                n: v for n, v in zip(names, row, strict=True) if v or n == request.fields.text
            }
            repairs = ["undecodable"] if undecodable else None
            columns.add(record, number, raw, start, source.encoding, repairs)
        if number % ROWS == 0:
            yield columns.batch()
            columns = Columns(request)
    yield columns.batch()
