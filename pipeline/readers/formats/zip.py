"""A zip archive: its members are read as files are, by the format of their names and first bytes. Names
without the mark of UTF-8 are read as UTF-8, else as CP949; members with a password are rejects.
"""

import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from pipeline.readers import DamagedError, Request
from pipeline.readers.containers import MAX_MEMBERS, Checked, Member, closed

EXTENSIONS = (".zip",)
REQUIRED_START = (b"PK\x03\x04", b"PK\x05\x06")
SEEKABLE = True
ARCHIVE = True

# Bits of a member's flags: it needs a password; its name is UTF-8.
ENCRYPTED, UTF8 = 0x1, 0x800
# The record at the end of an archive: its signature, its least size, and the longest comment behind it.
END, END_SIZE, COMMENT = b"PK\x05\x06", 22, 0xFFFF
# The same for an archive of more than 65,534 members, and the record that says where it is.
END64, LOCATOR, LOCATOR_SIZE = b"PK\x06\x06", b"PK\x06\x07", 20

_ERRORS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError)


def members(stream: BinaryIO, request: Request) -> Iterator[Member]:
    """The files of the archive in its order. Raises DamagedError for an archive that is not whole."""
    count = _count(stream)
    # zipfile seeks to a place before an archive of 22 bytes, which pyarrow's files refuse.
    if count == 0:
        return
    if count is not None and count > MAX_MEMBERS:
        raise DamagedError(f"an archive of {count:,} members; the limit is {MAX_MEMBERS:,}")
    try:
        archive = zipfile.ZipFile(stream)
    except _ERRORS as error:
        raise DamagedError(f"not a whole zip archive: {error}") from None
    with archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & ENCRYPTED:
                yield Member(name_of(info), closed, "encrypted")
            else:
                yield Member(name_of(info), partial(_opened, archive, info))


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member. Windows writes names in CP949, macOS in UTF-8 without saying so."""
    if info.flag_bits & UTF8:
        return info.filename
    data = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Checked:
    try:
        return Checked(archive.open(info), _ERRORS, DamagedError)
    except _ERRORS as error:
        raise DamagedError(str(error)) from None


def _count(stream: BinaryIO) -> int | None:
    """The number of members that the end of the archive states, read before the list is taken into memory;
    None if it has no end."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END_SIZE - COMMENT - LOCATOR_SIZE))
    tail = stream.read()
    at = tail.rfind(END)
    stated = int.from_bytes(tail[at + 10 : at + 12], "little") if at >= 0 else None
    locator = at - LOCATOR_SIZE
    if at >= LOCATOR_SIZE and tail.startswith(LOCATOR, locator):
        stream.seek(min(int.from_bytes(tail[locator + 8 : locator + 16], "little"), size))
        end = stream.read(56)
        if end.startswith(END64):
            stated = int.from_bytes(end[32:40], "little")
    stream.seek(0)
    return stated
