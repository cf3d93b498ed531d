"""Tar archives: members as files, members of unknown formats, damaged archives."""

import gzip
from pathlib import Path

import pytest

from pipeline.core.errors import DataError
from tests.faults.outcome import ingest
from tests.readers.samples import PAGE, tar


def test_members_of_a_tar_are_read_as_files_are(tmp_path: Path) -> None:
    lines = b'{"text": "one"}\n{"text": "two"}\n'
    data = tar(
        {"a/1.html": PAGE.encode(), "b.md": "# 글".encode(), "c.jsonl": lines, "d.xyz": b"?"}
    )
    out = ingest(tmp_path, {"x.tar.gz": gzip.compress(data)})
    assert [d["id"] for d in out.documents] == [
        "s/x.tar.gz!a/1.html#1",
        "s/x.tar.gz!b.md#1",
        "s/x.tar.gz!c.jsonl#1",
        "s/x.tar.gz!c.jsonl#2",
    ]
    assert [(r["file"], r["reason"]) for r in out.rejects] == [("x.tar.gz!d.xyz", "unknown_format")]
    assert [(f["file"], f["format"], f["records"]) for f in out.files] == [
        ("x.tar.gz!a/1.html", "html", 1),
        ("x.tar.gz!b.md", "text", 1),
        ("x.tar.gz!c.jsonl", "jsonl", 2),
        ("x.tar.gz!d.xyz", None, 1),
        ("x.tar.gz", "tar", 0),
    ]


@pytest.mark.parametrize("cut", [700, 1600])
def test_cut_archive_stops_the_run(tmp_path: Path, cut: int) -> None:
    data = tar({"a.txt": b"a" * 600, "b.txt": b"b" * 600, "c.txt": b"c" * 600})
    with pytest.raises(DataError, match=r"x\.tar: damaged"):
        ingest(tmp_path, {"x.tar": data[:cut]})


def test_archive_without_its_end_mark_is_read_with_a_warning(tmp_path: Path) -> None:
    data = tar({"a.txt": b"a" * 600})
    out = ingest(tmp_path, {"x.tar": data[: 3 * 512]})
    assert (len(out.texts), out.warnings) == (1, ["no_end_mark"])
    assert ingest(tmp_path, {"x.tar": data}).warnings == []


def test_checksum_behind_the_end_of_an_archive_is_checked(tmp_path: Path) -> None:
    whole = gzip.compress(tar({"a.txt": "글".encode()}) + bytes(1 << 20))
    assert ingest(tmp_path, {"a.tar.gz": whole}, root="whole").texts == ["글"]
    bad = whole[:-8] + bytes(4) + whole[-4:]
    with pytest.raises(DataError, match=r"a\.tar\.gz: damaged"):
        ingest(tmp_path, {"a.tar.gz": bad}, root="bad")


def test_flipped_byte_inside_a_member_stops_the_run(tmp_path: Path) -> None:
    """Behind a break in the stream no later member can be found: to go on would lose them in silence."""
    members = {f"{n}.txt": bytes(range(256)).hex().encode() * 40 for n in range(20)}
    data = bytearray(gzip.compress(tar(members), 1))
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(DataError, match=r"x\.tar\.gz: damaged"):
        ingest(tmp_path, {"x.tar.gz": bytes(data)})
