"""Heads of columns: in a table, the head of a column is the label of every cell of that column.

A table is a run of lines with the same separator: Markdown (|), TSV (tab), CSV (comma, semicolon), a slash
between blanks, or blanks where a table has columns of fixed width. Its first line holds the heads. Columns of
SQL (`inserts`) are heads too. The first line of each run
is kept while a document is searched, so that a table of n rows costs n steps, whatever the number of its
cells that are asked about.
"""

import re
from functools import lru_cache

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.lines import begins_line, ends_line, line_begin, line_end

# bytes of a line of a table, and of a head
_LONGEST_LINE = 4000
_LONGEST_HEAD = 60
_QUOTED = re.compile(rb'"[^"\n]*"')
# what parts columns of fixed width, and what stands for it
_WIDE = re.compile(rb"(?<=[^ ]) {2,}(?=[^ ])")
_BLANKS, _SLASH = b"  ", b" / "
_MOST_SUMS = 16
_SUM = re.compile(rb"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
# these stand in prose too: a line is a row if it has as many of them as its neighbour
_OF_PROSE = (b",", b";", _BLANKS, _SLASH)


@lru_cache(maxsize=16)
def head(text: bytes, start: int) -> bytes:
    """The head of the column that holds the byte `start`; empty outside tables and in their first line."""
    column = inserts.head(text, start)
    if column:
        return column
    line, before = _line(text, start)
    # the first line of a text is below nothing
    separator = _separator(line) if start > len(before) else b""
    cells = _cells(heads(text, start), separator) if separator else []
    # the value itself is a part of its cell, also where blanks part the cells
    column = len(_cells(before + b"-", separator)) - 1 if cells else 0
    same = separator not in _OF_PROSE or len(cells) == len(_cells(line, separator))
    if not same or column >= len(cells) or len(cells[column]) > _LONGEST_HEAD:
        return b""
    return cells[column].strip(b' *"`')


def heads(text: bytes, start: int) -> bytes:
    """The first line of the table that holds the byte `start`; empty outside tables and in that line."""
    columns = inserts.heads(text, start)
    if columns:
        return columns
    line, before = _line(text, start)
    separator, begin = _separator(line), start - len(before)
    top = _top(text, begin, separator) if separator else begin
    return text[top : line_end(text, top)] if top < begin else b""


def _line(text: bytes, start: int) -> tuple[bytes, bytes]:
    """(the line that holds the byte `start`, its part before that byte); empty if it is very long."""
    begin = text.rfind(b"\n", max(0, start - _LONGEST_LINE), start) + 1
    end = text.find(b"\n", start, start + _LONGEST_LINE)
    if end < 0 or (begin == 0 and start >= _LONGEST_LINE):
        return b"", b""
    return text[begin:end], text[begin:start]


def below(text: bytes, at: int) -> int:
    """The end of the table whose first line holds the byte `at`; `at` in other lines, and without rows."""
    values = inserts.end_of(text, at)
    if values > at:
        return values
    begin = line_begin(text, at, _LONGEST_LINE)
    end = head_end = line_end(text, at, _LONGEST_LINE)
    if end - begin > _LONGEST_LINE or not (begins_line(text, begin) and ends_line(text, end)):
        return at
    line = text[begin:end]
    separator = _separator(line)
    if not separator:
        return at
    columns = len(_cells(line, separator)) if separator in _OF_PROSE else 0
    above = line_begin(text, max(0, begin - 1), _LONGEST_LINE)
    if begin > 0 and _is_row(text[above : begin - 1], separator, columns):
        return at
    while end + 1 < len(text):
        following = line_end(text, end + 1, _LONGEST_LINE)
        is_cut = following < len(text) and not ends_line(text, following)
        if is_cut or not _is_row(text[end + 1 : following], separator, columns):
            break
        end = following
    return end + 1 if end > head_end else at


# every question about a value asks for the same few lines again
@lru_cache(maxsize=32)
def _separator(line: bytes) -> bytes:
    """What parts the cells of a line, or nothing."""
    if b"\t" in line:
        return b"\t"
    if b"|" in line:
        return b"|"
    if line.count(_SLASH) > line.count(b","):
        return _SLASH
    # a semicolon parts cells where a comma is decimal
    if line.count(b";") > line.count(b","):
        return b";"
    # a row of CSV may hold blanks, and a cell of fixed width a comma, or the commas of sums
    if _BLANKS in line and _has_few_commas(line) and _WIDE.search(line):
        return _BLANKS
    return b"," if b"," in line else b""


def _has_few_commas(line: bytes) -> bool:
    """True for fewer than two commas that part no thousands."""
    commas = line.count(b",")
    return commas < 2 or (commas <= _MOST_SUMS and _SUM.sub(b"", line).count(b",") < 2)


def _is_row(line: bytes, separator: bytes, columns: int) -> bool:
    """True for a line with the same separator, and as many of them if it stands in prose too."""
    if _separator(line) != separator:
        return False
    return separator not in _OF_PROSE or len(_cells(line, separator)) == columns


@lru_cache(maxsize=32)
def _cells(line: bytes, separator: bytes) -> list[bytes]:
    """The cells of a line; a separator between quotation marks parts nothing."""
    if b'"' in line:
        line = _QUOTED.sub(lambda quoted: quoted[0].replace(separator, b" "), line)
        # a quotation that the end of the line leaves open
        opened = line.rfind(b'"') if line.count(b'"') % 2 else len(line)
        line = line[:opened] + line[opened:].replace(separator, b" ")
    return _WIDE.split(line) if separator == _BLANKS else line.split(separator)


@lru_cache(maxsize=2)
def _tops(text: bytes) -> dict[int, int]:
    """The first line of its table by line, for the lines of a text that were asked about."""
    return {}


def _top(text: bytes, begin: int, separator: bytes) -> int:
    """Where the first line of the table begins that holds the line at `begin`."""
    known, at = _tops(text), begin
    columns = len(_cells(_line(text, begin)[0], separator))
    while at > 0 and at not in known:
        earlier = line_begin(text, at - 1, _LONGEST_LINE)
        if not begins_line(text, earlier) or not _is_row(
            text[earlier : at - 1], separator, columns
        ):
            break
        at = earlier
    known[begin] = known.get(at, at)
    return known[begin]
