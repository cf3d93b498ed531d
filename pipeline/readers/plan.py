"""Which files, and parts of files, one unit of work reads. It depends on the sorted inputs alone."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

import pyarrow as pa

from pipeline import extractors
from pipeline.core import inputs
from pipeline.extractors import platforms
from pipeline.readers import Part
from pipeline.readers.candidates import AUTO
from pipeline.readers.registry import installed
from pipeline.readers.source import READ_ERRORS, Source, UnreadableFileError, format_and_codec


@dataclass(frozen=True)
class Piece:
    """A file, or the part [start, stop) of one in bytes or row groups. Its records count from `first`.

    `format` is None if the planner did not open the file: then its reading finds the format.
    """

    file: inputs.InputFile
    start: int = 0
    stop: int | None = None
    first: int = 1
    records: int | None = None
    format: str | None = None

    def identity(self) -> dict[str, Any]:
        part = {} if self.stop is None else {"part": [self.start, self.stop]}
        return {**self.file.identity(), **part}


@dataclass(frozen=True)
class Portion:
    """The consecutive pieces of one source that one unit of work reads."""

    source: Source
    pieces: tuple[Piece, ...]

    def identity(self) -> dict[str, Any]:
        """The recipe's fields, the content of the files, and the code loaded by name that reads them."""
        return {
            "source": self.source.model_dump(
                exclude={"path", "allow_empty", "endings"}, exclude_defaults=True
            ),
            "files": [p.identity() for p in self.pieces],
            "readers": self._readers(),
            "extractor": extractors.named(self.source.extractor).identity(),
            **({"platforms": platforms.identity()} if self.source.platforms else {}),
        }

    def _readers(self) -> list[dict[str, Any]]:
        """The identities of the readers that the pieces may need.

        The format that the recipe states is that of a file, or of the members of an archive. With
        `text_field: auto` a file of lines may turn out to hold a list of records.
        """
        stated = self.source.format
        if self.source.text_field == AUTO and stated is None:
            return installed().identities([None])
        readers = installed().identities(p.format or stated for p in self.pieces)
        if stated is None or all(p.format for p in self.pieces):
            return readers
        if installed().named(stated).facts.archive:
            return readers
        return [*readers, *(f.identity() for f in installed().formats if f.facts.archive)]


@dataclass(frozen=True)
class Counted:
    """A piece whose records must be counted, because those of the pieces after it are numbered from there."""

    source: Source
    piece: Piece

    def identity(self) -> dict[str, Any]:
        """The name of the source, the content of the piece and the code of its reader; counting runs no
        extractor."""
        return {
            "source": {"name": self.source.name},
            "readers": installed().identities([self.piece.format]),
            **self.piece.identity(),
        }


def pieces_of(
    source: Source, files: Sequence[inputs.InputFile], target: int, whole: bool
) -> list[Piece]:
    """The files of a source; those above `target` bytes in parts, if their format and compression allow it.

    Only files above `target` are opened. With `whole`, or for a source of limited documents, none is
    split. Raises UnreadableFileError for a damaged one.
    """
    if whole or source.max_documents is not None:
        return [Piece(f) for f in files]
    with ThreadPoolExecutor(8) as pool:
        parts = list(pool.map(lambda f: _parts(source, f, target), files))
    return [piece for pieces in parts for piece in pieces]


def _parts(source: Source, file: inputs.InputFile, target: int) -> list[Piece]:
    if file.size <= target:
        return [Piece(file)]
    try:
        name, codec = format_and_codec(source, file)
        entry = installed().named(name) if name else None
        if entry is None or (codec or "plain") not in entry.facts.splits:
            return [Piece(file, format=name)]
        with inputs.opened(file) as stream:
            parts = entry.splitter().split(stream, target)
    except READ_ERRORS as error:
        raise UnreadableFileError.of(source.name, file.uri, error) from None
    if len(parts) < 2:
        return [Piece(file, format=name)]
    return [Piece(file, p.start, p.stop, 1, p.records, name) for p in parts]


def uncounted(source: Source, pieces: Sequence[Piece]) -> list[Counted]:
    """The parts of split files with an unknown number of records, except the last part of each file."""
    return [
        Counted(source, piece)
        for piece, following in _with_next(pieces)
        if piece.stop is not None
        and piece.records is None
        and following is not None
        and following.file == piece.file
    ]


def _with_next(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    """Every piece with the one after it."""
    return zip_longest(pieces, pieces[1:])


def count_records(counted: Counted) -> Any:
    """One row with the number of records of a piece."""
    source, piece = counted.source, counted.piece
    try:
        assert piece.format is not None, "the planner knows the format of every file that it splits"
        reader = installed().named(piece.format).splitter()
        with inputs.opened(piece.file) as stream:
            records = reader.count(stream, Part(piece.start, piece.stop or 0, piece.records))
    except READ_ERRORS as error:
        raise UnreadableFileError.of(source.name, piece.file.uri, error) from None
    yield pa.table({"records": pa.array([records], pa.int64())})


def numbered(pieces: Sequence[Piece], counts: Sequence[int]) -> list[Piece]:
    """The pieces with the numbers of their first records.

    `counts` are the numbers of records of the `uncounted` pieces, in their order.
    """
    missing, numbered_pieces, first = iter(counts), [], 1
    for piece, following in _with_next(pieces):
        numbered_pieces.append(replace(piece, first=first))
        continues = following is not None and following.file == piece.file
        if piece.stop is None or not continues:
            first = 1
        else:
            first += piece.records if piece.records is not None else next(missing)
    return numbered_pieces
