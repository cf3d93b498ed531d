"""What the pages of a Parquet file state about themselves, before one is unpacked.

A page begins with a struct in Thrift's compact protocol: its field 2 is the number of its bytes once it is
unpacked, field 3 that of its bytes in the file (parquet.thrift, PageHeader).
"""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import DamagedError

UNPACKED, PACKED = 2, 3
# Bytes that are read for a header at first, and at most: it may hold the least and the largest value.
HEAD, MOST = 1 << 12, 1 << 24
# Kinds of values: whole numbers of any size, and the others by the bytes that they take.
INTEGERS, FIXED = (4, 5, 6), {1: 0, 2: 0, 3: 1, 7: 8}
BINARY, LIST, SET, MAP, STRUCT = 8, 9, 10, 11, 12


def unpacked(stream: BinaryIO, start: int, stop: int) -> Iterator[int]:
    """Bytes of each page that begins in [start, stop), once it is unpacked. Raises DamagedError for a page
    whose header cannot be read. The stream is left where it was."""
    before = stream.tell()
    try:
        while start < stop:
            size, packed, unpacked_size = _header(stream, start)
            yield unpacked_size
            start += size + packed
    finally:
        stream.seek(before)


def _header(stream: BinaryIO, place: int) -> tuple[int, int, int]:
    """(bytes of the header of a page, of the page, of the page once it is unpacked)."""
    window = HEAD
    while window <= MOST:
        stream.seek(place)
        head = _Compact(stream.read(window))
        try:
            fields = head.struct()
            packed, unpacked_size = fields[PACKED], fields[UNPACKED]
        except IndexError:
            window *= 16
            continue
        except (KeyError, ValueError, RecursionError):
            break
        if min(packed, unpacked_size) < 0:
            break
        return head.at, packed, unpacked_size
    raise DamagedError("not a whole Parquet file: the header of a page is damaged")


class _Compact:
    """A reader of Thrift's compact protocol. Raises IndexError at the end of its bytes."""

    def __init__(self, data: bytes) -> None:
        self._data, self.at = data, 0

    def struct(self) -> dict[int, int]:
        """The whole numbers of a struct by field; other values are passed over."""
        found, field = {}, 0
        while byte := self._byte():
            kind, step = byte & 15, byte >> 4
            field = field + step if step else self._integer()
            if kind in INTEGERS:
                found[field] = self._integer()
            else:
                self._pass(kind)
        return found

    def _byte(self) -> int:
        self.at += 1
        return self._data[self.at - 1]

    def _varint(self) -> int:
        value = shift = 0
        while (byte := self._byte()) >= 0x80:
            value |= (byte & 0x7F) << shift
            shift += 7
        return value | byte << shift

    def _integer(self) -> int:
        """A whole number in zigzag: 0, -1, 1, -2."""
        value = self._varint()
        return value >> 1 ^ -(value & 1)

    def _pass(self, kind: int) -> None:
        """Pass over a value. Raises ValueError for an unknown kind."""
        if kind in FIXED:
            self._skip(FIXED[kind])
        elif kind in INTEGERS:
            self._varint()
        elif kind == BINARY:
            self._skip(self._varint())
        elif kind in (LIST, SET):
            head = self._byte()
            number = head >> 4 if head >> 4 < 15 else self._varint()
            self._pass_all([head & 15], number)
        elif kind == MAP:
            if number := self._varint():
                kinds = self._byte()
                self._pass_all([kinds >> 4, kinds & 15], number)
        elif kind == STRUCT:
            self.struct()
        else:
            raise ValueError(kind)

    def _pass_all(self, kinds: list[int], number: int) -> None:
        """Pass over the items of a collection; a truth value in one takes a byte."""
        for _ in range(number):
            for kind in kinds:
                self._skip(1) if kind in (1, 2) else self._pass(kind)

    def _skip(self, size: int) -> None:
        self.at += size
        if self.at > len(self._data):
            raise IndexError
