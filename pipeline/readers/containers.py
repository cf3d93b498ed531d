"""Containers: archives whose members are read as files are, also those of archives inside.

A container is the module of a format with ARCHIVE = True and `members(stream, request)`. A member is named
`a.zip!b/c.hwp` in ids, rejects and evidence. Depth, number and expansion are limited.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Protocol, cast, runtime_checkable

from pipeline.readers import DamagedError, Request
from pipeline.readers.compression import FREE, BombError

# Archives inside each other, and members of one archive.
MAX_DEPTH, MAX_MEMBERS = 5, 1_000_000
# Bytes of a member that are held in memory; a larger one is copied into a temporary file.
HELD = 32 << 20
BLOCK = 1 << 20


class Readable(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""
        ...


class BrokenArchiveError(DamagedError):
    """Damage of a member behind which no other member can be found."""


class Checked:
    """The bytes of a member; `errors` that reading raises become `raised`, an OSError."""

    def __init__(
        self, stream: IO[bytes], errors: tuple[type[Exception], ...], raised: type[DamagedError]
    ) -> None:
        self._stream, self._errors, self._raised = stream, errors, raised

    def __enter__(self) -> "Checked":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int) -> bytes:
        """At most `size` bytes."""
        try:
            return self._stream.read(size)
        except self._errors as error:
            raise self._raised(str(error)) from None


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name with slashes, and a function that opens it.

    `reason` is that of the reject if it cannot be read, such as `encrypted`. `open` is called before the
    next member is asked for, or not at all. Its stream raises OSError or EOFError for a damaged member.
    """

    name: str
    open: Callable[[], Checked]
    reason: str | None = None


@runtime_checkable
class Contains(Protocol):
    """The module of a format whose files hold other files."""

    def members(self, stream: BinaryIO, request: Request) -> Iterator[Member]:
        """The members in their order. Raises DamagedError for an archive that is not whole."""
        ...


class Budget:
    """The bytes that may come out of one file on storage, archives inside it counted again."""

    def __init__(self, size: int, max_expansion: int) -> None:
        self._limit = max(FREE, size * max_expansion)
        self._times, self._taken = max_expansion, 0

    @contextmanager
    def copied(self, stream: Readable) -> Iterator[BinaryIO]:
        """A copy of a stream that can be read from any place. Raises BombError above the limit."""
        with tempfile.SpooledTemporaryFile(max_size=HELD) as copy:
            while block := stream.read(BLOCK):
                self._taken += len(block)
                if self._taken > self._limit:
                    raise BombError(
                        f"its members expand more than {self._times} times (more than "
                        f"{self._limit >> 20} MiB come out)"
                    )
                copy.write(block)
            copy.seek(0)
            yield cast(BinaryIO, copy)


def numbered(members: Iterator[Member]) -> Iterator[Member]:
    """The members of a container. Raises DamagedError if there are more than MAX_MEMBERS."""
    for number, member in enumerate(members, 1):
        if number > MAX_MEMBERS:
            raise DamagedError(f"an archive of more than {MAX_MEMBERS:,} members")
        yield member


def closed() -> Any:
    """What `open` of a member that cannot be read is: nothing calls it."""
    raise DamagedError("a member that cannot be read")
