"""A tar archive: its members are read as files are, by the format of their names and first bytes."""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from pipeline.readers import DamagedError, Request, compression
from pipeline.readers.containers import BrokenArchiveError, Checked, Member

EXTENSIONS = (".tar",)
COMPRESSED_EXTENSIONS = ((".tgz", "gzip"),)
MAGIC = ((257, b"ustar"),)
ARCHIVE = True

# Bytes of a block: a header, or a part of a member.
BLOCK = 512
# A stream that breaks inside a member leads to no later one.
_ERRORS = (tarfile.TarError, *compression.ERRORS)


def members(stream: BinaryIO, request: Request) -> Iterator[Member]:
    """The files of the archive in its order.

    Raises DamagedError for an archive that is cut short. One that ends behind a member without the blocks of
    zeros that mark the end, as some programs write it, gives the warning `no_end_mark`.
    """
    number, end = 0, _End(stream)
    try:
        with tarfile.open(fileobj=cast(BinaryIO, end), mode="r|") as archive:
            for member in archive:
                if member.isfile():
                    number += 1
                    yield Member(member.name, partial(_opened, archive, member))
    except (tarfile.TarError, EOFError) as error:
        raise DamagedError(f"after member {number}: not a whole tar archive: {error}") from None
    # tarfile takes a header that is cut short as the end.
    if end.size % BLOCK:
        raise DamagedError(f"after member {number}: not a whole tar archive: it ends in a header")
    if end.tail != bytes(BLOCK):
        request.warnings.add("no_end_mark")


class _End:
    """A stream that keeps the number of bytes read, and the last block of them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size, self.tail = 0, b""

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.size += len(data)
        self.tail = (self.tail + data)[-BLOCK:]
        return data


def _opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Checked:
    content = archive.extractfile(member)
    assert content is not None, "only files are members"
    return Checked(content, _ERRORS, BrokenArchiveError)
