"""The storage of HWP 5: the sections of a document, decrypted and inflated, and their records as a tree.

The layout of records is that of "한글 문서 파일 형식 5.0", the key of distribution documents that of "배포용
문서", both published by Hancom.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pipeline.readers.apart import BROKEN, TOO_LARGE, UnreadableError
from pipeline.readers.ole import stream

# Bytes of all sections of a document.
EXPANDED = 256 << 20
# Records of a section; five or six make a paragraph.
RECORDS = 1_000_000
# Levels of records. A table in a cell adds three; the format has room for 1,023.
LEVELS = 90
# Flags of the file's header.
COMPRESSED, PASSWORD, DISTRIBUTION = 1, 2, 4
# The record that holds the key of a section.
DISTRIBUTE = 28


@dataclass
class Node:
    """A record and those below it."""

    tag: int
    payload: bytes
    children: list["Node"] = field(default_factory=list)


def sections(ole: olefile.OleFileIO) -> Iterator[Node]:
    """The records of each section of the body, below a root.

    Raises UnreadableError: `encrypted`, `broken`, `too_large`, `too_deep`.
    """
    header = stream(ole, "FileHeader")
    if not header.startswith(b"HWP Document File") or len(header) < 40:
        raise UnreadableError(BROKEN)
    flags = int.from_bytes(header[36:40], "little")
    if flags & PASSWORD:
        raise UnreadableError("encrypted")
    left = EXPANDED
    for name in _names(ole, "ViewText" if flags & DISTRIBUTION else "BodyText"):
        section = stream(ole, name)
        if flags & DISTRIBUTION:
            section = _decrypted(section)
        if flags & COMPRESSED:
            section = _inflated(section, left)
        left -= len(section)
        yield _tree(section)


def _names(ole: olefile.OleFileIO, folder: str) -> list[str]:
    """The streams of the body, in order. Raises UnreadableError if there is none."""
    numbers = sorted(
        int(entry[1][7:])
        for entry in ole.listdir()
        if len(entry) == 2
        and entry[0] == folder
        and entry[1].startswith("Section")
        and entry[1][7:].isdecimal()
    )
    if not numbers:
        raise UnreadableError(BROKEN)
    return [f"{folder}/Section{n}" for n in numbers]


def _inflated(data: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(-15)
    out = unpacker.decompress(data, limit + 1)
    if len(out) > limit:
        raise UnreadableError(TOO_LARGE)
    if not unpacker.eof:
        raise UnreadableError(BROKEN)
    return out


def _decrypted(section: bytes) -> bytes:
    """The bytes of a section of a distribution document, whose first record holds its key.

    256 bytes, beginning with a seed, are masked by the pseudo-random numbers of that seed, each repeated up
    to 16 times; the key of AES-128 lies at an offset that the seed gives too.
    """
    tag, _, size, start = _record_header(section, 0)
    if tag != DISTRIBUTE or size != 256 or len(section) < start + size:
        raise UnreadableError(BROKEN)
    masked = section[start : start + size]
    state = seed = int.from_bytes(masked[:4], "little")
    mask = bytearray()
    while len(mask) < size:
        state, value = _random(state)
        state, times = _random(state)
        mask += bytes([value & 0xFF]) * ((times & 0xF) + 1)
    at = 4 + (seed & 0xF)
    key = bytes(a ^ b for a, b in zip(masked[at : at + 16], mask[at:], strict=False))
    body = section[start + size :]
    decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
    return decryptor.update(body[: len(body) // 16 * 16]) + decryptor.finalize()


def _random(state: int) -> tuple[int, int]:
    """The next state of the generator `rand` of Microsoft C, and its number."""
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, (state >> 16) & 0x7FFF


def _record_header(data: bytes, at: int) -> tuple[int, int, int, int]:
    """(tag, level, bytes, offset of the payload) of the record at an offset."""
    (word,) = struct.unpack_from("<I", data, at)
    size = word >> 20
    if size < 0xFFF:
        return word & 0x3FF, (word >> 10) & 0x3FF, size, at + 4
    return word & 0x3FF, (word >> 10) & 0x3FF, struct.unpack_from("<I", data, at + 4)[0], at + 8


def _tree(data: bytes) -> Node:
    """The records of a section as a tree by their levels. Raises UnreadableError if one is cut short."""
    root = Node(0, b"")
    path, at, count = [root], 0, 0
    # AES leaves up to 15 bytes after the last record.
    while at + 4 <= len(data):
        tag, level, size, start = _record_header(data, at)
        at, count = start + size, count + 1
        if at > len(data):
            raise UnreadableError(BROKEN)
        if level > LEVELS:
            raise UnreadableError("too_deep")
        if count > RECORDS:
            raise UnreadableError(TOO_LARGE)
        node = Node(tag, data[start:at])
        del path[level + 1 :]
        path[-1].children.append(node)
        path.append(node)
    return root
