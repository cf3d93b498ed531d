"""A share of one file, as a file of the same format."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Sequence
from pathlib import Path

import zstandard

from pipeline.core.inputs import InputFile
from pipeline.readers.source import READ_ERRORS, Source, UnreadableFileError, format_and_codec
from pipeline.recipe.sampled.columns import cut_columns
from pipeline.recipe.sampled.head import Head, head_of
from pipeline.recipe.sampled.part import Part
from pipeline.recipe.sampled.records import records
from pipeline.recipe.sampled.spread import Choice

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


def cut(
    source: Source, file: InputFile, share: float, folder: Path, may_be_empty: bool, read: int
) -> Part | None:
    """Write a share of a file; None if its format cannot be cut."""
    try:
        name, codec = format_and_codec(source, file)
        target = folder / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name in COLUMNS and codec is None:
            return cut_columns(file, share, target, read)
        if name not in (*LINES, *TABLE, *PAGES, *TAR):
            return None
        with head_of(file, codec, share, read) as head:
            choice = Choice(share / head.part, 1 if name in TABLE else 0, may_be_empty)
            return _cut_records(file, name or "", codec, head, choice, target)
    except READ_ERRORS as error:
        raise UnreadableFileError.of(source.name, file.uri, error) from None


def _cut_records(
    file: InputFile, name: str, codec: str | None, head: Head, chosen: Choice, target: Path
) -> Part | None:
    """Write a share of the records of a file; None if none is found in its beginning."""
    for record in records(name, head):
        chosen.offer(record)
    if not chosen.length:
        return None
    ends = [b"\0" * 1024] if name in TAR else []
    _write(name, codec, target, [*chosen.records, *ends])
    # the largest members of archives are pictures and programs without text: none stands for them
    stands_for = chosen.represented if name in (*PAGES, *TAR) else chosen.length
    taken = chosen.taken / stands_for * head.part * file.size
    return Part(taken, head.part < 1 and codec is not None)


def _write(name: str | None, codec: str | None, target: Path, records: Sequence[bytes]) -> None:
    """Write records as the file that they came from was packed: pages one by one, others together."""
    if name in PAGES:
        target.write_bytes(b"".join(WRITERS[codec](r) for r in records))
    else:
        target.write_bytes(WRITERS[codec](b"".join(records)))
