"""JSON lines: one object a line. A bad line is rejected alone; the lines around it are kept."""

from collections.abc import Iterator
from typing import BinaryIO

import orjson

from pipeline.readers import Batch, Limits, Rejected

BLOCK = 4 << 20
RAW = 200  # bytes of a rejected record that are kept


def read(stream: BinaryIO, limits: Limits) -> Iterator[Batch]:
    """Batches of about 4 MB of lines. Blank lines count as lines and hold no record."""
    number, offset = 0, 0
    for lines in _blocks(stream, limits.max_record):
        batch = Batch()
        for line in lines:
            number += 1
            if isinstance(line, int):
                batch.rejected.append(Rejected(number, "record_too_large", b"", offset))
                offset += line
                continue
            _parse(line, number, offset, limits, batch)
            offset += len(line) + 1
        yield batch


def _blocks(stream: BinaryIO, max_record: int) -> Iterator[list[bytes | int]]:
    """Lists of lines without their ends; a line above `max_record` is only its size."""
    rest, skipped = b"", 0
    while block := stream.read(BLOCK):
        if skipped:
            end = block.find(b"\n")
            if end < 0:
                skipped += len(block)
                continue
            yield [skipped + end + 1]
            block, skipped = block[end + 1 :], 0
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        if len(rest) > max_record:
            skipped, rest = len(rest), b""
        yield [line if len(line) <= max_record else len(line) + 1 for line in lines]
    if skipped:
        yield [skipped]
    elif rest:
        yield [rest]


def _parse(line: bytes, number: int, offset: int, limits: Limits, batch: Batch) -> None:
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    if not line or line.isspace():
        return
    try:
        if limits.encoding:
            line = line.decode(limits.encoding).encode()
        value = orjson.loads(line)
    except UnicodeDecodeError:
        batch.rejected.append(Rejected(number, "encoding", line[:RAW], offset))
        return
    except orjson.JSONDecodeError:
        reason = "json" if _is_utf8(line) else "encoding"
        batch.rejected.append(Rejected(number, reason, line[:RAW], offset))
        return
    if not isinstance(value, dict):
        batch.rejected.append(Rejected(number, "not_an_object", line[:RAW], offset))
        return
    batch.records.append(value)
    batch.numbers.append(number)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
