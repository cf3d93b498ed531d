"""JSON lines: one record a line. A bad line is one reject; numbers beyond JSON (NaN, more than 64 bits) are
kept as strings in `meta`.
"""

import gc
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

import orjson

from pipeline.readers import Batch, Part, Request, charset
from pipeline.readers.keys import key_ends, may_repeat_key, num_keys, repeats_key
from pipeline.readers.lines import Again, Lines
from pipeline.readers.nesting import DEEPEST, depth_of_text, is_dense
from pipeline.readers.records import Columns, with_plain_numbers

EXTENSIONS = (".json", ".jsonl", ".ndjson")
SPLITS = ("plain",)

BLOCK = 4 << 20
# Bytes beyond ASCII that must be read before lines count as another encoding than UTF-8.
MIN_EVIDENCE = 8
# Lines of UTF-16 in a batch.
WIDE = 4096


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of a block of lines, by default 4 MB. Blank lines are numbered but are not records.

    A file in UTF-16 or UTF-32 is read line by line.
    """
    detector = _LineEncoding(request)
    number, offset = request.first - 1, request.start
    head = b""
    if request.start and request.starts is None:
        offset = _seek_line(stream, request.start)
    elif not request.start:
        head = stream.read(charset.SNIFFED)
        if charset.wide(head):
            yield from _wide(Again(head, stream), request)
            return
    for lines in blocks(
        Again(head, stream), request.max_record, offset, request.stop, request.block
    ):
        columns, batch = Columns(request), None
        if offset == 0:
            lines, offset = _without_mark(lines)
        with _no_collector():
            values = _parse_all(lines)
            encoding = detector.encoding(lines)
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


def _wide(stream: Again, request: Request) -> Iterator[Batch]:
    """Batches of 4,096 lines of UTF-16 or UTF-32."""
    source = Lines(stream, request)
    numbered, offset = enumerate(source, request.first), 0
    while lines := list(islice(numbered, WIDE)):
        columns = Columns(request)
        for number, line in lines:
            data = line.strip("\r\n").encode("utf-8", "surrogatepass")
            _parse(data, number, offset, None, columns, source.encoding)
            offset += len(line.encode(source.encoding, "surrogatepass"))
        yield columns.batch()


def split(stream: BinaryIO, target: int) -> list[Part]:
    """Byte ranges of `target` bytes; a line belongs to the range that it starts in.

    A file in UTF-16 is one range: a syllable may hold the byte of a line feed.
    """
    is_wide = charset.wide(stream.read(charset.SNIFFED)) is not None
    size = stream.seek(0, io.SEEK_END)
    target = size if is_wide else target
    return [Part(a, min(a + target, size)) for a in range(0, size, target)]


def count(stream: BinaryIO, part: Part) -> int:
    """The number of lines that start in a part.

    A line starts at byte 0 and after every line feed; one after the last byte of the part belongs to
    the next part.
    """
    begin = max(part.start - 1, 0)
    stream.seek(begin)
    left, lines = part.stop - 1 - begin, int(part.start == 0)
    while left > 0 and (block := stream.read(min(BLOCK, left))):
        lines += block.count(b"\n")
        left -= len(block)
    return lines


def _seek_line(stream: BinaryIO, start: int) -> int:
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
    stream: BinaryIO | Again,
    max_record: int,
    offset: int = 0,
    stop: int | None = None,
    size: int = BLOCK,
) -> Iterator[list[bytes | int]]:
    """Lists of lines that start before `stop`, without their line feeds.

    A line above `max_record` bytes, or whose values would fill the memory, is not held: its size, line feed
    included, stands in its place.
    """
    # The beginning of a line whose end is not read yet, and the bytes skipped of one above the limit;
    # `offset` is where that line starts.
    rest, skipped = b"", 0
    while stop is None or offset < stop:
        block = stream.read(size)
        if not block:
            if skipped or rest:
                yield [skipped or (rest if _is_held(rest, max_record) else len(rest))]
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
            yield [line if _is_held(line, max_record) else len(line) + 1 for line in lines]
        if len(rest) > max_record:
            skipped, rest = len(rest), b""


def _is_held(line: bytes, max_record: int) -> bool:
    return len(line) <= max_record and (len(line) <= BLOCK or not is_dense(line))


def _before(lines: list[bytes], offset: int, stop: int) -> list[bytes]:
    """The lines that start before `stop`."""
    for i, line in enumerate(lines):
        if offset >= stop:
            return lines[:i]
        offset += len(line) + 1
    return lines


def _without_mark(lines: list[bytes | int]) -> tuple[list[bytes | int], int]:
    """(the first lines of a file without its byte order mark, their offset)."""
    first = next((line for line in lines if isinstance(line, bytes)), b"")
    mark = charset.marked(first)
    if mark and mark[1] == "utf-8":
        return [first[len(mark[0]) :], *lines[1:]], len(mark[0])
    return lines, 0


class _LineEncoding:
    """The encoding of a file or part, decided by the first block that has lines beyond ASCII.

    One bad byte among good lines is damage. The file counts as another encoding than UTF-8 only if at
    least half of its lines beyond ASCII are invalid UTF-8, with MIN_EVIDENCE bytes beyond ASCII in them.
    """

    def __init__(self, request: Request) -> None:
        self._encoding, self._decided = request.encoding, request.encoding is not None

    def encoding(self, lines: list[bytes | int]) -> str | None:
        """The encoding of lines that are invalid UTF-8; None if it is unknown."""
        if not self._decided:
            beyond = [x for x in lines if isinstance(x, bytes) and not x.isascii()][:1000]
            invalid = [x for x in beyond if not _is_utf8(x)]
            evidence = sum(len(x) - len(x.decode("ascii", "ignore")) for x in invalid)
            if 2 * len(invalid) >= len(beyond) and evidence >= MIN_EVIDENCE:
                decoded = charset.decode(b"\n".join(invalid)[: charset.SNIFFED])
                self._encoding = decoded.encoding if decoded else None
            self._decided = len(beyond) > len(invalid) or self._encoding is not None
        return self._encoding


def _parse(
    line: bytes,
    number: int,
    offset: int,
    encoding: str | None,
    columns: Columns,
    used: str = "utf-8",
) -> None:
    """Add the record of one line, or the reason why it has none. `encoding` is that of invalid UTF-8, `used`
    the one that valid UTF-8 was made from."""
    source, repairs = line, None
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
    if may_repeat_key(source, value) and repeats_key(source):
        repairs = [*(repairs or []), "duplicate_key"]
    columns.add(value, number, source, offset, used, repairs)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Pause garbage collection: in a block of 10,000 objects without cycles it took a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _parse_all(lines: list[bytes | int]) -> list[dict[str, Any]] | None:
    """The objects of a block of lines; None if a line is not a plain object or may repeat a key."""
    try:
        values = [orjson.loads(line) for line in lines]  # type: ignore[arg-type]
    except orjson.JSONDecodeError:
        return None
    if any(type(value) is not dict for value in values):
        return None
    keys = sum(map(len, values))
    ends = key_ends(b"\n".join(lines))  # type: ignore[arg-type]
    return values if ends <= keys or ends <= sum(map(num_keys, values)) else None


def _leniently(line: bytes) -> tuple[Any, str | None]:
    """(value, None) of a line that only Python's parser reads: NaN, integers above 64 bits, lone
    surrogates; (None, reason) of a line that it cannot read either."""
    try:
        return orjson.loads(line), None
    except orjson.JSONDecodeError:
        pass
    if b"\0" in line:
        return None, "json"
    try:
        if depth_of_text(line.decode("utf-8", "replace")) > DEEPEST:
            return None, "depth"
        return with_plain_numbers(json.loads(line)), None
    except ValueError:
        return None, "json"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
