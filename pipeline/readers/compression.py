"""Decompression by magic bytes, whatever the file's name.

All members (frames, streams) of an archive are read, and a member that is cut short is an error. Bytes
after the last member that do not start another one are ignored with a warning. Output is limited in size
and made in small pieces, so that no archive, however hostile, takes much memory (zstd packs 128 KiB into
4 bytes).
"""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import zstandard

# Bytes read from storage at a time.
BLOCK = 1 << 20
# Bytes given to a decoder at a time: at most 256 MiB come out.
FEED = 1 << 13
# Window of zstd in bytes: 128 MiB, as `zstd --long` needs.
WINDOW = 1 << 27
# Bytes that may come out of any archive (64 MiB) before the limit on its expansion applies.
FREE = 1 << 26
# Times that an archive may expand. Text shrinks 3 to 20 times, repetitive logs up to about 100.
MAX_EXPANSION = 200

ERRORS = (EOFError, OSError, zlib.error, lzma.LZMAError, zstandard.ZstdError)
"""The errors that a damaged archive raises while it is read."""


@dataclass(frozen=True)
class Codec:
    """A compression: the bytes that each member starts with, and a decoder for one member."""

    name: str
    magic: bytes
    decoder: Callable[[], Any]


CODECS = (
    Codec("gzip", b"\x1f\x8b", lambda: zlib.decompressobj(31)),
    Codec(
        "zstd",
        b"\x28\xb5\x2f\xfd",
        lambda: zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj(),
    ),
    Codec("bzip2", b"BZh", bz2.BZ2Decompressor),
    Codec("xz", b"\xfd7zXZ\x00", lzma.LZMADecompressor),
)
EXTENSIONS = {
    ".gz": "gzip",
    ".zst": "zstd",
    ".zstd": "zstd",
    ".bz2": "bzip2",
    ".xz": "xz",
}
# A zstd frame that holds no data: a first byte in the range, then these bytes.
_SKIPPABLE = (b"\x2a\x4d\x18", range(0x50, 0x60))


def codec_of(head: bytes) -> Codec | None:
    """The compression of a file with these first bytes; None for plain bytes."""
    return next((c for c in CODECS if head.startswith(c.magic)), None)


@dataclass
class Members(io.RawIOBase):
    """A stream of the decompressed bytes of all members that start in [start, stop).

    `starts` holds (decompressed, compressed) offsets of the members begun so far. Raises EOFError for a
    member that is cut short, BombError for an archive that expands more than `max_expansion` times.
    """

    raw: BinaryIO
    codec: Codec
    start: int = 0
    stop: int | None = None
    max_expansion: int = MAX_EXPANSION
    starts: list[tuple[int, int]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left, self._read = memoryview(b""), 0
        self._blocks = self._decode()

    def readable(self) -> bool:
        """True: the stream can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with decompressed bytes; returns their number, 0 at the end."""
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = memoryview(block)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left, self._read = self._left[size:], self._read + size
        return size

    def tell(self) -> int:
        """The number of decompressed bytes given so far; fastwarc calls it."""
        return self._read

    def _decode(self) -> Iterator[bytes]:
        feed, decoder, expanded = _Feed(self.raw, self.start), None, 0
        while piece := feed.next():
            if decoder is None:
                if self.stop is not None and feed.offset >= self.stop:
                    return
                begins = feed.begins(self.codec)
                if begins is None:
                    return
                if not begins:
                    if self.starts:
                        self.warnings.append("trailing_garbage")
                        return
                    raise EOFError(f"no {self.codec.name} member starts at byte {feed.offset}")
                self.starts.append((expanded, feed.offset))
                decoder = self.codec.decoder()
                piece = feed.next()
            out = decoder.decompress(piece)
            feed.taken(len(piece) - len(decoder.unused_data))
            expanded += len(out)
            consumed = feed.offset - self.start
            if expanded > FREE and expanded > self.max_expansion * consumed:
                raise BombError(
                    f"expands more than {self.max_expansion} times ({expanded >> 20} MiB out of "
                    f"{consumed >> 10} KiB)"
                )
            if out:
                yield out
            if decoder.eof:
                decoder = None
        if decoder is not None:
            raise EOFError(f"the {self.codec.name} stream ends inside a member")


class BombError(OSError):
    """An archive that expands beyond the limit."""


class _Feed:
    """The compressed bytes in pieces of FEED. Bytes that a decoder leaves unused are given again."""

    def __init__(self, raw: BinaryIO, start: int) -> None:
        raw.seek(start)
        self._raw, self._block, self.offset = raw, memoryview(b""), start

    def next(self) -> memoryview:
        """The next bytes, which stay in place until they are `taken`; empty at the end."""
        # Refill early, so that the longest magic number is never cut in two.
        if len(self._block) < 8:
            self._block = memoryview(bytes(self._block) + self._raw.read(BLOCK))
        return self._block[:FEED]

    def taken(self, size: int) -> None:
        """Move forward by `size` bytes."""
        self._block = self._block[size:]
        self.offset += size

    def begins(self, codec: Codec) -> bool | None:
        """True if a member starts here, None at the end. Zero padding and empty frames are skipped."""
        while True:
            head = bytes(self.next()[:8])
            if not head:
                return None
            if head.startswith(codec.magic):
                return True
            if codec.name == "zstd" and head[1:4] == _SKIPPABLE[0] and head[0] in _SKIPPABLE[1]:
                self._skip(8 + int.from_bytes(head[4:8], "little"))
            elif not head.strip(b"\0"):
                self._skip(len(head))
            else:
                return False

    def _skip(self, size: int) -> None:
        while size > 0 and (piece := self.next()):
            self.taken(min(size, len(piece)))
            size -= min(size, len(piece))


def decompressed(
    raw: BinaryIO, start: int = 0, stop: int | None = None, max_expansion: int = MAX_EXPANSION
) -> tuple[BinaryIO, Members | None]:
    """(stream of the decompressed bytes of the members that start in [start, stop), the members).

    (raw, None) for a plain file.
    """
    raw.seek(0)
    codec = codec_of(raw.read(8))
    if codec is None:
        raw.seek(start)
        return raw, None
    members = Members(raw, codec, start, stop, max_expansion)
    return io.BufferedReader(members, BLOCK), members
