"""Columns of SQL are heads of its values: INSERT INTO t (name, born) VALUES ('김민지', '1987-03-02')."""

import bisect
import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.kernels.pii.gates import Gate

# where the tables that this module knows begin
GATE = Gate(r"[)\s](?:VALUES|values|Values)\s*\(", 0, 0, is_head=True)

_WORDS, _ENDS = (b"VALUES", b"values", b"Values"), (b"ALUES", b"alues")
_COLUMNS = re.compile(rb"\b(?i:into)\s+[^\s()]{1,80}\s*\(([^()]{1,1000})\)\s*$")
_OPENS = re.compile(rb"\s*(?=\()")
# bytes of the columns and of the name of the table before them
_LONGEST_HEAD = 1200
_TOKEN = re.compile(
    rb"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|[(),;]|[^'\"(),;]+|['\"]", re.DOTALL
)
_LONGEST = 1 << 20
# bytes of a row before a value
_LONGEST_ROW = 4000


class _Insert(NamedTuple):
    """A statement: the byte behind VALUES and behind the last value, its columns, and the first byte of each
    value with the place of its column."""

    begin: int
    end: int
    columns: list[bytes]
    starts: list[int]
    places: list[int]


def head(text: bytes, start: int) -> bytes:
    """The column of the value that holds the byte `start`; empty outside the values of a statement."""
    statement = _statement(text, start)
    if statement is None:
        return b""
    value = bisect.bisect_right(statement.starts, start) - 1
    if value < 0 or statement.places[value] >= len(statement.columns):
        return b""
    return statement.columns[statement.places[value]]


def heads(text: bytes, start: int) -> bytes:
    """All columns of the statement whose values hold the byte `start`, parted by commas; empty elsewhere."""
    statement = _statement(text, start)
    return b",".join(statement.columns) if statement else b""


def heads_between(text: bytes, first: int, last: int) -> bytes:
    """All columns of the statements whose values touch the bytes from `first` to `last`."""
    if not _may_hold(text, first, last):
        return b""
    statements = _statements(text)
    found, place = [], bisect.bisect_right(statements, last, key=lambda one: one.begin)
    while place and first < statements[place - 1].end:
        place -= 1
        found.append(b",".join(statements[place].columns))
    return b"\n".join(reversed(found))


def end_of(text: bytes, at: int) -> int:
    """The byte behind the values of the statement whose VALUES stands at `at`; `at` itself elsewhere."""
    if text[at + 1 : at + 7] not in _WORDS:
        return at
    statements = _statements(text)
    place = bisect.bisect_right(statements, at, key=lambda one: one.begin)
    if place < len(statements) and statements[place].begin - _BEFORE <= at:
        return statements[place].end
    return at


def _may_hold(text: bytes, first: int, last: int) -> bool:
    """False if no bracket opens before the bytes from `first` to `last` in their line: most numbers of a text
    need no look for statements, which costs as much as a whole text."""
    low = max(0, first - _LONGEST_ROW)
    return text.rfind(b"(", max(low, text.rfind(b"\n", low, first) + 1), last) >= 0


def _statement(text: bytes, start: int) -> _Insert | None:
    if not _may_hold(text, start, start):
        return None
    statements = _statements(text)
    place = bisect.bisect_right(statements, start, key=lambda one: one.begin) - 1
    if place < 0 or start >= statements[place].end:
        return None
    return statements[place]


# the word VALUES, and white space behind it
_BEFORE = 80


@lru_cache(maxsize=2)
def _statements(text: bytes) -> tuple[_Insert, ...]:
    """The statements of a text, ascending; they are read once."""
    found = []
    for word in _WORDS if any(end in text for end in _ENDS) else ():
        at = text.find(word)
        while at >= 0:
            begin = _OPENS.match(text, at + len(word))
            if begin and (columns := _COLUMNS.search(text[max(0, at - _LONGEST_HEAD) : at])):
                found.append(_read(text, begin.end(), columns[1]))
            at = text.find(word, at + 1)
    return tuple(sorted(found))


def _read(text: bytes, begin: int, columns: bytes) -> _Insert:
    """The values from `begin` on, up to the word or sign that ends them."""
    starts: list[int] = []
    places: list[int] = []
    depth = place = 0
    end = begin
    for token in _TOKEN.finditer(text, begin, min(len(text), begin + _LONGEST)):
        sign = token[0]
        if sign == b"(":
            depth += 1
            place = 0 if depth == 1 else place
        elif sign == b")":
            depth -= 1
        elif sign == b"," and depth == 1:
            place += 1
        elif depth == 0 and sign != b"," and sign.strip():
            break
        if depth == 1 and sign in (b"(", b","):
            starts.append(token.end())
            places.append(place)
        if depth == 0:
            end = token.end()
    names = [name.strip(b" \t\r\n\"'`[]") for name in columns.split(b",")]
    return _Insert(begin, end, names, starts, places)
