"""Input formats, one file each, found by name: `read(stream, request) -> Iterator[Batch]`.

A batch holds what became a record and what could not. Nothing is skipped: every record of a file is
in one of the two. A format that can be read from the middle has `split` as well.
"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

import pyarrow as pa

from pipeline.core.errors import DataError

RAW = 200  # bytes of a rejected record that are kept
FORMATS = (
    "arrow",
    "csv",
    "html",
    "huggingface",
    "json",
    "jsonl",
    "mediawiki",
    "parquet",
    "tar",
    "text",
    "warc",
)


@dataclass(frozen=True)
class Rejected:
    """A record that is no document: its number, why, its raw beginning and where it starts."""

    record: int
    reason: str
    raw: bytes = b""
    offset: int | None = None


@dataclass
class Batch:
    """Columns of records in file order. Numbers count from 1, as editors count lines.

    `text` is a large_string array without nulls; the others are arrays or lists of strings with
    None where a record has nothing.
    """

    number: list[int]
    text: pa.Array
    id: Any = None
    url: Any = None
    title: Any = None
    date: Any = None
    meta: Any = None
    encoding: Any = "utf-8"
    repairs: list[list[str] | None] | None = None
    offset: list[int] | None = None
    rejected: list[Rejected] = field(default_factory=list)


@dataclass(frozen=True)
class Fields:
    """Where a record holds what; dots reach into nested fields."""

    text: str = "text"
    id: str | None = None
    url: str | None = "url"
    title: str | None = "title"
    date: str | None = None


@dataclass
class Request:
    """What a reader is asked for, and what it has to say about the file beside the records."""

    fields: Fields = field(default_factory=Fields)
    encoding: str | None = None
    replace: bool = False  # bytes without a character become U+FFFD instead of a reject
    extractor: str = "resiliparse"
    max_record: int = 64 << 20  # bytes that a reader may hold for one record
    block: int = 4 << 20  # bytes that a reader of lines takes at a time
    start: int = 0  # where in the file to begin: bytes, or row groups
    stop: int | None = None
    first: int = 1  # number of the first record there
    path: str | None = None  # of a local file, for a reader that maps it into memory
    starts: list[tuple[int, int]] | None = None  # (decompressed, compressed) offsets of members
    warnings: set[str] = field(default_factory=set)
    columns: dict[str, set[str]] = field(default_factory=dict)  # name -> types seen


@dataclass(frozen=True)
class Part:
    """A part of a file that can be read alone; `records` where the file itself says how many."""

    start: int
    stop: int
    records: int | None = None


class Reader(Protocol):
    def read(self, stream: BinaryIO, request: Request) -> Iterator[Batch]: ...


class Splits(Reader, Protocol):
    def split(self, stream: BinaryIO, target: int) -> list[Part]: ...

    def count(self, stream: BinaryIO, part: Part) -> int: ...


class DamagedError(OSError):
    """A file that is not whole or not what it should be."""


def load(name: str) -> Reader:
    """The module pipeline/readers/<name>.py. Raises DataError for an unknown format."""
    if name not in FORMATS:
        raise DataError(f"unknown format {name!r}; formats are: {', '.join(FORMATS)}")
    return importlib.import_module(f"pipeline.readers.{name}")  # type: ignore[return-value]
