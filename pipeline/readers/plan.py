"""Which files, and parts of files, one unit of work reads: from the sorted inputs alone."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from pipeline import readers
from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.readers import Part
from pipeline.readers.source import READ_ERRORS, Source, format_and_codec

VERSION = 1
SPLIT = {"parquet": (None,), "jsonl": (None,), "warc": (None, "gzip")}  # format -> compressions


@dataclass(frozen=True)
class Piece:
    """A file, or the part [start, stop) of one (bytes, or row groups); `first` numbers its records."""

    file: inputs.InputFile
    start: int = 0
    stop: int | None = None
    first: int = 1
    records: int | None = None

    def identity(self) -> dict[str, Any]:
        part = {} if self.stop is None else {"part": [self.start, self.stop]}
        return {**self.file.identity(), **part}


@dataclass(frozen=True)
class Portion:
    """What one unit of work reads: consecutive pieces of one source."""

    source: Source
    pieces: tuple[Piece, ...]

    def identity(self) -> dict[str, Any]:
        fields = self.source.model_dump(exclude={"path"}, exclude_defaults=True)
        return {"source": fields, "files": [p.identity() for p in self.pieces]}


@dataclass(frozen=True)
class Counted:
    """A piece whose records must be counted before those after it can be numbered."""

    source: Source
    piece: Piece

    def identity(self) -> dict[str, Any]:
        return {"format": self.source.format, **self.piece.identity()}


def pieces_of(
    source: Source, files: Sequence[inputs.InputFile], target: int, whole: bool
) -> list[Piece]:
    """The files of a source, those above `target` bytes in parts where their format allows it."""
    if whole or source.max_documents is not None:
        return [Piece(f) for f in files]
    with ThreadPoolExecutor(8) as pool:
        parts = list(pool.map(lambda f: _parts(source, f, target), files))
    return [piece for found in parts for piece in found]


def _parts(source: Source, file: inputs.InputFile, target: int) -> list[Piece]:
    if file.size <= target:
        return [Piece(file)]
    try:
        name, codec = format_and_codec(source, file)
        if codec not in SPLIT.get(name or "", ()):
            return [Piece(file)]
        with inputs.opened(file) as stream:
            found = readers.load(name).split(stream, target)  # type: ignore[union-attr, arg-type]
    except READ_ERRORS as error:
        raise DataError(
            f"source {source.name}: {file.uri}: damaged or unreadable: {error}"
        ) from None
    if len(found) < 2:
        return [Piece(file)]
    return [Piece(file, p.start, p.stop, 1, p.records) for p in found]


def uncounted(source: Source, pieces: Sequence[Piece]) -> list[Counted]:
    """The pieces of split files that nobody has counted yet, but for the last part of each."""
    return [
        Counted(source, piece)
        for piece, following in zip(pieces, [*pieces[1:], None], strict=True)
        if piece.stop is not None
        and piece.records is None
        and following is not None
        and following.file == piece.file
    ]


def count_records(counted: Counted) -> Any:
    """One row with the number of records of a piece."""
    source, piece = counted.source, counted.piece
    try:
        name, _ = format_and_codec(source, piece.file)
        with inputs.opened(piece.file) as stream:
            part = Part(piece.start, piece.stop or 0, piece.records)
            records = readers.load(name or "").count(stream, part)  # type: ignore[attr-defined]
    except READ_ERRORS as error:
        raise DataError(
            f"source {source.name}: {piece.file.uri}: damaged or unreadable: {error}"
        ) from None
    yield pa.table({"records": pa.array([records], pa.int64())})


def numbered(pieces: Sequence[Piece], counts: Sequence[int]) -> list[Piece]:
    """The pieces with the numbers of their first records; `counts` are of the uncounted, in order."""
    left, made, first = iter(counts), [], 1
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        made.append(replace(piece, first=first))
        goes_on = following is not None and following.file == piece.file and piece.stop is not None
        if not goes_on:
            first = 1
        else:
            first += piece.records if piece.records is not None else next(left)
    return made


def group(pieces: Sequence[Piece], target: int) -> list[tuple[Piece, ...]]:
    """Consecutive pieces coalesced until a group holds `target` bytes; a large one stays alone."""
    groups: list[list[Piece]] = []
    room = 0
    for piece in pieces:
        size = _size(piece, target)
        if not groups or size > room:
            groups.append([])
            room = target
        groups[-1].append(piece)
        room -= size
    return [tuple(g) for g in groups]


def _size(piece: Piece, target: int) -> int:
    """Bytes of a piece; the split has made a part of row groups as large as a shard."""
    if piece.stop is None:
        return piece.file.size
    return target if piece.records is not None else piece.stop - piece.start
