"""A share of the files of a source, as files of the same format, for a probe.

Of many files some are taken whole, spread over their order. Of few large ones the records are spread over
what is read cheaply: all of a small file, blocks of a plain file of lines, the beginning of a compressed one.
A format whose records cannot be told apart without its reader is taken whole.
"""

import bz2
import gzip
import io
import lzma
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from pipeline.core import inputs
from pipeline.core.inputs import InputFile
from pipeline.readers import compression
from pipeline.readers.source import (
    READ_ERRORS,
    Source,
    UnreadableFileError,
    files_of,
    format_and_codec,
)

# Bytes of a file, as stored, from which records are taken: the beginning of a larger compressed file.
# 32 MiB of zstd are unpacked in half a second.
READ = 32 << 20
# Places of a large plain file of lines that are read.
BLOCKS = 8
# From so many files in the sample on, whole files are taken.
FILES = 8
# The most files from which parts are taken.
CUT = 16
# Bytes that are unpacked at a time.
PIECE = 1 << 16
LINES, TABLE, COLUMNS, PAGES, TAR = ("jsonl",), ("csv",), ("parquet",), ("warc",), ("tar",)
# The formats of files that can be cut.
CUTTABLE = (*LINES, *TABLE, *COLUMNS, *PAGES, *TAR)
WRITERS: dict[str | None, Callable[[bytes], bytes]] = {
    None: bytes,
    "gzip": gzip.compress,
    "zstd": zstandard.ZstdCompressor(level=3).compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}


@dataclass(frozen=True)
class Taken:
    """The part of a source that was taken, as a folder of files."""

    folder: Path
    # Bytes of all its files, and of what was taken of them, as stored.
    whole: int
    taken: int
    # Files that were read from their beginning alone, and files taken whole because they cannot be cut.
    begun: int = 0
    uncut: int = 0

    @property
    def share(self) -> float:
        """The share that was taken; 1 for a source of empty files."""
        return self.taken / self.whole if self.whole and self.taken else 1.0


def take(
    source: Source,
    share: float,
    folder: Path,
    may_be_empty: bool = False,
    read: int | None = None,
) -> Taken:
    """Write a share of a source into `folder`: at least one record of each file that is cut, unless it
    `may_be_empty`. Records come from `read` bytes of a file, as stored; by default READ.

    Raises DataError for a source without files, UnreadableFileError for a file that cannot be read."""
    files = files_of(source)
    whole = sum(f.size for f in files)
    if share * len(files) >= FILES or whole == 0:
        chosen = [files[i] for i in spread([f.size for f in files], share)]
        taken = sum(_copied(source, f, folder) for f in chosen)
        return Taken(folder, whole, taken)
    few = files[:: -(-len(files) // CUT)]
    parts = min(1.0, share * whole / max(1, sum(f.size for f in few)))
    found = [_cut(source, f, parts, folder, may_be_empty, read or READ) for f in few]
    cut = [c for c in found if c is not None]
    uncut = [f for f, c in zip(few, found, strict=True) if c is None]
    chosen = [uncut[i] for i in spread([f.size for f in uncut], parts)] if uncut else []
    if cut and not any(f.size * parts >= 1 for f in chosen):
        chosen = []
    taken = sum(c.taken for c in cut) + sum(_copied(source, f, folder) for f in chosen)
    return Taken(folder, whole, round(taken), sum(c.is_begun for c in cut), len(chosen))


class Spread:
    """Decides on items one after the other so that a share of the bytes of every beginning is taken, of small
    items and of large ones: of each power of two of their sizes."""

    def __init__(self, share: float) -> None:
        self.share = share
        # Bytes that were offered and taken, of all items and by power of two.
        self.length = self.taken = 0
        self._offered, self._taken = defaultdict[int, int](int), defaultdict[int, int](int)

    @property
    def represented(self) -> int:
        """Bytes of the items that were offered, without powers of two that none of them stands for."""
        return sum(size for power, size in self._offered.items() if self._taken[power])

    def takes(self, size: int) -> bool:
        """True if an item of so many bytes is taken."""
        power = size.bit_length()
        self.length += size
        self._offered[power] += size
        is_taken = self._taken[power] + size / 2 <= self.share * self._offered[power]
        # of sizes too rare for the share one stands for the others
        is_rare = not self._taken[power] and self.taken + size <= self.share * self.length
        is_taken = is_taken or is_rare
        self.taken += size * is_taken
        self._taken[power] += size * is_taken
        return is_taken


def spread(sizes: Sequence[int], share: float) -> list[int]:
    """Numbers of the items that are taken; if all are too large, the one of the size that fits best."""
    spreading = Spread(share)
    chosen = [i for i, size in enumerate(sizes) if spreading.takes(size)]
    if not chosen and sizes:
        wanted = share * spreading.length
        chosen = [min(range(len(sizes)), key=lambda i: abs(sizes[i] - wanted))]
    return chosen


class _Choice:
    """Records that are taken as they come: the first `heads`, which do not count, and a share of the others;
    one at least, unless it `may_be_empty`."""

    def __init__(self, share: float, heads: int, may_be_empty: bool) -> None:
        self._spread, self._heads = Spread(share), heads
        self._may_be_empty = may_be_empty
        self._first = b""
        self._records: list[bytes] = []

    def offer(self, record: bytes) -> None:
        """Take a record or leave it."""
        if self._heads:
            self._heads -= 1
            self._records.append(record)
            return
        if not self._may_be_empty:
            self._first = self._first or record
        if self._spread.takes(len(record)):
            self._records.append(record)

    @property
    def length(self) -> int:
        """Bytes of the records that were offered."""
        return self._spread.length

    @property
    def represented(self) -> int:
        """Bytes of the records that those taken stand for."""
        return self._spread.represented if self._spread.taken else self.length

    @property
    def taken(self) -> int:
        """Bytes of the records that are taken."""
        return self._spread.taken or len(self._first)

    @property
    def records(self) -> list[bytes]:
        """The records that are taken."""
        return [*self._records, *([] if self._spread.taken else [self._first])]


@dataclass(frozen=True)
class _Head:
    """What is read of a file, unpacked, in blocks that come in pieces, and the part of the file that it is;
    `is_end` if the last block ends with the file."""

    blocks: list[Iterable[bytes]]
    part: float
    is_end: bool


@dataclass(frozen=True)
class _Cut:
    """Bytes of a file that its part stands for, and whether only its beginning was read."""

    taken: float
    is_begun: bool


def _copied(source: Source, file: InputFile, folder: Path) -> int:
    """Copy a whole file; returns its bytes."""
    target = folder / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with inputs.opened(file) as stream:
            target.write_bytes(stream.read())
    except READ_ERRORS as error:
        raise UnreadableFileError.of(source.name, file.uri, error) from None
    return file.size


def _cut(
    source: Source, file: InputFile, share: float, folder: Path, may_be_empty: bool, read: int
) -> _Cut | None:
    """Write a share of a file; None if its format cannot be cut."""
    try:
        name, codec = format_and_codec(source, file)
        target = folder / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in COLUMNS and codec is None:
            return _cut_columns(file, share, target, read)
        if name not in (*LINES, *TABLE, *PAGES, *TAR):
            return None
        with _head(file, codec, share, read) as head:
            choice = _Choice(share / head.part, 1 if name in TABLE else 0, may_be_empty)
            return _cut_records(file, name or "", codec, head, choice, target)
    except READ_ERRORS as error:
        raise UnreadableFileError.of(source.name, file.uri, error) from None


def _cut_records(
    file: InputFile, name: str, codec: str | None, head: _Head, chosen: "_Choice", target: Path
) -> _Cut | None:
    """Write a share of the records of a file; None if none is found in its beginning."""
    for record in _records(name, head):
        chosen.offer(record)
    if not chosen.length:
        return None
    ends = [b"\0" * 1024] if name in TAR else []
    _write(name, codec, target, [*chosen.records, *ends])
    # the largest members of archives are pictures and programs without text: none stands for them
    stands_for = chosen.represented if name in (*PAGES, *TAR) else chosen.length
    taken = chosen.taken / stands_for * head.part * file.size
    return _Cut(taken, head.part < 1 and codec is not None)


def _write(name: str | None, codec: str | None, target: Path, records: Sequence[bytes]) -> None:
    """Write records as the file that they came from was packed: pages one by one, others together."""
    if name in PAGES:
        target.write_bytes(b"".join(WRITERS[codec](r) for r in records))
    else:
        target.write_bytes(WRITERS[codec](b"".join(records)))


@contextmanager
def _head(file: InputFile, codec: str | None, share: float, least: int) -> Iterator[_Head]:
    """The bytes of a file from which records are taken, unpacked: `least` of them, or the share."""
    read = min(file.size, max(least, round(share * file.size)))
    part = read / file.size
    with inputs.opened(file) as stream:
        if codec is not None:
            yield _Head([_unpacked(stream, codec, read)], part, part == 1)
        elif part == 1:
            yield _Head([_pieces(stream, read)], 1.0, True)
        else:
            size = read // BLOCKS
            starts = [i * (file.size - size) // (BLOCKS - 1) for i in range(BLOCKS)]
            yield _Head([_pieces(stream, size, at) for at in starts], part, True)


def _pieces(stream: BinaryIO, size: int, start: int = 0) -> Iterator[bytes]:
    """The bytes of a stream from `start` on, in pieces."""
    stream.seek(start)
    while size and (piece := stream.read(min(size, PIECE))):
        size -= len(piece)
        yield piece


def _unpacked(stream: BinaryIO, codec: str, read: int) -> Iterator[bytes]:
    """The first bytes of a compressed file, unpacked. Raises an error of READ_ERRORS if they are damaged."""
    make = next(c.decoder for c in compression.CODECS if c.name == codec)
    decoder = make()
    for piece in _pieces(stream, read):
        left = piece
        while left:
            if decoder.eof:
                left, decoder = left.lstrip(b"\0"), make()
                continue
            yield decoder.decompress(left)
            left = decoder.unused_data if decoder.eof else b""


def _records(name: str, head: _Head) -> Iterator[bytes]:
    """The whole records of a head."""
    split = {"jsonl": _lines, "csv": _rows, "warc": _pages, "tar": _members}[name]
    for i, block in enumerate(head.blocks):
        found = split(block)
        if i:
            # it may begin inside a record
            next(found, None)
        is_end = head.is_end and i == len(head.blocks) - 1
        yield from found if is_end else _but_last(found)


def _but_last(records: Iterable[bytes]) -> Iterator[bytes]:
    """All but the last record, which may be cut short."""
    return (record for record, _ in pairwise(records))


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines with their ends."""
    begun: list[bytes] = []
    for piece in pieces:
        first, *others = piece.split(b"\n")
        begun.append(first)
        if others:
            yield b"".join(begun) + b"\n"
            yield from (line + b"\n" for line in others[:-1])
            begun = [others[-1]]
    if last := b"".join(begun):
        yield last


def _rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Rows of a table; a line that opens quotes goes on in the next one."""
    waiting: list[bytes] = []
    quotes = 0
    for line in _lines(pieces):
        waiting.append(line)
        quotes += line.count(b'"')
        if quotes % 2 == 0:
            yield b"".join(waiting)
            waiting = []
    if waiting:
        yield b"".join(waiting)


def _pages(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Records of a WARC file, by their lengths."""
    block, at = b"".join(pieces), 0
    while (head := block.find(b"\r\n\r\n", at)) >= 0 and block.startswith(b"WARC/", at):
        length = 0
        for line in block[at:head].split(b"\r\n"):
            key, _, value = line.partition(b":")
            if key.strip().lower() == b"content-length" and value.strip().isdigit():
                length = int(value)
        end = head + 4 + length
        while block[end : end + 2] == b"\r\n":
            end += 2
        yield block[at:end]
        at = end


def _members(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Members of a tar with their heads."""
    block = b"".join(pieces)
    with suppress(tarfile.TarError), tarfile.open(fileobj=io.BytesIO(block)) as archive:
        for member in archive:
            end = member.offset_data + -(-member.size // 512) * 512
            yield block[member.offset : end]


def _cut_columns(file: InputFile, share: float, target: Path, read: int) -> _Cut | None:
    """Write a share of the rows of a Parquet file, spread over its row groups. With less to `read` than READ,
    rows come from the beginning of one group."""
    with inputs.opened(file) as stream:
        table = pq.ParquetFile(stream)
        rows = table.metadata.num_rows
        if not rows:
            return None
        groups = table.metadata.num_row_groups
        if read < READ:
            kept = _first_rows(table, groups // 2, share * rows, read)
            pq.write_table(kept, target)
            return _Cut(len(kept) / rows * file.size, True)
        few = range(0, groups, -(-groups // BLOCKS))
        inside = sum(table.metadata.row_group(g).num_rows for g in few)
        part = min(1.0, share * rows / inside)
        tables = [_spread_rows(table.read_row_group(g), part) for g in few]
        kept = pa.concat_tables(tables)
        codec = table.metadata.row_group(0).column(0).compression
        pq.write_table(kept, target, compression="none" if codec == "UNCOMPRESSED" else codec)
    return _Cut(len(kept) / rows * file.size, False)


def _first_rows(table: pq.ParquetFile, group: int, wanted: float, read: int) -> pa.Table:
    """The first rows of a row group: as many as are wanted, within so many bytes; one at least."""
    facts = table.metadata.row_group(group)
    fitting = facts.num_rows * read / max(1, facts.total_byte_size)
    num = max(1, round(min(wanted, fitting)))
    batch = next(table.iter_batches(num, [group]))
    return pa.Table.from_batches([batch])


def _spread_rows(table: pa.Table, share: float) -> pa.Table:
    """A share of the rows, at equal distances; one at least."""
    num = max(1, round(len(table) * share))
    return table.take([i * len(table) // num for i in range(num)])
