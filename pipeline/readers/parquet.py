"""Parquet: one record a row, row group by row group."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.readers import Batch, Limits

ROWS = 8192


def read(stream: BinaryIO, limits: Limits) -> Iterator[Batch]:
    """Batches of at most 8,192 rows. Row numbers count from 1."""
    source = stream if isinstance(stream, pa.NativeFile) else io.BytesIO(stream.read())
    try:
        file = pq.ParquetFile(source)
        number = 1
        for rows in file.iter_batches(ROWS, columns=limits.columns):
            yield Batch(rows.to_pylist(), list(range(number, number + rows.num_rows)))
            number += rows.num_rows
    except pa.ArrowException as error:
        raise OSError(f"not a whole Parquet file: {error}") from None
