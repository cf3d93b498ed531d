"""Arrow IPC files, streams and Feather: one record a row. Local files are mapped; of remote ones a whole
record batch is held in memory.
"""

import io
import mmap
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.feather as feather

from pipeline.readers import Batch, DamagedError, Request
from pipeline.readers.expansion import Expansion, slices
from pipeline.readers.ipc import IPC_FILE, unpacked
from pipeline.readers.tables import batch_of, check_schema

EXTENSIONS = (".arrow", ".feather", ".ipc")
# IPC file, Feather version 1, IPC stream
MAGIC = ((0, b"ARROW1\0\0"), (0, b"FEA1"), (0, b"\xff\xff\xff\xff"))
SEEKABLE = True

FEATHER_1 = b"FEA1"
END_OF_STREAM = b"\xff\xff\xff\xff\0\0\0\0"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of about 16 MB, cut from record batches, which may be as large as the file.

    The memory pages of a local file are released after every batch. Raises DamagedError for a file that
    is cut short or lacks the text column, BombError for one whose rows expand beyond the limit.
    """
    expansion = Expansion(stream, request)
    head = stream.read(8)
    # before anything is unpacked: a batch of zeros takes a thousandth of its bytes
    for size in unpacked(stream) if not head.startswith(FEATHER_1) else ():
        expansion.announce(size)
    stream.seek(0)
    source, release = _mapped(request.path) if request.path else (stream, _release_nothing)
    try:
        if head.startswith(FEATHER_1):
            yield from _batches([feather.read_table(source)], request, expansion, release)
        elif head.startswith(IPC_FILE):
            file = pa.ipc.open_file(source)
            check_schema(file.schema, request)
            groups = (file.get_batch(i) for i in range(file.num_record_batches))
            yield from _batches(groups, request, expansion, release)
        else:
            rows = pa.ipc.open_stream(source)
            check_schema(rows.schema, request)
            yield from _batches(rows, request, expansion, release)
            _check_end(stream, request)
    except pa.ArrowException as error:
        raise DamagedError(f"not a whole Arrow file: {error}") from None


def _mapped(path: str) -> tuple[Any, Callable[[], None]]:
    """(the mapped file, a function that releases its memory pages)."""
    with open(path, "rb") as file:
        pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return pa.BufferReader(pa.py_buffer(pages)), lambda: pages.madvise(mmap.MADV_DONTNEED)


def _release_nothing() -> None:
    """A stream holds no mapped pages."""


def _batches(
    tables: Iterable[Any], request: Request, expansion: Expansion, release: Callable[[], None]
) -> Iterator[Batch]:
    number = request.first
    for table in tables:
        whole = pa.table(table) if isinstance(table, pa.RecordBatch) else table
        for part, size in slices(whole):
            expansion.take(size)
            yield batch_of(part, number, request)
            release()
            number += part.num_rows


def _check_end(stream: BinaryIO, request: Request) -> None:
    """Warn about an IPC stream without its end marker.

    The marker is optional, so a stream that was cut between two messages reads like a complete one.
    """
    stream.seek(-len(END_OF_STREAM), io.SEEK_END)
    if stream.read() != END_OF_STREAM:
        request.warnings.add("no_end_of_stream")
