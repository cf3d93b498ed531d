"""The file between the two sides of an exchange: the rows of every part, each to be read alone.

    magic | bytes of the file | number of parts | bytes of receipt | bytes of schema | hash
    index: offset, bytes, bytes unpacked, hash of each part | receipt | schema | parts, zstd

The first hash is of the numbers before it, the receipt and the schema.

A part of one file is read by two requests of its own size, whatever else the file holds: with as many
parts as files, a Parquet footer that names every part would be parsed once for each of them.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import xxhash

from pipeline.core.errors import DamagedOutput
from pipeline.core.shard import Receipt
from pipeline.core.store import Store

MOST = 1 << 40  # bytes of a part
EXTENSION = ".spill"
MAGIC = b"malmoi spill 1\n\0"
_NUMBERS = struct.Struct("<16sQQQQ")
_HEAD = struct.Struct("<16sQQQQQ")
_ENTRY = np.dtype("<u8, <u8, <u8, <u8")


def write_spill(
    store: Store, path: str, table: pa.Table, rows: Sequence[Sequence[int]], receipt: Receipt
) -> int:
    """Write a table of slices: the first rows[0][0] rows belong to part 0, the next rows[0][1] to part 1, and
    when all parts had their rows of slice 0, rows[1][0] rows of slice 1 belong to part 0. Returns bytes."""
    codec = pa.Codec("zstd", 1)
    schema, receipt_bytes = table.schema.serialize().to_pybytes(), receipt.encode()
    sizes = np.array(rows, np.int64)
    ends = np.cumsum(sizes).reshape(sizes.shape)
    index = np.zeros(sizes.shape[1], _ENTRY)
    at = _HEAD.size + index.nbytes + len(receipt_bytes) + len(schema)
    blobs = []
    for part in range(len(index)):
        of_slices = zip((ends - sizes)[:, part].tolist(), sizes[:, part].tolist(), strict=True)
        pieces = [table.slice(start, num) for start, num in of_slices if num]
        if not pieces:
            continue
        (batch,) = pa.concat_tables(pieces).combine_chunks().to_batches()
        raw = batch.serialize()
        blob = codec.compress(raw)
        index[part] = (at, blob.size, raw.size, xxhash.xxh3_64_intdigest(blob))
        blobs.append(blob)
        at += blob.size
    head = _NUMBERS.pack(MAGIC, at, len(index), len(receipt_bytes), len(schema))
    head += xxhash.xxh3_64_digest(head + receipt_bytes + schema)[::-1]

    def fill(stream: Any) -> None:
        for piece in (head, index.tobytes(), receipt_bytes, schema, *blobs):
            stream.write(piece)

    return store.write(path, fill)


def read_receipt(store: Store, path: str) -> Receipt | None:
    """The receipt of a spill; None for a file that is cut short, damaged or not a spill."""
    try:
        with store.fs.open_input_file(store.at(path)) as stream:
            return Receipt.decode(_head_of(stream)[0])
    except _DAMAGE:
        return None


def rows_of(store: Store, paths: Sequence[str], part: int) -> Iterator[pa.Table]:
    """The rows of one part in each file, in order; a table without rows if no file has any.

    Raises DamagedOutput naming a damaged file.
    """
    codec, schema, has_rows = pa.Codec("zstd"), None, False
    for path in paths:
        try:
            with store.fs.open_input_file(store.at(path)) as stream:
                at, size, unpacked, check = _entry(stream, part)
                if schema is None:
                    schema = pa.ipc.read_schema(pa.py_buffer(_head_of(stream)[1]))
                if not size:
                    continue
                blob = stream.read_at(size, at)
            if xxhash.xxh3_64_intdigest(blob) != check:
                raise OSError("its bytes are not those that were written")
            raw = codec.decompress(blob, unpacked)
            batch = pa.ipc.read_record_batch(pa.py_buffer(raw), schema)
        except _DAMAGE as error:
            raise DamagedOutput(store.uri, path, str(error)) from error
        has_rows = True
        yield pa.Table.from_batches([batch])
    if not has_rows and schema is not None:
        yield schema.empty_table()


def size_of(store: Store, paths: Sequence[str], part: int) -> int:
    """Bytes of one part in memory. Raises DamagedOutput naming a damaged file."""
    total = 0
    for path in paths:
        try:
            with store.fs.open_input_file(store.at(path)) as stream:
                total += _entry(stream, part)[2]
        except _DAMAGE as error:
            raise DamagedOutput(store.uri, path, str(error)) from error
    return total


def check(store: Store, path: str) -> None:
    """Read all parts of a spill. Raises DamagedOutput if one is not as it was written."""
    try:
        with store.fs.open_input_file(store.at(path)) as stream:
            _head_of(stream)
            num_parts = _HEAD.unpack(stream.read_at(_HEAD.size, 0))[2]
    except _DAMAGE as error:
        raise DamagedOutput(store.uri, path, str(error)) from error
    for part in range(num_parts):
        for _ in rows_of(store, [path], part):
            pass


_DAMAGE = (pa.ArrowException, OSError, KeyError, TypeError, ValueError, struct.error)


def _head_of(stream: Any) -> tuple[bytes, bytes]:
    """(receipt, schema) as bytes. Raises ValueError if the file is damaged, cut short or not a spill."""
    head = stream.read_at(_HEAD.size, 0)
    magic, size, parts, receipt_size, schema_size, check = _HEAD.unpack(head)
    if magic != MAGIC or size != stream.size() or max(parts, receipt_size, schema_size) > size:
        raise ValueError("it is not a spill, or it is cut short")
    both = stream.read_at(receipt_size + schema_size, _HEAD.size + parts * _ENTRY.itemsize)
    if xxhash.xxh3_64_intdigest(head[: _NUMBERS.size] + both) != check:
        raise ValueError("its head is damaged")
    return both[:receipt_size], both[receipt_size:]


def _entry(stream: Any, part: int) -> tuple[int, int, int, int]:
    at = _HEAD.size + part * _ENTRY.itemsize
    entry = np.frombuffer(stream.read_at(_ENTRY.itemsize, at), "<u8")
    if len(entry) != 4 or (not entry[1] and entry.any()):
        raise ValueError("its index is cut short or damaged")
    if entry[0] + entry[1] > stream.size() or entry[2] > MOST:
        raise ValueError("its index is damaged")
    return tuple(entry.tolist())
