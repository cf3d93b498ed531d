"""Lines of a text file as strings, each in the encoding that the file is in."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import DamagedError, Request, charset

BLOCK = 1 << 20


class Lines:
    """Decoded lines with their ends. Bytes without a character become lone surrogates (PEP 383):
    `damaged` tells such a line, and nothing else of the file is lost with it."""

    def __init__(self, stream: BinaryIO, request: Request) -> None:
        self.encoding = "utf-8"
        self.offset = 0  # bytes before the line that comes next
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


def damaged(text: str) -> bool:
    """Whether bytes of a line had no character."""
    return not text.isascii() and _WITHOUT.search(text) is not None


def marked(text: str) -> str:
    """The same line with U+FFFD for every byte that had no character."""
    return _WITHOUT.sub("\ufffd", text)


_WITHOUT = re.compile("[\udc80-\udcff]")


def _encoding(head: bytes, request: Request) -> tuple[int, str]:
    """(bytes of the mark, encoding) of a file, by its beginning."""
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
