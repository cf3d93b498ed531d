"""Input formats: what a reader gets and gives.

A reader is a module with `read(stream, request) -> Iterator[Batch]`, one file for each format in
pipeline/readers/formats. A batch holds the records that can become documents and those that cannot:
every record of a file is in one of the two.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol, runtime_checkable

import pyarrow as pa

from pipeline.readers.candidates import Candidates
from pipeline.readers.compression import MAX_EXPANSION

# Bytes of a rejected record that are kept.
RAW = 200


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot become a document: its number, the reason, its first bytes and its offset."""

    record: int
    reason: str
    raw: bytes = b""
    offset: int | None = None


@dataclass
class Batch:
    """Columns of records in file order. Numbers count from 1, as editors count lines.

    `text` is a large_string array without nulls; the others are arrays or lists of strings, with None
    where a record lacks the field.
    """

    number: list[int]
    text: pa.Array
    id: Any = None
    url: Any = None
    title: Any = None
    date: Any = None
    meta: Any = None
    # JSON of what pages state about rights, see page_rights.
    page_rights: Any = None
    encoding: Any = "utf-8"
    repairs: list[list[str] | None] | None = None
    offset: list[int] | None = None
    rejected: list[Rejected] = field(default_factory=list)


@dataclass(frozen=True)
class Fields:
    """The fields that a record holds its text, id and so on in: paths (pipeline/readers/paths.py)."""

    text: str = "text"
    id: str | None = None
    url: str | None = "url"
    title: str | None = "title"
    date: str | None = None
    # The list in a JSON file whose items are the records; None: the file is the list, or the record.
    records: str | None = None
    # What stands between the strings that `text` leads to.
    join: str = "\n"
    # The field beside each string of a dialogue that names its speaker.
    speaker: str | None = None
    # The fields that become `meta`; None: all that the others leave.
    meta: tuple[str, ...] | None = None

    def paths(self) -> tuple[str, ...]:
        """The paths of text, id, url, title and date that are given."""
        given = (self.text, self.id, self.url, self.title, self.date)
        return tuple(path for path in given if path)


@dataclass
class Request:
    """What a reader is asked for. It adds to `warnings`, `candidates` and `columns` while it reads."""

    fields: Fields = field(default_factory=Fields)
    encoding: str | None = None
    # True: bytes that cannot be decoded become U+FFFD; False: their record is rejected.
    replace: bool = False
    extractor: str = "resiliparse"
    # Bytes that a reader may hold for one record.
    max_record: int = 64 << 20
    # Times that the rows of a file of columns may be larger than the file.
    max_expansion: int = MAX_EXPANSION
    # Seconds that a record may take that is known to be slow by its form.
    max_seconds: float = 30
    # True: pages of known platforms are read by their selectors.
    platforms: bool = True
    # What a Common Crawl index is searched for.
    crawl: Any = None
    # Bytes that a reader of lines takes at a time.
    block: int = 4 << 20
    # The part [start, stop) of the file to read, in bytes or row groups.
    start: int = 0
    stop: int | None = None
    # Number of the first record there.
    first: int = 1
    # Path of a local file, for a reader that maps it into memory.
    path: str | None = None
    # (decompressed, compressed) offsets of the members of a compressed file.
    starts: list[tuple[int, int]] | None = None
    warnings: set[str] = field(default_factory=set)
    # Field name -> types that its values had.
    columns: dict[str, set[str]] = field(default_factory=dict)
    # The string fields of records that lack the text field.
    candidates: Candidates = field(default_factory=Candidates)


@dataclass(frozen=True)
class Part:
    """The part [start, stop) of a file, which can be read alone; `records` if the file states its number."""

    start: int
    stop: int
    records: int | None = None


@runtime_checkable
class Reader(Protocol):
    """The module of a format."""

    def read(self, stream: BinaryIO, request: Request) -> Iterator[Batch]:
        """Batches of the records of a file, or of the part that is requested. Raises DamagedError."""
        ...


@runtime_checkable
class Splits(Reader, Protocol):
    """The module of a format whose large files are read in parts."""

    def split(self, stream: BinaryIO, target: int) -> list[Part]:
        """Consecutive parts of about `target` bytes."""
        ...

    def count(self, stream: BinaryIO, part: Part) -> int:
        """The number of records that start in a part."""
        ...


@runtime_checkable
class Selects(Reader, Protocol):
    """The module of a format that is a folder, whose files say which of them hold the records."""

    def data_files(self, names: Sequence[str], load: Callable[[str], bytes]) -> list[str]:
        """The names of the files to read, in order; `load(name)` gives the bytes of one."""
        ...


class DamagedError(OSError):
    """A file that is cut short, or that is not of the format it should be."""
