"""Arrow IPC: files, streams, Feather. One record a row, record batch by record batch."""

import io
import mmap
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.feather as feather

from pipeline.readers import Batch, DamagedError, Request
from pipeline.readers.tables import batch_of, check_schema, rows_in_batch

FILE = b"ARROW1"
END_OF_STREAM = b"\xff\xff\xff\xff\0\0\0\0"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of about 16 MB.

    A record batch may be as large as its file. A local file is mapped, and its pages are given back
    after every batch; of a remote file, or a compressed one, a record batch is held.
    """
    head = stream.read(8)
    stream.seek(0)
    source, release = _mapped(request.path) if request.path else (stream, _nothing)
    try:
        if head.startswith(b"FEA1"):
            yield from _batches([feather.read_table(source)], request, release)
        elif head.startswith(FILE):
            file = pa.ipc.open_file(source)
            check_schema(file.schema, request)
            groups = (file.get_batch(i) for i in range(file.num_record_batches))
            yield from _batches(groups, request, release)
        else:
            rows = pa.ipc.open_stream(source)
            check_schema(rows.schema, request)
            yield from _batches(rows, request, release)
            _look_for_the_end(stream, request)
    except pa.ArrowException as error:
        raise DamagedError(f"not a whole Arrow file: {error}") from None


def _mapped(path: str) -> tuple[Any, Callable[[], None]]:
    """(the file in memory, what lets its pages go)."""
    with open(path, "rb") as file:
        pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return pa.BufferReader(pa.py_buffer(pages)), lambda: pages.madvise(mmap.MADV_DONTNEED)


def _nothing() -> None:
    pass


def _batches(
    tables: Iterable[Any], request: Request, release: Callable[[], None]
) -> Iterator[Batch]:
    number = request.first
    for table in tables:
        size = rows_in_batch(table.num_rows, table.nbytes)
        for start in range(0, table.num_rows, size):
            part = table.slice(start, size)
            yield batch_of(part, number, request)
            release()
            number += part.num_rows


def _look_for_the_end(stream: BinaryIO, request: Request) -> None:
    """A stream may end by being closed, so one that was cut between two messages looks whole."""
    stream.seek(-len(END_OF_STREAM), io.SEEK_END)
    if stream.read() != END_OF_STREAM:
        request.warnings.add("no_end_of_stream")
