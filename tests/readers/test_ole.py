"""What OLE files state about themselves: code pages, UTF-16, times; damage costs the statement alone."""

import io
import struct
import time

import olefile
import pytest

from pipeline.readers.ole import SUMMARY, summary
from tests.readers import office

# 2024-05-01T09:00:00.5 in ten millionths of a second since 1601.
MAY = 133_590_276_005_000_000


def properties(values: dict[int, bytes]) -> bytes:
    """The stream of a summary: number -> type and value of each property."""
    table, body, at = b"", b"", 8 + 8 * len(values)
    for number, value in values.items():
        table += struct.pack("<II", number, at + len(body))
        body += value
    section = struct.pack("<II", at + len(body), len(values)) + table + body
    return (
        b"\xfe\xff"
        + b"\0" * 22
        + struct.pack("<I", 1)
        + b"\0" * 16
        + struct.pack("<I", 48)
        + section
    )


def number(value: int) -> bytes:
    return struct.pack("<IhH", 2, value, 0)


def text(words: str, page: str | None = None) -> bytes:
    if page is None:
        return struct.pack("<II", 31, len(words) + 1) + words.encode("utf-16-le") + b"\0\0"
    data = words.encode(page) + b"\0"
    return struct.pack("<II", 30, len(data)) + data


def stated(stream: bytes) -> tuple[str | None, str | None, str | None]:
    with olefile.OleFileIO(io.BytesIO(office.ole({SUMMARY: stream}))) as ole:
        return summary(ole)


@pytest.mark.parametrize(("page", "code"), [("cp949", 949), ("utf-8", -535), ("cp1252", 1252)])
def test_title_author_and_time(page: str, code: int) -> None:
    title = "café" if page == "cp1252" else "똠방각하"
    values = {
        1: number(code),
        2: text(title, page),
        4: text("홍길동"),
        13: struct.pack("<IQ", 64, MAY),
    }
    assert stated(properties(values)) == (title, "홍길동", "2024-05-01T09:00:00.500000")


def test_what_is_missing_or_of_another_type_is_not_stated() -> None:
    assert stated(properties({4: text(" ")})) == (None, None, None)
    assert stated(properties({2: number(7), 13: struct.pack("<IQ", 64, 0)})) == (None, None, None)
    with olefile.OleFileIO(io.BytesIO(office.ole({"Other": b"x"}))) as ole:
        assert summary(ole) == (None, None, None)


def test_damage_ends_at_once() -> None:
    """A vector of four thousand million values kept olefile busy for minutes."""
    vector = struct.pack("<III", 0x1000 | 31, 0xFFFFFFFF, 0)
    whole = properties({12: vector, 2: text("제목")})
    started = time.monotonic()
    assert stated(whole)[0] == "제목"
    for cut in range(0, len(whole), 7):
        stated(whole[:cut])
    assert stated(whole[:44] + b"\xff" * 8)[0] is None
    assert time.monotonic() - started < 5
