"""Plain text and Markdown: one document a file."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import Batch, Limits, Rejected

RAW = 200
_HANGUL = re.compile("[가-힣]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def read(stream: BinaryIO, limits: Limits) -> Iterator[Batch]:
    """One batch with one record `{text}`; UTF-8 first, then what is declared, then CP949."""
    data = stream.read(limits.max_record + 1)
    if len(data) > limits.max_record:
        yield Batch(rejected=[Rejected(1, "record_too_large", data[:RAW], 0)])
        return
    decoded = decode(data, limits.encoding)
    if decoded is None:
        yield Batch(rejected=[Rejected(1, "encoding", data[:RAW], 0)])
        return
    text, encoding = decoded
    yield Batch([{"text": text}], [1], encodings=[encoding])


def decode(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """(text, encoding) of bytes; None where no reading of them is certain.

    CP949 is believed only if half of what it makes of the bytes beyond ASCII is Hangul: other
    legacy encodings decode as CP949 too, into rare Hanja and symbols.
    """
    for encoding in ("utf-8-sig", declared):
        if encoding:
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except (UnicodeDecodeError, LookupError):
                continue
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return None
    beyond = len(_BEYOND_ASCII.findall(text))
    return (text, "cp949") if 2 * len(_HANGUL.findall(text)) >= beyond else None
