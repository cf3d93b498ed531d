"""Parquet: one record a row, split by row groups; nested fields by dotted path. A row group of one row
above the limit is one reject. The rows may hold `max_expansion` times the bytes of the file.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.readers import Batch, DamagedError, Part, Rejected, Request
from pipeline.readers.expansion import Expansion, decoded_bytes
from pipeline.readers.parquet_pages import unpacked
from pipeline.readers.tables import batch_of, check_schema, rows_in_batch

EXTENSIONS = (".parquet",)
MAGIC = ((0, b"PAR1"),)
SEEKABLE = True
SPLITS = ("plain",)

# Bytes of a column chunk that are held at a time.
BUFFER = 1 << 20
# Bytes that a batch may hold if each of its rows has the largest value that it can have.
WORST = 256 << 20
# The encoding that stores of each value how much of the one before it repeats, and the rest.
INCREMENTAL = "DELTA_BYTE_ARRAY"


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of about 16 MB, read page by page; start and stop of the request count row groups.

    A row group of one row above the limit is rejected without being read. Raises DamagedError for a
    file that is cut short or lacks the text column, BombError for one whose rows expand beyond the limit.
    """
    expansion = Expansion(stream, request)
    try:
        file = _opened(stream)
        check_schema(file.schema_arrow, request)
        file = _with_dictionaries(stream, file)
        number = request.first
        stop = file.num_row_groups if request.stop is None else request.stop
        for group in range(request.start, stop):
            metadata = file.metadata.row_group(group)
            if metadata.num_rows == 1 and metadata.total_byte_size > request.max_record:
                empty = pa.array([], pa.large_string())
                yield Batch([], empty, rejected=[Rejected(number, "record_too_large")])
                number += 1
                continue
            expansion.announce(metadata.total_byte_size)
            rows = rows_in_batch(metadata.num_rows, metadata.total_byte_size)
            rows = max(1, min(rows, WORST // max(1, _largest_row(stream, metadata))))
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


def _largest_row(stream: BinaryIO, group: pq.RowGroupMetaData) -> int:
    """Bytes that one row of a group can hold beside its own: those of the dictionaries, and those of a page
    of values that repeat the beginning of the one before (DELTA_BYTE_ARRAY)."""
    total = 0
    for column in (group.column(i) for i in range(group.num_columns)):
        dictionary, first = column.dictionary_page_offset, column.data_page_offset
        if dictionary:
            total += next(unpacked(stream, dictionary, dictionary + 1))
        if INCREMENTAL in column.encodings:
            stop = (dictionary or first) + column.total_compressed_size
            total += max(unpacked(stream, first, stop), default=0)
    return total


def _opened(stream: BinaryIO, **options: Any) -> pq.ParquetFile:
    return pq.ParquetFile(
        stream, buffer_size=BUFFER, pre_buffer=False, page_checksum_verification=True, **options
    )


def _with_dictionaries(stream: BinaryIO, file: pq.ParquetFile) -> pq.ParquetFile:
    """The file, its lists of strings read as dictionaries: one row may repeat a value a million times."""
    columns = (file.schema.column(i) for i in range(len(file.schema)))
    lists = [c.path for c in columns if c.max_repetition_level and c.physical_type == "BYTE_ARRAY"]
    if not lists:
        return file
    return _opened(stream, metadata=file.metadata, read_dictionary=lists)
