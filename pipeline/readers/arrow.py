"""Arrow IPC: files, streams, Feather. One record a row, record batch by record batch."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.feather as feather

from pipeline.readers import Batch, DamagedError, Request
from pipeline.readers.tables import ROWS, batch_of, check_schema

FILE = b"ARROW1"
END_OF_STREAM = b"\xff\xff\xff\xff\0\0\0\0"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of at most 4,096 rows."""
    head = stream.read(8)
    try:
        stream.seek(0)
        if head.startswith(b"FEA1"):
            yield from _batches([feather.read_table(stream)], request)
        elif head.startswith(FILE):
            with pa.ipc.open_file(stream) as file:
                check_schema(file.schema, request)
                yield from _batches(
                    (file.get_batch(i) for i in range(file.num_record_batches)), request
                )
        else:
            with pa.ipc.open_stream(stream) as rows:
                check_schema(rows.schema, request)
                yield from _batches(iter(rows), request)
            _look_for_the_end(stream, request)
    except pa.ArrowException as error:
        raise DamagedError(f"not a whole Arrow file: {error}") from None


def _batches(tables: object, request: Request) -> Iterator[Batch]:
    number = request.first
    for table in tables:  # type: ignore[attr-defined]
        for start in range(0, table.num_rows, ROWS):
            part = table.slice(start, ROWS)
            yield batch_of(part, number, request)
            number += part.num_rows


def _look_for_the_end(stream: BinaryIO, request: Request) -> None:
    """A stream may end by being closed, so one that was cut between two messages looks whole."""
    stream.seek(-len(END_OF_STREAM), io.SEEK_END)
    if stream.read() != END_OF_STREAM:
        request.warnings.add("no_end_of_stream")
