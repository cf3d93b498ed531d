"""JSON lines: one object a line. A bad line is rejected alone; the lines around it are kept."""

import gc
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import numpy as np
import orjson
from numba import njit

from pipeline.readers import Batch, DamagedError, Part, Request, charset
from pipeline.readers.records import Columns, speakable

BLOCK = 4 << 20
TELLING = 8  # bytes beyond ASCII that the encoding of a file is judged by, at least


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of a block of lines, by default 4 MB. Blank lines count as lines and hold no record."""
    judge = _Judge(request)
    number, offset = request.first - 1, request.start
    if request.start and request.starts is None:
        offset = _to_line(stream, request.start)
    for lines in blocks(stream, request.max_record, offset, request.stop, request.block):
        columns, batch = Columns(request), None
        if offset == 0:
            lines, offset = _unmarked(lines)
        with _no_collector():
            values = _plain(lines)
            encoding = judge.encoding(lines)
            if values:
                offset = columns.extend(values, lines, number, offset)  # type: ignore[arg-type]
                number += len(lines)
                batch = columns.batch()
            del values
        if batch:
            yield batch
            continue
        for line in lines:
            number += 1
            if isinstance(line, int):
                columns.reject(number, "record_too_large", b"", offset)
                offset += line
                continue
            _parse(line, number, offset, encoding, columns)
            offset += len(line) + 1
        yield columns.batch()


def split(stream: BinaryIO, target: int) -> list[Part]:
    """Byte ranges; a line belongs to the range that it starts in."""
    size = stream.seek(0, io.SEEK_END)
    return [Part(a, min(a + target, size)) for a in range(0, size, target)]


def count(stream: BinaryIO, part: Part) -> int:
    """Lines that start in a part: after every line feed but the last byte's, and at byte 0."""
    begin = max(part.start - 1, 0)
    stream.seek(begin)
    left, lines = part.stop - 1 - begin, int(part.start == 0)
    while left > 0 and (block := stream.read(min(BLOCK, left))):
        lines += block.count(b"\n")
        left -= len(block)
    return lines


def _to_line(stream: BinaryIO, start: int) -> int:
    """Move to the first line that starts at or after `start`; returns its offset."""
    stream.seek(start - 1)
    passed = start - 1
    while block := stream.read(BLOCK):
        end = block.find(b"\n")
        if end >= 0:
            stream.seek(passed + end + 1)
            return passed + end + 1
        passed += len(block)
    return passed


def blocks(
    stream: BinaryIO,
    max_record: int,
    offset: int = 0,
    stop: int | None = None,
    size: int = BLOCK,
) -> Iterator[list[bytes | int]]:
    """Lists of lines that start before `stop`, without their ends; of a line above `max_record` only
    its size."""
    rest, skipped = b"", 0
    while stop is None or offset < stop:  # where `rest`, or the line that is skipped, starts
        block = stream.read(size)
        if not block:
            if skipped or rest:
                yield [skipped or rest]
            return
        if skipped:
            end = block.find(b"\n")
            if end < 0:
                skipped += len(block)
                continue
            yield [skipped + end + 1]
            offset += skipped + end + 1
            block, skipped = block[end + 1 :], 0
        data = rest + block
        lines: list[Any] = data.split(b"\n")
        rest = lines.pop()
        taken = len(data) - len(rest)
        if stop is not None and offset + taken > stop:
            lines = _before(lines, offset, stop)
        offset += taken
        if lines:
            yield [line if len(line) <= max_record else len(line) + 1 for line in lines]
        if len(rest) > max_record:
            skipped, rest = len(rest), b""


def _before(lines: list[bytes], offset: int, stop: int) -> list[bytes]:
    """The lines that start before `stop`."""
    for i, line in enumerate(lines):
        if offset >= stop:
            return lines[:i]
        offset += len(line) + 1
    return lines


def _unmarked(lines: list[bytes | int]) -> tuple[list[bytes | int], int]:
    """The first lines of a file without its byte order mark, and where they start."""
    first = next((line for line in lines if isinstance(line, bytes)), b"")
    mark = charset.marked(first)
    if mark and mark[1] == "utf-8":
        return [first[len(mark[0]) :], *lines[1:]], len(mark[0])
    if mark or b"\0" in first[:4]:
        raise DamagedError(
            f"the file looks like {(mark or (b'', 'UTF-16'))[1].upper()}; JSON lines are read in "
            "encodings of single bytes: convert it to UTF-8"
        )
    return lines, 0


class _Judge:
    """The encoding of a file, or of a part of one: judged by the first block with lines beyond ASCII.

    One bad byte among good lines is damage, not another encoding: half of the lines beyond ASCII
    must be no UTF-8, and there must be something to judge by.
    """

    def __init__(self, request: Request) -> None:
        self._encoding, self._decided = request.encoding, request.encoding is not None

    def encoding(self, lines: list[bytes | int]) -> str | None:
        """What lines that are no UTF-8 are in, if it is known."""
        if not self._decided:
            beyond = [x for x in lines if isinstance(x, bytes) and not x.isascii()][:1000]
            wrong = [x for x in beyond if not _is_utf8(x)]
            telling = sum(len(x) - len(x.decode("ascii", "ignore")) for x in wrong)
            if 2 * len(wrong) >= len(beyond) and telling >= TELLING:
                decoded = charset.decode(b"\n".join(wrong)[: charset.SNIFFED])
                self._encoding = decoded.encoding if decoded else None
            self._decided = len(beyond) > len(wrong) or self._encoding is not None
        return self._encoding


def _parse(line: bytes, number: int, offset: int, encoding: str | None, columns: Columns) -> None:
    source, used, repairs = line, "utf-8", None
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        if not line or line.isspace():
            return
        if encoding and not _is_utf8(line):
            decoded = charset.decode(line, (encoding,))
            if decoded is None or decoded.encoding != charset.canonical(encoding):
                columns.reject(number, "encoding", line, offset)
                return
            source, used = decoded.text.encode(), decoded.encoding
        elif not _is_utf8(line):
            if not columns.request.replace:
                columns.reject(number, "encoding", line, offset)
                return
            source, repairs = line.decode("utf-8", "replace").encode(), ["undecodable"]
        value, reason = _leniently(source)
        if reason:
            columns.reject(number, reason, line, offset)
            return
    if type(value) is not dict:
        columns.reject(number, "not_an_object", line, offset)
        return
    if _may_double(source, value) and _doubled(source):
        repairs = [*(repairs or []), "duplicate_key"]
    columns.add(value, number, source, offset, used, repairs)


@contextmanager
def _no_collector() -> Iterator[None]:
    """A block is ten thousand objects without cycles: looking for cycles there was a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _plain(lines: list[bytes | int]) -> list[dict[str, Any]] | None:
    """The objects of lines of which nothing needs a second look; else None."""
    try:
        values = [orjson.loads(line) for line in lines]  # type: ignore[arg-type]
    except orjson.JSONDecodeError:
        return None
    if any(type(value) is not dict for value in values):
        return None
    keys = sum(map(len, values))
    ends = _key_ends(np.frombuffer(b"\n".join(lines), np.uint8))  # type: ignore[arg-type]
    return values if ends <= keys or ends <= sum(map(_num_keys, values)) else None


@njit(cache=True, nogil=True)
def _key_ends(line):
    """Quotes with a colon after them that are neither escaped nor the beginning of a value: as many as
    the keys of an object."""
    before, quote, after = line[:-2], line[1:-1], line[2:]
    found = 0
    for start in range(0, len(after), 128):  # sums of a block fit eight bits: wide instructions
        a, q, b = (
            before[start : start + 128],
            quote[start : start + 128],
            after[start : start + 128],
        )
        ends = np.uint8(0)
        for i in range(len(b)):
            is_end = (q[i] == np.uint8(0x22)) & (b[i] == np.uint8(0x3A))
            opens = (a[i] == np.uint8(0x20)) | (a[i] == np.uint8(0x3A)) | (a[i] == np.uint8(0x5B))
            ends += np.uint8(is_end & (a[i] != np.uint8(0x5C)) & (a[i] != np.uint8(0x2C)) & ~opens)
        found += ends
    return found


def _may_double(line: bytes, value: dict[str, Any]) -> bool:
    """Whether a key may stand twice: there are more ends of keys than keys."""
    ends = _key_ends(np.frombuffer(line, np.uint8))
    return bool(ends > len(value) and ends > _num_keys(value))


def _num_keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(map(_num_keys, value.values()))
    return sum(map(_num_keys, value)) if isinstance(value, list) else 0


def _leniently(line: bytes) -> tuple[Any, str | None]:
    """(value, None) of what orjson refuses and Python reads: NaN, integers above 64 bits, lone
    surrogates; else (None, reason)."""
    try:
        return orjson.loads(line), None
    except orjson.JSONDecodeError:
        pass
    if b"\0" in line:
        return None, "json"
    try:
        return speakable(json.loads(line)), None
    except RecursionError:
        return None, "depth"
    except ValueError:
        return None, "json"


def _doubled(line: bytes) -> bool:
    """Whether some object of the line has a key twice."""
    found = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal found
        made = dict(items)
        found = found or len(made) < len(items)
        return made

    try:
        json.loads(line, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return False
    return found


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
