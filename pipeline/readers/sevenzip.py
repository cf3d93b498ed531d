"""The list of a 7z archive, as 7zFormat.txt of the 7-Zip SDK lays it out: which blocks are packed how, and
which files lie in each. A block is unpacked from its beginning on, whatever is wanted of it.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO

from pipeline.readers import DamagedError

SIGNATURE = b"7z\xbc\xaf\x27\x1c"
HEAD = 32
# A list of a million files takes about 60 MB.
MOST_HEADER = 256 << 20
# Memory that the decoder of a block may ask for.
MOST_DICTIONARY = 1 << 30
BLOCK = 1 << 20

_END, _HEADER, _PACK, _UNPACK, _SUB, _FILES = 0, 1, 6, 7, 8, 5
_SIZE, _CRC, _FOLDER, _UNPACK_SIZE, _NUM = 9, 10, 11, 12, 13
_EMPTY, _EMPTY_FILE, _NAMES, _ENCODED = 14, 15, 17, 23
COPY, DELTA, LZMA, LZMA2 = b"\0", b"\3", b"\3\1\1", b"\x21"
DEFLATE, BZIP2 = b"\4\1\x08", b"\4\2\2"
ENCRYPTED = b"\6\xf1\7\1"
_FILTERS = {
    b"\3\3\1\3": lzma.FILTER_X86,
    b"\3\3\2\5": lzma.FILTER_POWERPC,
    b"\3\3\4\1": lzma.FILTER_IA64,
    b"\3\3\5\1": lzma.FILTER_ARM,
    b"\3\3\7\1": lzma.FILTER_ARMTHUMB,
    b"\3\3\x08\5": lzma.FILTER_SPARC,
}  # fmt: skip


class UnsupportedError(ValueError):
    """A block that is packed in a way that is not read here, or needs a password."""


@dataclass
class Block:
    """Files packed together: where their bytes lie, how they are packed, how long each is."""

    coders: list[tuple[bytes, bytes]]
    start: int = 0
    packed: int = 0
    size: int = 0
    crc: int | None = None
    sizes: list[int] = field(default_factory=list)
    crcs: list[int | None] = field(default_factory=list)

    def unpacked(self, stream: BinaryIO) -> Iterator[bytes]:
        """The bytes of the block, in pieces of at most BLOCK.

        Raises UnsupportedError, or DamagedError if they do not unpack."""
        todo, pieces = self.size, _unpacking(self.coders)(self._packed(stream))
        while todo:
            try:
                piece = next(pieces, None)
            except (lzma.LZMAError, zlib.error, OSError, EOFError, ValueError) as error:
                raise DamagedError(f"a block that does not unpack: {error}") from None
            if piece is None:
                raise DamagedError("a block that ends too early")
            if piece:
                yield piece[:todo]
                todo -= min(len(piece), todo)

    def _packed(self, stream: BinaryIO) -> Iterator[bytes]:
        at, end = self.start, self.start + self.packed
        while at < end:
            stream.seek(at)
            data = stream.read(min(end - at, BLOCK))
            if not data:
                return
            at += len(data)
            yield data


Unpacking = Callable[[Iterator[bytes]], Iterator[bytes]]


def _unpacking(coders: list[tuple[bytes, bytes]]) -> Unpacking:
    """What unpacks a block; the first of its coders gives the files. Raises UnsupportedError."""
    kinds = [kind for kind, _ in coders]
    if ENCRYPTED in kinds:
        raise UnsupportedError("encrypted")
    if kinds == [COPY]:
        return iter
    if kinds == [DEFLATE]:
        return _deflate
    if kinds == [BZIP2]:
        return _bzip2
    filters = [_filter(*coder) for coder in coders]
    # liblzma keeps the last bytes of a filter behind LZMA, which has no end of its own
    if len(filters) > 1 and filters[-1]["id"] == lzma.FILTER_LZMA1:
        raise UnsupportedError("a filter over LZMA")
    return partial(_lzma, lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters))


def _lzma(decoder: lzma.LZMADecompressor, packed: Iterator[bytes]) -> Iterator[bytes]:
    for data in packed:
        yield decoder.decompress(data, BLOCK)
        while not decoder.needs_input and not decoder.eof:
            yield decoder.decompress(b"", BLOCK)
        if decoder.eof:
            return


def _deflate(packed: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(-15)
    for data in packed:
        while data and not decoder.eof:
            yield decoder.decompress(data, BLOCK)
            data = decoder.unconsumed_tail


def _bzip2(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Streams of bzip2, one behind the other, as several threads write them."""
    decoder = bz2.BZ2Decompressor()
    for data in packed:
        while data or not (decoder.needs_input or decoder.eof):
            if decoder.eof:
                decoder = bz2.BZ2Decompressor()
            yield decoder.decompress(data, BLOCK)
            data = decoder.unused_data


def _filter(kind: bytes, properties: bytes) -> dict[str, Any]:
    """The filter of liblzma. Raises UnsupportedError for another method, or a dictionary above the limit."""
    if kind == LZMA and len(properties) >= 5:
        rest, literal = divmod(properties[0], 9)
        size = _dictionary(int.from_bytes(properties[1:5], "little"))
        return {
            "id": lzma.FILTER_LZMA1,
            "dict_size": size,
            "lc": literal,
            "lp": rest % 5,
            "pb": rest // 5,
        }
    if kind == LZMA2 and properties and properties[0] <= 40:
        bits = properties[0]
        return {
            "id": lzma.FILTER_LZMA2,
            "dict_size": _dictionary((2 | bits & 1) << (bits // 2 + 11)),
        }
    if kind == DELTA and properties:
        return {"id": lzma.FILTER_DELTA, "dist": properties[0] + 1}
    if kind in _FILTERS:
        return {"id": _FILTERS[kind]}
    raise UnsupportedError(f"packed by method {kind.hex()}")


def _dictionary(size: int) -> int:
    if size > MOST_DICTIONARY:
        raise UnsupportedError(f"packed with a dictionary of {size >> 20} MB")
    return max(size, 4096)


@dataclass(frozen=True)
class Listed:
    """A file: its name, the number of its block (None for an empty file), its number in it."""

    name: str
    block: int | None = None
    number: int = 0


def listed(stream: BinaryIO) -> tuple[list[Block], list[Listed]]:
    """(blocks, files in their order, folders left out).

    Raises DamagedError, or UnsupportedError for a list that needs a password."""
    head = stream.read(HEAD)
    if (
        len(head) < HEAD
        or not head.startswith(SIGNATURE)
        or zlib.crc32(head[12:]) != int.from_bytes(head[8:12], "little")
    ):
        raise DamagedError("not a whole 7z archive")
    offset, size = (int.from_bytes(head[i : i + 8], "little") for i in (12, 20))
    if size > MOST_HEADER:
        raise DamagedError("a list of files of more than 256 MB")
    stream.seek(HEAD + offset)
    data = stream.read(size)
    if len(data) < size or zlib.crc32(data) != int.from_bytes(head[28:32], "little"):
        raise DamagedError("a 7z archive that is cut short or damaged")
    if not size:
        return [], []
    try:
        while data[0] == _ENCODED:
            (block, *_) = _Reader(data, 1).blocks()
            if block.size > MOST_HEADER:
                raise DamagedError("a list of files of more than 256 MB")
            data = b"".join(block.unpacked(stream))
        if data[0] != _HEADER:
            raise DamagedError("a 7z archive without a list of files")
        return _Reader(data, 1).header()
    except (IndexError, ValueError, OverflowError, MemoryError) as error:
        if isinstance(error, UnsupportedError):
            raise
        raise DamagedError(f"a list of files that cannot be read: {error}") from None


class _Reader:
    """Reads the structures of a list, each behind its number. IndexError is the end of the bytes."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def take(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise IndexError("cut short")
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self) -> int:
        """A number of one to nine bytes: leading ones of the first byte count the bytes that follow."""
        first, mask, value = self.byte(), 0x80, 0
        for i in range(8):
            if not first & mask:
                return value | (first & (mask - 1)) << 8 * i
            value |= self.byte() << 8 * i
            mask >>= 1
        return value

    def count(self) -> int:
        """A number of things that follow. Each takes at least a bit."""
        number = self.number()
        if number > 8 * len(self.data):
            raise ValueError("more things than bytes")
        return number

    def bits(self, num: int) -> list[bool]:
        data = self.take(-(-num // 8))
        return [bool(data[i // 8] & 0x80 >> i % 8) for i in range(num)]

    def crcs(self, num: int) -> list[int | None]:
        has_crc = [True] * num if self.byte() else self.bits(num)
        return [int.from_bytes(self.take(4), "little") if has else None for has in has_crc]

    def header(self) -> tuple[list[Block], list[Listed]]:
        blocks: list[Block] = []
        files: list[Listed] = []
        while (kind := self.byte()) != _END:
            if kind == 4:  # the streams of the files
                blocks = self.blocks()
            elif kind == _FILES:
                files = self.files(blocks)
            elif kind in (2, 3):  # properties of the archive, streams beside it
                raise ValueError("parts that are not read here")
            else:
                raise ValueError(f"a part {kind}")
        return blocks, files

    def blocks(self) -> list[Block]:
        start, packed, blocks = 0, list[int](), list[Block]()
        while (kind := self.byte()) != _END:
            if kind == _PACK:
                start, packed = HEAD + self.number(), self.pack()
            elif kind == _UNPACK:
                blocks = self.unpack()
            elif kind == _SUB:
                self.substreams(blocks)
            else:
                raise ValueError(f"a part {kind}")
        if len(packed) != len(blocks):
            raise UnsupportedError("packed in several streams")
        for block, size in zip(blocks, packed, strict=True):
            block.start, block.packed = start, size
            start += size
            if not block.sizes and not block.crcs:
                block.sizes, block.crcs = [block.size], [block.crc]
        return blocks

    def pack(self) -> list[int]:
        sizes, num = list[int](), self.count()
        while (kind := self.byte()) != _END:
            if kind == _SIZE:
                sizes = [self.number() for _ in range(num)]
            elif kind == _CRC:
                self.crcs(num)
            else:
                raise ValueError(f"a part {kind}")
        return sizes

    def unpack(self) -> list[Block]:
        if self.byte() != _FOLDER:
            raise ValueError("no list of blocks")
        num = self.count()
        if self.byte():
            raise ValueError("a list that lies elsewhere")
        blocks, outputs = list[Block](), list[int]()
        for _ in range(num):
            block, main = self.folder()
            blocks.append(block)
            outputs.append(main)
        if self.byte() != _UNPACK_SIZE:
            raise ValueError("no sizes of blocks")
        for block, main in zip(blocks, outputs, strict=True):
            block.size = [self.number() for _ in block.coders][main]
        while (kind := self.byte()) != _END:
            if kind != _CRC:
                raise ValueError(f"a part {kind}")
            for block, crc in zip(blocks, self.crcs(num), strict=True):
                block.crc = crc
        return blocks

    def folder(self) -> tuple[Block, int]:
        """(a block, the number of the coder that gives its files). A coder takes one stream and gives one."""
        coders = []
        for _ in range(self.count()):
            flags = self.byte()
            kind = self.take(flags & 15)
            if flags & 0x10:
                raise UnsupportedError(f"packed by method {kind.hex()}, in several streams")
            coders.append((kind, self.take(self.number()) if flags & 0x20 else b""))
        bound = {self.number(): self.number() for _ in range(len(coders) - 1)}
        # each input takes the output of another coder, but for the one that reads the archive
        main = next(i for i in range(len(coders)) if i not in bound.values())
        order, at = [main], main
        while at in bound and len(order) < len(coders):
            at = bound[at]
            order.append(at)
        return Block([coders[i] for i in order]), main

    def substreams(self, blocks: list[Block]) -> None:
        numbers, kind = [1] * len(blocks), self.byte()
        if kind == _NUM:
            numbers = [self.count() for _ in blocks]
            kind = self.byte()
        for block, num in zip(blocks, numbers, strict=True):
            given = [self.number() for _ in range(num - 1)] if kind == _SIZE else []
            block.sizes = [*given, block.size - sum(given)] if num else []
            if any(size < 0 for size in block.sizes) or len(block.sizes) != num:
                raise ValueError("sizes of files that do not add up")
            block.crcs = [block.crc] if num == 1 else [None] * num
        if kind == _SIZE:
            kind = self.byte()
        if kind == _CRC:
            open_files = [
                (block, i)
                for block in blocks
                for i in range(len(block.sizes))
                if len(block.sizes) != 1 or block.crc is None
            ]
            for (block, i), crc in zip(open_files, self.crcs(len(open_files)), strict=True):
                block.crcs[i] = crc
            kind = self.byte()
        if kind != _END:
            raise ValueError(f"a part {kind}")

    def files(self, blocks: list[Block]) -> list[Listed]:
        num = self.count()
        names, is_empty, is_file = list[str](), [False] * num, list[bool]()
        while (kind := self.number()) != _END:
            inner = _Reader(self.take(self.number()), 0)
            if kind == _EMPTY:
                is_empty = inner.bits(num)
            elif kind == _EMPTY_FILE:
                is_file = inner.bits(sum(is_empty))
            elif kind == _NAMES:
                if inner.byte():
                    raise ValueError("names that lie elsewhere")
                names = inner.data[1:].decode("utf-16-le", "replace").split("\0")[:-1]
        if len(names) != num:
            raise ValueError("files without names")
        places = ((b, i) for b, block in enumerate(blocks) for i in range(len(block.sizes)))
        empties = iter(is_file or [False] * sum(is_empty))
        found = []
        for name, empty in zip(names, is_empty, strict=True):
            if not empty:
                found.append(Listed(name, *next(places, (None, 0))))
            elif next(empties):
                found.append(Listed(name))
        return found
