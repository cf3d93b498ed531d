"""Read bytes as one format."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

import pyarrow as pa

from pipeline.readers import Request, compression
from pipeline.readers.registry import Formats, installed


@dataclass
class Read:
    """All batches of a file together."""

    texts: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    offsets: list[int | None] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    warnings: set[str] = field(default_factory=set)


def opened(data: bytes) -> BinaryIO:
    """A file as storage gives it: pyarrow's, which can less than Python's own."""
    return cast(BinaryIO, pa.BufferReader(data))


def read(name: str, data: bytes, formats: Formats | None = None, **request: Any) -> Read:
    """What a reader makes of `data` (or of a part of it, by start and stop); decompressed if need be."""
    asked, out = Request(**request), Read()
    body, members = compression.decompressed(opened(data), asked.start, asked.stop)
    asked.starts = members.starts if members else None
    for batch in (formats or installed()).named(name).load().read(body, asked):
        out.texts += batch.text.to_pylist()
        out.numbers += batch.number
        out.rejected += [(r.record, r.reason) for r in batch.rejected]
        out.offsets += [r.offset for r in batch.rejected]
        for column in ("id", "url", "title", "date", "meta", "encoding", "repairs", "page_rights"):
            value = getattr(batch, column)
            if isinstance(value, str) or value is None:
                value = [value] * len(batch.number)
            listed = value if isinstance(value, list) else value.to_pylist()
            out.columns[column] = out.columns.get(column, []) + listed
    out.warnings = asked.warnings
    return out
