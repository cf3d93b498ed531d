"""Lines of a text file as strings, decoded from the encoding of the file."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import DamagedError, Request, charset

BLOCK = 1 << 20


class Lines:
    """Decoded lines with their line feeds. Bytes that cannot be decoded become lone surrogates (PEP 383),
    which `has_undecodable` finds, so that one bad byte costs one line."""

    def __init__(self, stream: "BinaryIO | Again", request: Request) -> None:
        self.encoding = "utf-8"
        # Offset of the line after the last one given.
        self.offset = 0
        self._stream, self._request = stream, request

    def __iter__(self) -> Iterator[str]:
        head = self._stream.read(charset.SNIFFED)
        mark, self.encoding = charset.wide(head) or _encoding(head, self._request)
        if self.encoding.startswith(("utf-16", "utf-32")):
            yield from self._wide(head[mark:], mark)
            return
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

    def _wide(self, block: bytes, mark: int) -> Iterator[str]:
        """The lines of UTF-16 or UTF-32, in which a line feed is more than one byte."""
        encoding, self.offset = self.encoding, mark
        # Halves of a pair of surrogates stay: cleaning replaces them.
        decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
        rest = ""
        while True:
            try:
                lines = (rest + decoder.decode(block, final=not block)).split("\n")
            except UnicodeDecodeError:
                raise DamagedError(f"not {encoding.upper()} behind byte {self.offset:,}") from None
            rest = lines.pop()
            for line in lines:
                self.offset += len((line + "\n").encode(encoding, "surrogatepass"))
                yield line + "\n"
            if len(rest) > self._request.max_record:
                raise DamagedError(f"a line of more than {self._request.max_record} characters")
            if not block:
                break
            block = self._stream.read(BLOCK)
        if rest:
            self.offset += len(rest.encode(encoding, "surrogatepass"))
            yield rest


class Again:
    """A stream whose first bytes were read already: they are given again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        given, self._head = self._head[:size], self._head[size:]
        return given + self._stream.read(size - len(given)) if len(given) < size else given


def has_undecodable(text: str) -> bool:
    """True if bytes of the line could not be decoded."""
    return not text.isascii() and _UNDECODABLE.search(text) is not None


def with_replacements(text: str) -> str:
    """The line with U+FFFD for every byte that could not be decoded."""
    return _UNDECODABLE.sub("\ufffd", text)


_UNDECODABLE = re.compile("[\udc80-\udcff]")


def _encoding(head: bytes, request: Request) -> tuple[int, str]:
    """(length of the byte order mark, encoding) of a file, by its first bytes."""
    if mark := charset.marked(head):
        return len(mark[0]), "utf-8"
    whole = head[: head.rfind(b"\n") + 1] or head
    decoded = charset.decode(whole, (request.encoding,))
    if decoded is None:
        return 0, charset.canonical(request.encoding or "utf-8") or "utf-8"
    if decoded.encoding == "utf-8" and whole.isascii() and request.encoding:
        return 0, charset.canonical(request.encoding) or "utf-8"
    return 0, decoded.encoding
