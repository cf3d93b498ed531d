"""Parquet: one record a row, split by row groups; nested fields by dotted path. A row group of one row
above the limit is one reject. The rows may hold `max_expansion` times the bytes of the file.
"""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.readers import Batch, DamagedError, Part, Rejected, Request
from pipeline.readers.expansion import Expansion, decoded_bytes
from pipeline.readers.tables import batch_of, check_schema, rows_in_batch

EXTENSIONS = (".parquet",)
MAGIC = ((0, b"PAR1"),)
SEEKABLE = True
SPLITS = ("plain",)

# Bytes of a column chunk that are held at a time.
BUFFER = 1 << 20
# Bytes that a batch may hold if each of its rows has the largest value that its dictionaries can hold.
WORST = 256 << 20
# Bytes of a page's header that hold the numbers before the sizes of the page, and those.
PAGE_HEAD = 16


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of about 16 MB, read page by page; start and stop of the request count row groups.

    A row group of one row above the limit is rejected without being read. Raises DamagedError for a
    file that is cut short or lacks the text column, BombError for one whose rows expand beyond the limit.
    """
    expansion = Expansion(stream, request)
    try:
        file = _opened(stream)
        check_schema(file.schema_arrow, request)
        number = request.first
        stop = file.num_row_groups if request.stop is None else request.stop
        for group in range(request.start, stop):
            metadata = file.metadata.row_group(group)
            if metadata.num_rows == 1 and metadata.total_byte_size > request.max_record:
                empty = pa.array([], pa.large_string())
                yield Batch([], empty, rejected=[Rejected(number, "record_too_large")])
                number += 1
                continue
            rows = rows_in_batch(metadata.num_rows, metadata.total_byte_size)
            rows = max(1, min(rows, WORST // max(1, _dictionaries(stream, metadata))))
            for batch in file.iter_batches(rows, row_groups=[group], use_threads=False):
                expansion.take(decoded_bytes(pa.table(batch)))
                yield batch_of(batch, number, request)
                number += batch.num_rows
    except pa.ArrowException as error:
        raise DamagedError(f"not a whole Parquet file: {error}") from None


def split(stream: BinaryIO, target: int) -> list[Part]:
    """Ranges of row groups of about `target` bytes, with their numbers of rows."""
    try:
        metadata = _opened(stream).metadata
    except pa.ArrowException as error:
        raise DamagedError(f"not a whole Parquet file: {error}") from None
    parts: list[Part] = []
    start = size = rows = 0
    for group in range(metadata.num_row_groups):
        size += metadata.row_group(group).total_byte_size
        rows += metadata.row_group(group).num_rows
        if size >= target or group == metadata.num_row_groups - 1:
            parts.append(Part(start, group + 1, rows))
            start, size, rows = group + 1, 0, 0
    return parts or [Part(0, 0, 0)]


def count(stream: BinaryIO, part: Part) -> int:
    """The number of rows of a part."""
    return part.records or 0


def _dictionaries(stream: BinaryIO, group: pq.RowGroupMetaData) -> int:
    """Bytes of the dictionaries of a row group: as much as one row of it can hold beside its own bytes."""
    columns = (group.column(i) for i in range(group.num_columns))
    places = [c.dictionary_page_offset for c in columns if c.dictionary_page_offset]
    return sum(_size_of_page(stream, place) for place in places)


def _size_of_page(stream: BinaryIO, place: int) -> int:
    """Bytes of a page once it is unpacked, the second field of its header: a varint in zigzag, after the
    varint of the kind of page, each behind a byte of its own (Thrift's compact protocol)."""
    before = stream.tell()
    stream.seek(place)
    head = stream.read(PAGE_HEAD)
    stream.seek(before)
    at, values = 0, [0, 0]
    for number in range(2):
        at, shift = at + 1, 0
        while at < len(head):
            values[number] |= (head[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if head[at - 1] < 0x80:
                break
    return values[1] >> 1


def _opened(stream: BinaryIO) -> pq.ParquetFile:
    return pq.ParquetFile(
        stream, buffer_size=BUFFER, pre_buffer=False, page_checksum_verification=True
    )
