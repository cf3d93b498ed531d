"""Detection: what the first bytes say, what the name says, and when the two contradict each other."""

import io
import tarfile

import pytest

from pipeline.readers.detect import format_of, format_of_folder, formats_by_name, odd_name
from pipeline.readers.registry import installed
from tests.readers.samples import RECORDS, TABLE, ipc, parquet_bytes, tar


def old_tar() -> bytes:
    """An archive of the format before ustar, which has no magic number."""
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return sink.getvalue().replace(b"ustar", b"\0\0\0\0\0")


@pytest.mark.parametrize("name", ["a", "a.txt", "a.jsonl.gz", "a.unknown"])
@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (parquet_bytes(TABLE), "parquet"),
        (ipc(TABLE, "file"), "arrow"),
        (ipc(TABLE, "stream"), "arrow"),
        (RECORDS[0], "warc"),
        (b"\xef\xbb\xbf\n <mediawiki xmlns=''>", "mediawiki"),
        (tar({"b.txt": b"text"}), "tar"),
    ],
)
def test_magic_bytes_decide_whatever_the_name(name: str, head: bytes, expected: str) -> None:
    assert format_of(installed(), name, head[:4096]) == expected


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.json", b" [{", "json"),
        ("a.json", b"\xef\xbb\xbf[", "json"),
        ("a.json", b"{", "jsonl"),
        ("a.json", b"", "jsonl"),
        ("a.jsonl", b"[", "jsonl"),
        ("a.ndjson.zst", b"{", "jsonl"),
        ("d.csv/a.TSV.bz2", b"", "csv"),
        ("d.csv/a", b"", None),
        ("a.xhtml", b"<?xml", "html"),
        ("a.md", b"<!DOCTYPE html>", "text"),
        ("a", b" \n<!DOCTYPE HTML><p>", "html"),
        ("a.php", b"<HTML>", "html"),
        ("a.php", b"<p>", None),
        ("a.tgz", old_tar(), "tar"),
        ("a", old_tar(), None),
        ("a.warc.wet.gz", b"", "warc"),
        ("jsonl", b"{", None),
    ],
)
def test_name_decides_where_the_bytes_leave_it_open(
    name: str, head: bytes, expected: str | None
) -> None:
    assert format_of(installed(), name, head) == expected


@pytest.mark.parametrize(
    ("name", "found", "codec", "expected"),
    [
        ("a.json", "json", None, None),
        ("a.json", "jsonl", None, None),
        ("a.json", "parquet", None, "named_json_is_parquet"),
        ("a.tgz", "tar", "gzip", None),
        ("a.tgz", "tar", None, "named_gzip_is_plain"),
        ("a.tar.xz", "tar", "gzip", "named_xz_is_gzip"),
        ("a.csv", "arrow", None, "named_csv_is_arrow"),
        ("a.csv", None, None, None),
        ("a.bin", "arrow", "zstd", "named_plain_is_zstd"),
    ],
)
def test_name_that_contradicts_the_bytes_is_a_warning(
    name: str, found: str | None, codec: str | None, expected: str | None
) -> None:
    assert odd_name(installed(), name, found, codec) == expected


def test_folder_is_recognized_by_its_markers_and_data() -> None:
    assert format_of_folder(installed(), ["state.json", "data.arrow"]) == "huggingface"
    assert format_of_folder(installed(), ["a/dataset_dict.json", "a/b/x.arrow"]) == "huggingface"
    assert format_of_folder(installed(), ["state.json", "a.jsonl"]) is None
    assert format_of_folder(installed(), ["x.arrow", "old_state.json"]) is None
    assert formats_by_name(installed(), "x.arrow") == ("arrow",)


def test_bytes_that_could_be_utf16_have_the_format_of_their_magic() -> None:
    assert format_of(installed(), "a.json", b"PAR1" + b"\0a" * 200) == "parquet"
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n글\n"
    assert format_of(installed(), "a", text.encode("utf-16-be")) == "subtitles"
