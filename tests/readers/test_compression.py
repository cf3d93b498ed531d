"""Archives: by magic, all members, none cut short in silence; parts begin at members."""

import bz2
import gzip
import io
import lzma
import random

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import compression
from pipeline.readers.compression import codec_of, decompressed

PACKERS = {
    "gzip": gzip.compress,
    "zstd": zstandard.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}


def unpacked(data: bytes) -> bytes:
    return decompressed(io.BytesIO(data))[0].read()


@pytest.mark.parametrize("name", PACKERS)
def test_compression_is_told_by_magic(name: str) -> None:
    data = PACKERS[name](b"text")
    codec = codec_of(data)
    assert codec is not None
    assert (codec.name, unpacked(data)) == (name, b"text")


@pytest.mark.parametrize("data", [b"", b"t", b"plain text"])
def test_plain_bytes_pass(data: bytes) -> None:
    assert unpacked(data) == data


@pytest.mark.parametrize("name", PACKERS)
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=8), st.booleans())
def test_all_members_are_read(name: str, parts: list[bytes], padded: bool) -> None:
    pack = PACKERS[name]
    body, members = decompressed(io.BytesIO(b"".join(map(pack, parts)) + b"\0" * 512 * padded))
    assert body.read() == b"".join(parts)
    assert members is not None
    assert (len(members.starts), members.warnings) == (len(parts), [])


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize("cut", [0.1, 0.5, 0.99])
def test_cut_archive_raises(name: str, cut: float) -> None:
    whole = PACKERS[name](random.Random(1).randbytes(200_000))
    with pytest.raises(compression.ERRORS):
        unpacked(whole[: int(len(whole) * cut)])


def test_zstd_frames_without_data_are_passed_over() -> None:
    skippable = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"12345"
    frame = zstandard.compress(b"text")
    assert unpacked(frame + skippable + frame) == b"texttext"


@given(st.lists(st.binary(min_size=1, max_size=100), min_size=1, max_size=10), st.data())
def test_parts_of_a_gzip_file_are_its_members(parts: list[bytes], data: st.DataObject) -> None:
    packed = [gzip.compress(p) for p in parts]
    starts = [sum(map(len, packed[:i])) for i in range(len(packed) + 1)]
    cut = data.draw(st.integers(0, len(parts)))
    whole = io.BytesIO(b"".join(packed))
    first = decompressed(whole, 0, starts[cut])[0].read() if cut else b""
    second = decompressed(whole, starts[cut], starts[-1])[0].read() if cut < len(parts) else b""
    assert first + second == b"".join(parts)
