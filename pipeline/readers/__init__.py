"""Input formats, one file each, found by name. A reader is `read(stream, limits) -> Iterator[Batch]`.

A batch holds records as they came (`{field: value}`) with their numbers, and what could not be
read. Nothing is skipped: every record of a file is in one of the two.
"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from pipeline.core.errors import DataError

BY_EXTENSION = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".parquet": "parquet",
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".rst": "text",
}
COMPRESSED = (".gz", ".zst", ".zstd")


@dataclass(frozen=True)
class Rejected:
    """A record that is no document: why, and its raw beginning."""

    record: int
    reason: str
    raw: bytes
    offset: int | None = None


@dataclass
class Batch:
    """Records and their numbers (from 1, as an editor counts lines), and what was rejected."""

    records: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    encodings: list[str] | None = None  # per record, where a reader had to find out


@dataclass(frozen=True)
class Limits:
    """What a reader may hold. Sizes in bytes."""

    max_record: int = 64 << 20
    encoding: str | None = None
    columns: tuple[str, ...] | None = None


class Reader(Protocol):
    def read(self, stream: BinaryIO, limits: Limits) -> Iterator[Batch]: ...


def format_of(name: str) -> str | None:
    """The format that a file name tells, compression aside; None if it tells none."""
    stem = name.lower()
    for ending in COMPRESSED:
        stem = stem.removesuffix(ending)
    return next((f for e, f in BY_EXTENSION.items() if stem.endswith(e)), None)


def load(name: str) -> Reader:
    """The module pipeline/readers/<name>.py."""
    if name not in set(BY_EXTENSION.values()):
        raise DataError(
            f"unknown format {name!r}; formats are: {', '.join(sorted(set(BY_EXTENSION.values())))}"
        )
    return importlib.import_module(f"pipeline.readers.{name}")  # type: ignore[return-value]
