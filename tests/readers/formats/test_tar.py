"""Tar archives: members as documents, members of unknown formats, damaged archives."""

import gzip
import json
from pathlib import Path

import pytest

from pipeline.core.errors import DataError
from pipeline.readers import DamagedError
from tests.faults.outcome import ingest
from tests.readers.reading import read
from tests.readers.samples import PAGE, tar


def test_members_of_a_tar_are_documents() -> None:
    data = tar({"a/1.html": PAGE.encode(), "b.md": "# 글".encode(), "c.json": b"{}"})
    out = read("tar", gzip.compress(data))
    assert (out.numbers, out.rejected) == ([1, 2], [(3, "unknown_format")])
    assert [json.loads(m)["member"] for m in out.columns["meta"]] == ["a/1.html", "b.md"]
    with pytest.raises((DamagedError, EOFError)):
        read("tar", data[: len(data) // 8])


def test_checksum_behind_the_end_of_an_archive_is_checked(tmp_path: Path) -> None:
    whole = gzip.compress(tar({"a.txt": "글".encode()}) + bytes(1 << 20))
    assert ingest(tmp_path, {"a.tar.gz": whole}, root="whole").texts == ["글"]
    bad = whole[:-8] + bytes(4) + whole[-4:]
    with pytest.raises(DataError, match=r"a\.tar\.gz: damaged"):
        ingest(tmp_path, {"a.tar.gz": bad}, root="bad")
