"""CSV and TSV with a header. A row of the wrong width is rejected alone."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import RAW, Batch, DamagedError, Request
from pipeline.readers.lines import Lines, damaged, marked
from pipeline.readers.records import Columns

ROWS = 4096  # of a batch
DELIMITERS = ",\t;|"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of at most 4,096 rows; a quoted field may span lines. Record 1 is the one after the header."""
    csv.field_size_limit(request.max_record)
    lines = iter(source := Lines(stream, request))
    first = next(lines, None)
    if first is None:
        return
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(_again(first, lines), delimiter=delimiter, strict=True)
    try:
        names = [n or f"column_{i + 1}" for i, n in enumerate(next(rows))]
        _check(names, request)
        yield from _batches(rows, names, source, request)
    except csv.Error as error:
        raise DamagedError(f"line {rows.line_num}: {error}") from None


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _check(names: list[str], request: Request) -> None:
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise DamagedError(f"the column {twice[0]!r} stands there {names.count(twice[0])} times")
    for what in ("text", "id"):
        name = getattr(request.fields, what)
        if name and name not in names:
            raise DamagedError(
                f"there is no column {name!r} ({what}_field); columns are: {', '.join(names)}"
            )


def _batches(
    rows: Iterator[list[str]], names: list[str], source: Lines, request: Request
) -> Iterator[Batch]:
    columns, number, offset = Columns(request), 0, source.offset
    for row in rows:
        start, offset = offset, source.offset
        if not row:
            continue
        number += 1
        text = "\t".join(row)
        bad = damaged(text)
        raw = text[:RAW].encode("utf-8", "surrogateescape")
        if len(row) != len(names):
            columns.reject(number, "columns", raw, start)
        elif bad and not request.replace:
            columns.reject(number, "encoding", raw, start)
        else:
            if bad:
                row = [marked(c) for c in row]
            record = {
                n: v for n, v in zip(names, row, strict=True) if v or n == request.fields.text
            }
            repairs = ["undecodable"] if bad else None
            columns.add(record, number, raw, start, source.encoding, repairs)
        if number % ROWS == 0:
            yield columns.batch()
            columns = Columns(request)
    yield columns.batch()
