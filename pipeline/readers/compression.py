"""Decompression by magic bytes, never by name, and never cut short in silence."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import zstandard

BLOCK = 1 << 20
WINDOW = 1 << 27  # 128 MiB: what `zstd --long` needs


class _ZstdStream(io.RawIOBase):
    """All frames of a .zst; raises EOFError for a frame that is not complete."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._left = raw, b""
        self._blocks = self._decode()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = block
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def _decode(self) -> Iterator[bytes]:
        decoder, data = None, b""
        while True:
            data = data or self._raw.read(BLOCK)
            if not data:
                break
            decoder = decoder or zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
            yield decoder.decompress(data)
            data = b""
            if decoder.eof:
                data, decoder = decoder.unused_data, None
        if decoder is not None:
            raise EOFError("the zstd stream ends inside a frame")


def decompressed(raw: BinaryIO) -> BinaryIO:
    """A stream of the decompressed bytes of `raw`; plain bytes pass as they are."""
    buffered = io.BufferedReader(raw, BLOCK) if isinstance(raw, io.RawIOBase) else raw
    magic = buffered.read(4)
    buffered.seek(0)
    if magic[:2] == b"\x1f\x8b":
        return gzip.GzipFile(fileobj=buffered)  # type: ignore[return-value]
    if magic == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(_ZstdStream(buffered), BLOCK)
    return buffered


ERRORS = (EOFError, OSError, zlib.error, zstandard.ZstdError)
"""What a damaged archive raises while it is read."""
