"""What an Arrow file states about its messages, before one is unpacked: the bytes of their buffers.

The layout is that of Arrow's format description (Message.fbs, File.fbs): tables of FlatBuffers, and in front
of each compressed buffer the number of its bytes once it is unpacked.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import DamagedError

IPC_FILE = b"ARROW1"
# Before the length of a message, but in files of Arrow before 0.15.
CONTINUATION = -1
# Kinds of messages.
DICTIONARY, RECORDS = 2, 3
# The length that stands before a buffer that is not compressed although others are.
STORED = -1
DAMAGE = (struct.error, IndexError, ValueError)


def unpacked(stream: BinaryIO) -> Iterator[int]:
    """Bytes of the buffers of each dictionary and record batch of an IPC file or stream, once they are
    unpacked. Raises DamagedError for a file whose messages cannot be followed."""
    stream.seek(0)
    is_file = stream.read(len(IPC_FILE)) == IPC_FILE
    try:
        for place in _blocks(stream) if is_file else _places(stream):
            yield _unpacked(stream, place)
    except DAMAGE as error:
        raise DamagedError(f"not a whole Arrow file: {error}") from None


def _blocks(stream: BinaryIO) -> Iterator[int]:
    """The places of the messages that the footer of a file lists."""
    end = len(IPC_FILE) + 4
    size = stream.seek(0, 2)
    (length,) = struct.unpack("<i", _read(stream, size - end, 4))
    footer = _Table.root(_read(stream, size - end - length, length))
    for field in (2, 3):
        for at in footer.structs(field, 24):
            yield struct.unpack_from("<q", footer.data, at)[0]


def _places(stream: BinaryIO) -> Iterator[int]:
    """The places of the messages of a stream, in order."""
    place, size = 0, stream.seek(0, 2)
    while place + 8 <= size:
        metadata, start = _metadata(stream, place)
        if not metadata:
            return
        yield place
        place = start + len(metadata) + _Table.root(metadata).number(3, "<q")


def _metadata(stream: BinaryIO, place: int) -> tuple[bytes, int]:
    """(the metadata of a message, where they begin); empty at the end of a stream."""
    first, length = struct.unpack("<ii", _read(stream, place, 8))
    if first != CONTINUATION:
        return _read(stream, place + 4, first), place + 4
    return _read(stream, place + 8, length), place + 8


def _unpacked(stream: BinaryIO, place: int) -> int:
    """Bytes of the buffers of one message."""
    metadata, start = _metadata(stream, place)
    message = _Table.root(metadata)
    kind = message.number(1, "<B")
    if kind not in (DICTIONARY, RECORDS):
        return 0
    batch = message.table(2)
    if kind == DICTIONARY:
        batch = batch.table(1)
    body, total = start + len(metadata), 0
    is_compressed = batch.has(3)
    for at in batch.structs(2, 16):
        offset, length = struct.unpack_from("<qq", batch.data, at)
        if is_compressed and length:
            (stated,) = struct.unpack("<q", _read(stream, body + offset, 8))
            length = length - 8 if stated == STORED else stated
        if length < 0:
            raise ValueError("a buffer has less than no bytes")
        total += length
    return total


def _read(stream: BinaryIO, place: int, size: int) -> bytes:
    """Bytes at a place. Raises ValueError if there are fewer."""
    if place < 0 or size < 0:
        raise ValueError("it is cut short")
    stream.seek(place)
    data = stream.read(size)
    if len(data) < size:
        raise ValueError("it is cut short")
    return data


class _Table:
    """A table of FlatBuffers: fields by number, each at the place that the table of offsets states."""

    def __init__(self, data: bytes, place: int) -> None:
        self.data, self._place = data, place

    @staticmethod
    def root(data: bytes) -> "_Table":
        """The table that a buffer begins with."""
        return _Table(data, struct.unpack_from("<I", data)[0])

    def _at(self, field: int) -> int | None:
        """Where a field lies; None if the table lacks it."""
        offsets = self._place - struct.unpack_from("<i", self.data, self._place)[0]
        if offsets < 0:
            raise ValueError("a table points outside its message")
        slot = 4 + 2 * field
        if slot >= struct.unpack_from("<H", self.data, offsets)[0]:
            return None
        offset = struct.unpack_from("<H", self.data, offsets + slot)[0]
        return self._place + offset if offset else None

    def has(self, field: int) -> bool:
        """True if the table has the field."""
        return self._at(field) is not None

    def number(self, field: int, layout: str) -> int:
        """A number; 0 if the table lacks it."""
        at = self._at(field)
        return 0 if at is None else struct.unpack_from(layout, self.data, at)[0]

    def table(self, field: int) -> "_Table":
        """The table that a field points to. Raises ValueError if there is none."""
        at = self._at(field)
        if at is None:
            raise ValueError("a message lacks its batch")
        return _Table(self.data, at + struct.unpack_from("<I", self.data, at)[0])

    def structs(self, field: int, size: int) -> range:
        """The places of the structs of a vector, each of so many bytes."""
        at = self._at(field)
        if at is None:
            return range(0)
        start = at + struct.unpack_from("<I", self.data, at)[0]
        number = struct.unpack_from("<I", self.data, start)[0]
        return range(start + 4, start + 4 + number * size, size)
