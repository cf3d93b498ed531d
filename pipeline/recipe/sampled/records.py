"""The whole records of what is read of a file."""

import io
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise

from pipeline.recipe.sampled.head import Head


def records(name: str, head: Head) -> Iterator[bytes]:
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
