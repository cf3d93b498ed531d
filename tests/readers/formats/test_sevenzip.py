"""7z archives: those of another program by every method, hostile ones, and what is rejected with its reason."""

import base64
import io
import lzma
import random
import struct
import zlib
from pathlib import Path

import pytest

from pipeline.readers import DamagedError, Request
from pipeline.readers.formats import sevenzip
from tests.faults.outcome import ingest
from tests.readers.formats import sevenzip_samples

FILES = {
    "가/나.txt": "비가 내리는 밤이었다.\n".encode(),
    "b.jsonl": b'{"text": "line"}\n',
    "empty.txt": b"",
    "c.txt": "그는 말이 없었다.\n".encode(),
}
READ = (
    "lzma2",
    "lzma",
    "copy",
    "bzip2",
    "deflate",
    "delta",
    "x86",
    "plain_header",
    "seven_zip",
    "seven_zip_apart",
)


def archive(name: str) -> bytes:
    """An archive of FILES that py7zr 1.1 or 7-Zip 26 wrote."""
    return base64.b85decode(sevenzip_samples.ARCHIVES[name])


def contents(data: bytes, only: set[str] | None = None, at_once: int = 7) -> dict[str, bytes | str]:
    """Name -> bytes of every member, or its reason; `at_once` bytes are read at a time."""
    found: dict[str, bytes | str] = {}
    for member in sevenzip.members(io.BytesIO(data), Request()):
        if member.reason:
            found[member.name] = member.reason
        elif only is None or member.name in only:
            with member.open() as stream:
                pieces = iter(lambda s=stream: s.read(at_once), b"")
                found[member.name] = b"".join(pieces)
    return found


@pytest.mark.parametrize("method", READ)
def test_members_of_every_method_are_what_was_packed(method: str) -> None:
    assert contents(archive(method)) == FILES


@pytest.mark.parametrize("only", [{"c.txt"}, {"b.jsonl", "c.txt"}, {"가/나.txt"}, set()])
def test_members_that_nobody_opens_are_passed_over(only: set[str]) -> None:
    assert contents(archive("lzma2"), only) == {n: FILES[n] for n in only}


@pytest.mark.parametrize(
    ("method", "reason"), [("ppmd", "7z_unsupported"), ("encrypted", "encrypted")]
)
def test_what_cannot_be_read_has_its_reason(method: str, reason: str) -> None:
    assert {n: r for n, r in contents(archive(method)).items() if FILES[n]} == {
        n: reason for n, data in FILES.items() if data
    }


def test_documents_are_named_by_archive_and_path(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"x/a.7z": archive("lzma2"), "b.7z": archive("ppmd")})
    assert [d["id"] for d in out.documents] == [
        "s/x/a.7z!가/나.txt#1",
        "s/x/a.7z!b.jsonl#1",
        "s/x/a.7z!c.txt#1",
    ]
    assert {r["reason"] for r in out.rejects} == {"7z_unsupported", "empty_file"}


def test_damage_anywhere_is_an_error_or_the_files_as_they_were() -> None:
    """No flipped bit and no cut gives other bytes, another error, or a hang."""
    draws = random.Random(5)
    for method in READ:
        whole = archive(method)
        for _ in range(120):
            data = bytearray(
                whole[: draws.randrange(len(whole))] if draws.random() < 0.3 else whole
            )
            if data:
                data[draws.randrange(len(data))] ^= 1 << draws.randrange(8)
            try:
                found = contents(bytes(data))
            except DamagedError:
                continue
            assert all(FILES.get(n) == d for n, d in found.items() if isinstance(d, bytes))


def listed(body: bytes) -> bytes:
    """An archive whose list of files is `body`."""
    head = struct.pack("<QQI", 0, len(body), zlib.crc32(body))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(head)) + head + body


@pytest.mark.parametrize(
    "body",
    [
        b"\1\4\6\0" + b"\xff" * 9,  # 2**64 streams
        b"\1\5" + b"\xf0\xff\xff\xff\xff" + b"\0",  # four thousand million files without names
        b"\1\4\7\x0b" + b"\xe0\xff\xff\xff" + b"\0",  # blocks without end
        b"\x17" * 40,
        b"\1" + b"\5\0" * 40,
        b"\2",
    ],
)
def test_list_that_promises_too_much_is_damage(body: bytes) -> None:
    with pytest.raises(DamagedError):
        contents(listed(body))


def test_block_that_expands_without_end_stops_at_its_limit(tmp_path: Path) -> None:
    """64 MB of zeros in ten kilobytes."""
    size = 64 << 20
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    packed = lzma.compress(bytes(size), lzma.FORMAT_RAW, filters=filters)
    names = "\0".join(["z.txt", ""]).encode("utf-16-le")
    body = (
        b"\1\4\6\0\1\x09" + number(len(packed)) + b"\0\7\x0b\1\0\1\x21\x21\1\x10\x0c" + number(size)
    )
    body += b"\0\0\5\1\x11" + number(len(names) + 1) + b"\0" + names + b"\0\0"
    data = listed(body)
    bomb = data[:12] + struct.pack("<Q", len(packed)) + data[20:32] + packed + body
    bomb = bomb[:8] + struct.pack("<I", zlib.crc32(bomb[12:32])) + bomb[12:]
    assert len(contents(bomb, at_once=1 << 20)["z.txt"]) == size
    out = ingest(tmp_path, {"a.7z": bomb, "b.txt": b"text"}, max_expansion=10)
    assert [d["text"] for d in out.documents] == ["text"]


def number(value: int) -> bytes:
    """A number of nine bytes, as the format allows for any."""
    return b"\xff" + struct.pack("<Q", value)
