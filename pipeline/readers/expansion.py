"""The bytes that come out of the columns of one file: compression, dictionaries, runs and views repeat a
value for a few bits a row.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.readers import DamagedError, Request
from pipeline.readers.compression import FREE, BombError
from pipeline.readers.tables import BYTES, ROWS, rows_in_batch

# Bytes of a view: its length, and the value itself or its place.
VIEW = 16


class Expansion:
    """The bytes that a file has given so far, held to `request.max_expansion` times its size: those that its
    buffers and pages state before they are unpacked, and those of its rows, decoded."""

    def __init__(self, stream: BinaryIO, request: Request) -> None:
        place = stream.tell()
        self._size = stream.seek(0, io.SEEK_END)
        stream.seek(place)
        self._times, self._announced, self._taken = request.max_expansion, 0, 0

    def announce(self, size: int) -> None:
        """Count the bytes that buffers or pages state. Raises BombError above the limit."""
        self._announced += size
        self._check(self._announced)

    def take(self, size: int) -> None:
        """Count the bytes of some rows. Raises BombError above the limit."""
        self._taken += size
        self._check(self._taken)

    def _check(self, size: int) -> None:
        if size > max(FREE, self._times * self._size):
            raise BombError(
                f"its rows expand more than {self._times} times (more than {size >> 20} MiB out of "
                f"{self._size >> 10} KiB)"
            )


def slices(table: pa.Table) -> Iterator[tuple[pa.Table, int]]:
    """(consecutive rows, their bytes once they are decoded): at most ROWS rows and about 16 MB, or 64 MB of
    rows that share their bytes, or one row.

    Raises DamagedError for a column that points outside its values."""
    if not any(_shares(kind) for kind in table.schema.types):
        rows = rows_in_batch(table.num_rows, table.nbytes)
        for start in range(0, table.num_rows, rows):
            part = table.slice(start, rows)
            yield part, part.nbytes
        return
    ends = np.concatenate([[0], np.cumsum(_sizes(table))])
    start = 0
    while start < len(table):
        fitting = int(np.searchsorted(ends, ends[start] + 4 * BYTES, "right")) - 1
        stop = min(max(start + 1, fitting), start + ROWS)
        yield table.slice(start, stop - start), int(ends[stop] - ends[start])
        start = stop


def _sizes(table: pa.Table) -> np.ndarray:
    sizes = np.zeros(len(table), np.int64)
    try:
        for column in table.columns:
            start = 0
            for chunk in column.chunks:
                sizes[start : start + len(chunk)] += row_bytes(chunk)
                start += len(chunk)
    except (IndexError, ValueError) as error:
        raise DamagedError(f"not a whole file: {error}") from None
    return sizes


def decoded_bytes(rows: pa.Table) -> int:
    """Bytes of a table once it is decoded. Raises DamagedError if a column points outside its values."""
    shares = any(_shares(kind) for kind in rows.schema.types)
    return int(_sizes(rows).sum()) if shares else rows.nbytes


def _shares(kind: pa.DataType) -> bool:
    """True for a type whose rows may share their bytes."""
    types = pa.types
    if types.is_dictionary(kind) or types.is_run_end_encoded(kind) or types.is_union(kind):
        return True
    if types.is_string_view(kind) or types.is_binary_view(kind):
        return True
    if types.is_list_view(kind) or types.is_large_list_view(kind):
        return True
    inner = kind.storage_type if isinstance(kind, pa.BaseExtensionType) else kind
    return any(_shares(inner.field(i).type) for i in range(inner.num_fields))


def row_bytes(array: pa.Array) -> np.ndarray:
    """int64 [n]: bytes of each row once it is decoded. Raises IndexError or ValueError for an array that
    points outside its values."""
    kind, types = array.type, pa.types
    if isinstance(array, pa.ExtensionArray):
        return row_bytes(array.storage)
    if types.is_dictionary(kind):
        indices = pc.fill_null(array.indices, 0).to_numpy(zero_copy_only=False)
        sizes = _at(row_bytes(array.dictionary), indices)
        return np.where(array.indices.is_null().to_numpy(zero_copy_only=False), 0, sizes)
    if types.is_run_end_encoded(kind):
        places = array.offset + np.arange(len(array))
        ends = array.run_ends.to_numpy(zero_copy_only=False)
        return _at(row_bytes(array.values), np.searchsorted(ends, places, "right"))
    if types.is_string_view(kind) or types.is_binary_view(kind):
        return _view_lengths(array) + VIEW
    if types.is_list_view(kind) or types.is_large_list_view(kind):
        starts = array.offsets.to_numpy().astype(np.int64)
        sizes = array.sizes.to_numpy().astype(np.int64)
        return _between(row_bytes(array.values), starts, starts + sizes)
    if types.is_union(kind):
        # a row is that of one of the children: the largest of theirs bounds it
        inner = (row_bytes(array.field(i)).max(initial=0) for i in range(kind.num_fields))
        return np.full(len(array), max(inner, default=0), np.int64)
    return _plain_bytes(array)


def _plain_bytes(array: pa.Array) -> np.ndarray:
    """`row_bytes` of types whose rows have bytes of their own; their children may share."""
    kind, types = array.type, pa.types
    if types.is_struct(kind):
        total = np.zeros(len(array), np.int64)
        for i in range(kind.num_fields):
            total += row_bytes(array.field(i))
        return total
    if types.is_fixed_size_list(kind):
        starts = (array.offset + np.arange(len(array))) * kind.list_size
        return _between(row_bytes(array.values), starts, starts + kind.list_size)
    if types.is_list(kind) or types.is_large_list(kind) or types.is_map(kind):
        ends = array.offsets.to_numpy().astype(np.int64)
        values = _struct_of(array) if types.is_map(kind) else array.values
        return _between(row_bytes(values), ends[:-1], ends[1:])
    if types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind):
        return _lengths(array)
    if types.is_large_binary(kind):
        return _lengths(array)
    width = 0 if types.is_null(kind) else max(1, kind.bit_width // 8)
    return np.full(len(array), width, np.int64)


def _struct_of(array: pa.MapArray) -> pa.StructArray:
    """The entries of a map, of all its rows."""
    return pa.StructArray.from_arrays([array.keys, array.items], ["key", "value"])


def _lengths(array: pa.Array) -> np.ndarray:
    lengths = pc.fill_null(pc.binary_length(array), 0)
    return lengths.to_numpy(zero_copy_only=False).astype(np.int64)


def _view_lengths(array: pa.Array) -> np.ndarray:
    """The lengths that stand first in each view; a null row has none."""
    views = np.frombuffer(array.buffers()[1], np.int32).reshape(-1, VIEW // 4)
    lengths = views[array.offset : array.offset + len(array), 0].astype(np.int64)
    return np.where(array.is_null().to_numpy(zero_copy_only=False), 0, lengths)


def _at(sizes: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """The sizes at some places; 0 for a row of an empty dictionary, which is null."""
    return sizes[indices] if len(sizes) else np.zeros(len(indices), np.int64)


def _between(sizes: np.ndarray, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """Sums of the sizes from each start to its stop."""
    sums = np.concatenate([[0], np.cumsum(sizes)])
    return sums[stops] - sums[starts]
