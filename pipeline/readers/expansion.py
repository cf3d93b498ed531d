"""The bytes that come out of the columns of one file: a dictionary repeats a value for a few bits a row."""

import io
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.readers import Request
from pipeline.readers.compression import FREE, BombError


class Expansion:
    """The bytes of rows that a file has given so far, held to `request.max_expansion` times its size."""

    def __init__(self, stream: BinaryIO, request: Request) -> None:
        place = stream.tell()
        self._size = stream.seek(0, io.SEEK_END)
        stream.seek(place)
        self._times, self._taken = request.max_expansion, 0

    def take(self, size: int) -> None:
        """Count the bytes of some rows. Raises BombError above the limit."""
        self._taken += size
        if self._taken > max(FREE, self._times * self._size):
            raise BombError(
                f"its rows expand more than {self._times} times (more than {self._taken >> 20} MiB out of "
                f"{self._size >> 10} KiB)"
            )


def decoded_bytes(rows: pa.Table) -> int:
    """Bytes of a table once its dictionaries are decoded, as far as they hold strings or bytes."""
    return rows.nbytes + sum(
        _decoded(chunk)
        for column in rows.columns
        if pa.types.is_dictionary(column.type)
        for chunk in column.chunks
    )


def _decoded(array: pa.DictionaryArray) -> int:
    """Bytes of the values of a dictionary-encoded array, each counted as often as it occurs."""
    kind = array.dictionary.type
    if not (pa.types.is_large_string(kind) or pa.types.is_string(kind) or pa.types.is_binary(kind)):
        return 0
    lengths = pc.cast(pc.binary_length(array.dictionary), pa.int64())
    return pc.sum(lengths.take(array.indices)).as_py() or 0
