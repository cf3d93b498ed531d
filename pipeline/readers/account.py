"""The account of one file, part of a file or member of an archive: what was asked, and what came of it."""

from collections import Counter
from dataclasses import replace
from typing import Any

import orjson

from pipeline.core.errors import ConservationError
from pipeline.readers import Request, skipped
from pipeline.readers.plan import Piece
from pipeline.readers.source import Source

# What stands between the name of an archive and that of a member.
INSIDE = "!"


class Account:
    """The request to the reader of one piece, and the counts for its row of FILES."""

    def __init__(self, source: Source, piece: Piece) -> None:
        self.source, self.piece = source, piece
        self.request = Request(
            fields=source.fields,
            encoding=source.encoding,
            replace=source.undecodable == "replace",
            extractor=source.extractor,
            start=piece.start,
            stop=piece.stop,
            first=piece.first,
            platforms=source.platforms,
            crawl=source.crawl,
        )
        self.format: str | None = None
        self.compression: str | None = None
        self.counts: Counter[str] = Counter()
        # Extension -> members that hold no text.
        self.skipped: Counter[str] = Counter()
        self.whole = True
        self.outer: Account | None = None

    def member(self, name: str) -> "Account":
        """A new account of a member of this archive: `a.zip!b/c.hwp`."""
        file = self.piece.file
        names = {n: f"{getattr(file, n)}{INSIDE}{name}" for n in ("uri", "name")}
        inner = Account(self.source, Piece(replace(file, **names)))
        inner.request.max_record = self.request.max_record
        inner.request.max_expansion = self.request.max_expansion
        inner.request.max_seconds = self.request.max_seconds
        inner.request.block = self.request.block
        inner.outer = self
        return inner

    def skip(self, what: skipped.Skipped) -> None:
        """Count a member, or the file itself, that holds no text."""
        self.skipped[what.extension] += 1

    def row(self) -> dict[str, Any]:
        """The row of FILES. Raises ConservationError if the counts do not add up."""
        counts, request = self.counts, self.request
        if counts["records"] != counts["documents"] + counts["rejects"] + counts["left_out"]:
            raise ConservationError(
                f"source {self.source.name}: {self.piece.file.uri}: a record was lost: {dict(counts)}"
            )
        columns = {n: sorted(t) for n, t in sorted(request.columns.items())}
        warnings = set(request.warnings)
        if request.candidates.records:
            warnings.add(request.candidates.advice(request.fields.text))
        return {
            "source": self.source.name,
            "file": self.piece.file.name,
            "start": self.piece.start,
            "format": self.format,
            "compression": self.compression,
            **{n: counts[n] for n in ("records", "documents", "rejects", "left_out", "bytes")},
            "whole": self.whole,
            "columns": orjson.dumps(columns).decode(),
            "skipped": orjson.dumps(dict(sorted(self.skipped.items()))).decode()
            if self.skipped
            else None,
            "warnings": sorted(warnings) or None,
        }
