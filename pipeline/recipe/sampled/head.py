"""What is read of a file: all of a small one, blocks of a plain one, the beginning of a compressed one."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.core import inputs
from pipeline.core.inputs import InputFile
from pipeline.readers import compression

# Bytes of a file, as stored, from which records are taken: the beginning of a larger compressed file.
# 32 MiB of zstd are unpacked in half a second.
READ = 32 << 20
# Places of a large plain file of lines that are read.
BLOCKS = 8
# Bytes that are unpacked at a time.
PIECE = 1 << 16


@dataclass(frozen=True)
class Head:
    """What is read of a file, unpacked, in blocks that come in pieces, and the part of the file that it is;
    `is_end` if the last block ends with the file."""

    blocks: list[Iterable[bytes]]
    part: float
    is_end: bool


@contextmanager
def head_of(file: InputFile, codec: str | None, share: float, least: int) -> Iterator[Head]:
    """The bytes of a file from which records are taken, unpacked: `least` of them, or the share."""
    read = min(file.size, max(least, round(share * file.size)))
    part = read / file.size
    with inputs.opened(file) as stream:
        if codec is not None:
            yield Head([unpacked(stream, codec, read)], part, part == 1)
        elif part == 1:
            yield Head([pieces(stream, read)], 1.0, True)
        else:
            size = read // BLOCKS
            starts = [i * (file.size - size) // (BLOCKS - 1) for i in range(BLOCKS)]
            yield Head([pieces(stream, size, at) for at in starts], part, True)


def pieces(stream: BinaryIO, size: int, start: int = 0) -> Iterator[bytes]:
    """The bytes of a stream from `start` on, in pieces."""
    stream.seek(start)
    while size and (piece := stream.read(min(size, PIECE))):
        size -= len(piece)
        yield piece


def unpacked(stream: BinaryIO, codec: str, read: int) -> Iterator[bytes]:
    """The first bytes of a compressed file, unpacked. Raises an error of READ_ERRORS if they are damaged."""
    make = next(c.decoder for c in compression.CODECS if c.name == codec)
    decoder = make()
    for piece in pieces(stream, read):
        left = piece
        while left:
            if decoder.eof:
                left, decoder = left.lstrip(b"\0"), make()
                continue
            yield decoder.decompress(left)
            left = decoder.unused_data if decoder.eof else b""
