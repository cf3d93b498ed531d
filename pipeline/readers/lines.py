"""Lines of a text file as strings, decoded from the encoding of the file."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import DamagedError, Request, charset

BLOCK = 1 << 20


class Lines:
    """Decoded lines with their line feeds. Bytes that cannot be decoded become lone surrogates (PEP 383),
    which `has_undecodable` finds, so that one bad byte costs one line."""

    def __init__(self, stream: BinaryIO, request: Request) -> None:
        self.encoding = "utf-8"
        # Offset of the line after the last one given.
        self.offset = 0
        self._stream, self._request = stream, request

    def __iter__(self) -> Iterator[str]:
        head = self._stream.read(charset.SNIFFED)
        mark, self.encoding = _encoding(head, self._request)
        rest = head[mark:]
        self.offset = mark
        while True:
            lines = rest.split(b"\n")
            rest = lines.pop()
            for line in lines:
                self.offset += len(line) + 1
                yield line.decode(self.encoding, "surrogateescape") + "\n"
            if len(rest) > self._request.max_record:
                raise DamagedError(f"a line of more than {self._request.max_record} bytes")
            block = self._stream.read(BLOCK)
            if not block:
                break
            rest += block
        if rest:
            self.offset += len(rest)
            yield rest.decode(self.encoding, "surrogateescape")


def has_undecodable(text: str) -> bool:
    """True if bytes of the line could not be decoded."""
    return not text.isascii() and _UNDECODABLE.search(text) is not None


def with_replacements(text: str) -> str:
    """The line with U+FFFD for every byte that could not be decoded."""
    return _UNDECODABLE.sub("\ufffd", text)


_UNDECODABLE = re.compile("[\udc80-\udcff]")


def _encoding(head: bytes, request: Request) -> tuple[int, str]:
    """(length of the byte order mark, encoding) of a file, by its first bytes.

    Raises DamagedError for UTF-16 and UTF-32, in which a line feed is more than one byte.
    """
    if mark := charset.marked(head):
        if mark[1] != "utf-8":
            raise DamagedError(f"the file is {mark[1].upper()}: convert it to UTF-8")
        return len(mark[0]), "utf-8"
    whole = head[: head.rfind(b"\n") + 1] or head
    decoded = charset.decode(whole, (request.encoding,))
    if decoded is None:
        return 0, charset.canonical(request.encoding or "utf-8") or "utf-8"
    if decoded.encoding.startswith(("utf-16", "utf-32")):
        raise DamagedError(f"the file is {decoded.encoding.upper()}: convert it to UTF-8")
    if decoded.encoding == "utf-8" and whole.isascii() and request.encoding:
        return 0, charset.canonical(request.encoding) or "utf-8"
    return 0, decoded.encoding
