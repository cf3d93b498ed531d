"""A 7z archive: its members are read as files are, by the format of their names and first bytes. Members with
a password, and those packed by a method that Python's own library does not unpack (PPMd, zstd), are rejects.
"""

import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from pipeline.readers import DamagedError, Request
from pipeline.readers.containers import MAX_MEMBERS, Checked, Member, closed
from pipeline.readers.sevenzip import SIGNATURE, Block, UnsupportedError, listed

EXTENSIONS = (".7z",)
MAGIC = ((0, SIGNATURE),)
SEEKABLE = True
ARCHIVE = True

UNSUPPORTED = "7z_unsupported"


def members(stream: BinaryIO, request: Request) -> Iterator[Member]:
    """The files of the archive in its order. Raises DamagedError for an archive that is not whole."""
    try:
        blocks, files = listed(stream)
    except UnsupportedError as error:
        yield Member("", closed, _reason(error))
        return
    if len(files) > MAX_MEMBERS:
        raise DamagedError(f"an archive of {len(files):,} members; the limit is {MAX_MEMBERS:,}")
    reading: _Reading | None = None
    for file in files:
        if file.block is None:
            yield Member(file.name, partial(_checked, _Empty()))
            continue
        if reading is None or reading.number != file.block:
            reading = _Reading(file.block, blocks[file.block], stream)
        if reading.reason:
            yield Member(file.name, closed, reading.reason)
        else:
            yield Member(file.name, partial(reading.opened, file.number))


class _Reading:
    """A block whose files are read in their order; those that nobody opens are passed over."""

    def __init__(self, number: int, block: Block, stream: BinaryIO) -> None:
        self.number, self.block = number, block
        self.pieces, self.rest, self.next = block.unpacked(stream), b"", 0
        self.reason: str | None = None
        try:
            self.rest = next(self.pieces, b"")
        except UnsupportedError as error:
            self.reason = _reason(error)
        except DamagedError:
            self.pieces = block.unpacked(stream)  # the file that is opened raises it again

    def opened(self, number: int) -> Checked:
        """The bytes of a file of the block."""
        while self.next < number:
            self.pass_over(self.block.sizes[self.next])
            self.next += 1
        self.next = number + 1
        return _checked(_File(self, self.block.sizes[number], self.block.crcs[number]))

    def pass_over(self, size: int) -> None:
        """Leave out so many bytes."""
        while size:
            size -= len(self.read(size))

    def read(self, size: int) -> bytes:
        """At most `size` bytes, at least one. Raises DamagedError at the end of the block."""
        while not self.rest:
            piece = next(self.pieces, None)
            if piece is None:
                raise DamagedError("a block that ends too early")
            self.rest = piece
        data, self.rest = self.rest[:size], self.rest[size:]
        return data


class _File:
    """One file of a block, as a stream. Closing it passes over the rest."""

    def __init__(self, reading: _Reading, size: int, crc: int | None) -> None:
        self._reading, self._left, self._crc, self._seen = reading, size, crc, 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes. Raises DamagedError if the file is not the one that was packed."""
        if not self._left or not size:
            return b""
        data = self._reading.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        self._seen = zlib.crc32(data, self._seen)
        if not self._left and self._crc is not None and self._seen != self._crc:
            raise DamagedError("its bytes are not those that were packed")
        return data

    def close(self) -> None:
        """Pass over the rest."""
        left, self._left = self._left, 0
        self._reading.pass_over(left)


class _Empty:
    """A file without bytes."""

    def read(self, size: int = -1) -> bytes:
        """No bytes."""
        return b""

    def close(self) -> None:
        """Nothing is open."""


def _checked(stream: _File | _Empty) -> Checked:
    return Checked(stream, (), DamagedError)  # type: ignore[arg-type]


def _reason(error: UnsupportedError) -> str:
    return "encrypted" if str(error) == "encrypted" else UNSUPPORTED
