"""The records of a presentation of PowerPoint 97 to 2003, and which of them are valid.

A file holds the records of every time it was saved: directories name their places. The layout is that of
[MS-PPT], published by Microsoft.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.readers.apart import BROKEN, UnreadableError

# Levels of records: a group of shapes adds one or two.
LEVELS = 60
# Times that a file was saved; they are read through.
SAVED = 10_000
# Kinds of records: an edit, which is a time of saving, and its directory of places.
EDIT, PLACES = 4085, 6002


@dataclass(frozen=True)
class Record:
    """A record: its number among those of its kind, its kind, and its bytes."""

    instance: int
    kind: int
    payload: bytes
    is_container: bool

    def children(self) -> Iterator["Record"]:
        """The records in a container."""
        return records(self.payload) if self.is_container else iter(())

    def first(self, kind: int) -> "Record | None":
        """The first child of a kind."""
        return next((c for c in self.children() if c.kind == kind), None)

    def below(self, *kinds: int, levels: int = LEVELS) -> Iterator["Record"]:
        """The records of these kinds at any depth; below one of them is not looked."""
        for child in self.children():
            if child.kind in kinds:
                yield child
            elif levels:
                yield from child.below(*kinds, levels=levels - 1)


def records(data: bytes) -> Iterator[Record]:
    """The records that follow each other in these bytes. Raises UnreadableError if one is cut short."""
    at = 0
    while at + 8 <= len(data):
        record = record_at(data, at)
        yield record
        at += 8 + len(record.payload)


def record_at(data: bytes, at: int) -> Record:
    """The record at a place. Raises UnreadableError if it is cut short."""
    if at + 8 > len(data):
        raise UnreadableError(BROKEN)
    head, kind, size = struct.unpack_from("<HHI", data, at)
    if at + 8 + size > len(data):
        raise UnreadableError(BROKEN)
    return Record(head >> 4, kind, data[at + 8 : at + 8 + size], head & 0xF == 0xF)


def places_of(content: bytes, last: int) -> tuple[dict[int, int], int]:
    """(place of each record that others name, by its number; number of the document).

    Edits are read from the last one backwards: the newest place of a record is valid. Raises UnreadableError
    if one is not where it should be.
    """
    places: dict[int, int] = {}
    main = None
    for _ in range(SAVED):
        edit = record_at(content, last)
        if edit.kind != EDIT or len(edit.payload) < 20:
            raise UnreadableError(BROKEN)
        last, directory, document = struct.unpack_from("<III", edit.payload, 8)
        main = document if main is None else main
        listed = record_at(content, directory)
        if listed.kind != PLACES:
            raise UnreadableError(BROKEN)
        for number, place in _listed(listed.payload):
            places.setdefault(number, place)
        if not last:
            return places, main
    raise UnreadableError(BROKEN)


def _listed(payload: bytes) -> Iterator[tuple[int, int]]:
    """(number, place) of the records in a directory: runs of places after their first number and count."""
    words = struct.unpack_from(f"<{len(payload) // 4}I", payload)
    at = 0
    while at < len(words):
        first, count = words[at] & 0xFFFFF, words[at] >> 20
        yield from enumerate(words[at + 1 : at + 1 + count], first)
        at += 1 + count
