"""MBOX, the mailboxes of Unix, Thunderbird and Gmail's exports: one record a message, read as EML is."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import RAW, Batch, DamagedError, Request
from pipeline.readers.apart import add_document
from pipeline.readers.formats.eml import extract
from pipeline.readers.records import Columns

EXTENSIONS = (".mbox", ".mbx")
MAGIC = ((0, b"From "),)
EXPECTED_REJECTS = ("encrypted", "no_content")

# Messages of a batch, and bytes of a line that are read at a time: attachments are lines of 76.
MESSAGES, LINE = 64, 1 << 16
# Bytes that are read from storage at a time.
BLOCK = 1 << 20


def read(stream: BinaryIO, request: Request) -> Iterator[Batch]:
    """Batches of 64 messages. Raises DamagedError if the file does not begin with a message."""
    columns, number = Columns(request), request.first - 1
    for message, offset in _messages(stream, request.max_record):
        number += 1
        if len(message) > request.max_record:
            columns.reject(number, "record_too_large", message[:RAW], offset)
        else:
            add_document(extract, message, number, columns, offset=offset)
        if number % MESSAGES == 0:
            yield columns.batch()
            columns = Columns(request)
    yield columns.batch()


def _messages(stream: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """(message, offset of its first line) of each message; of one above the limit, a part above it."""
    offset = start = 0
    message: bytearray | None = None
    is_blank = is_whole = True
    for line in _lines(stream):
        # A line "From " behind an empty one begins a message.
        if is_blank and is_whole and line.startswith(b"From "):
            if message is not None:
                yield bytes(message), start
            message, start = bytearray(), offset
        elif message is None:
            if line.strip():
                raise DamagedError("the file does not begin with a line `From ` of a message")
        elif len(message) <= limit:
            message += line.removeprefix(b">") if line.startswith(b">From ") else line
        offset += len(line)
        is_whole = line.endswith(b"\n")
        is_blank = not line.strip()
    if message is not None:
        yield bytes(message), start


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines with their line feeds, longer ones in pieces of LINE bytes.

    Files of pyarrow know `read`, but not `readline`.
    """
    rest = b""
    while block := stream.read(BLOCK):
        lines = io.BytesIO(rest + block)
        rest = b""
        while line := lines.readline(LINE):
            if line.endswith(b"\n") or len(line) == LINE:
                yield line
            else:
                rest = line
    if rest:
        yield rest
