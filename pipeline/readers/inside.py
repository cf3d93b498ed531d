"""What lies in an OLE file or a zip archive, by its directory: it says which document a file is.

Only the directory is read, without following a chain, so that a damaged file costs no more than a whole one.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# Bytes that are read of the directory of an OLE file, 32 entries, and of a zip archive at most, some 10,000
# members.
OLE_DIRECTORY, ZIP_DIRECTORY = 4096, 1 << 20
# Bytes of an entry of an OLE directory, of its name, and logarithms of the sizes that a sector may have.
ENTRY, NAME, SECTORS = 128, 64, (9, 12)
# The beginning of an entry of a zip directory, and the bytes before the name in it.
MEMBER, FIXED = b"PK\x01\x02", 46
# The beginning of what ends a zip archive, its size, and the last bytes of a file, in which it is looked for.
END, END_SIZE, TAIL = b"PK\x05\x06", 22, 1 << 16
# Members, and folders of them, that documents have.
MARKS, FOLDERS = frozenset({"[Content_Types].xml", "mimetype"}), ("META-INF/", "_rels/")


def names_in(stream: BinaryIO, head: bytes) -> tuple[str, ...]:
    """The streams of an OLE file, or members of a zip archive, in the order of its directory.

    Empty for other files, and for a directory that is damaged or cut off. `head` are the first bytes of the
    stream, which stays at its place.
    """
    if not head.startswith((OLE, ZIP)):
        return ()
    place = stream.tell()
    names = tuple(_streams(stream, head) if head.startswith(OLE) else _members(stream))
    stream.seek(place)
    return names


def _streams(stream: BinaryIO, head: bytes) -> Iterator[str]:
    """The names of the streams and folders in the first entries of an OLE directory."""
    if len(head) < 52 or (size := int.from_bytes(head[30:32], "little")) not in SECTORS:
        return
    start = (1 + int.from_bytes(head[48:52], "little")) << size
    # pyarrow's files refuse a place behind their end.
    if start > stream.seek(0, 2):
        return
    stream.seek(start)
    directory = stream.read(OLE_DIRECTORY)
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        length = int.from_bytes(directory[at + NAME : at + NAME + 2], "little")
        if 2 < length <= NAME:
            yield directory[at : at + length - 2].decode("utf-16-le", "replace")


def _members(stream: BinaryIO) -> Iterator[str]:
    """The names of the members of a zip archive; none if it has no end, or more than ZIP_DIRECTORY bytes of
    directory."""
    first = max(0, stream.seek(0, 2) - TAIL)
    stream.seek(first)
    tail = stream.read(TAIL)
    end = tail.rfind(END)
    if end < 0 or end + END_SIZE > len(tail):
        return
    size = int.from_bytes(tail[end + 12 : end + 16], "little")
    start = first + end - size
    if size > ZIP_DIRECTORY or start < 0:
        return
    stream.seek(start)
    directory = stream.read(size)
    at = 0
    while directory.startswith(MEMBER, at) and len(directory) >= at + FIXED:
        name, extra, comment = struct.unpack_from("<HHH", directory, at + 28)
        yield directory[at + FIXED : at + FIXED + name].decode("utf-8", "replace")
        at += FIXED + name + extra + comment


def is_package(names: tuple[str, ...]) -> bool:
    """True for the members of a document that is a zip archive: OOXML, OpenDocument, EPUB, HWPX."""
    return any(n in MARKS or n.startswith(FOLDERS) for n in names)
