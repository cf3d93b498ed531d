"""Input files: what a path, a folder and a pattern name."""

import os
from pathlib import Path

import pytest

from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.filesystem import PATIENCE, _with_limits
from pipeline.core.store import Store
from tests.faults.outcome import write


def names(path: Path) -> list[str]:
    return [f.name for f in inputs.find(str(path))]


def test_patterns_cross_folders_only_with_two_stars(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": b"", "a.txt": b"", "c/d.txt": b"", "c/.e.txt": b"", ".f/g.txt": b""})
    assert names(tmp_path) == ["a.txt", "b.txt", "c/d.txt"]
    assert names(tmp_path / "*.txt") == ["a.txt", "b.txt"]
    assert names(tmp_path / "**/*.txt") == ["a.txt", "b.txt", "c/d.txt"]


@pytest.mark.parametrize("name", ["a[1].txt", "what?.txt", "*.txt"])
def test_name_that_looks_like_a_pattern_names_the_file(tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: b"x", "a1.txt": b"y"})
    assert names(tmp_path / name) == [name]


def test_linked_folders_are_read_once_and_none_above_the_path(tmp_path: Path) -> None:
    write(tmp_path, {"a/b.txt": b"", "c.txt": b"", "d/e.txt": b"", "d/f/g.txt": b""})
    (tmp_path / "a/up").symlink_to("..")
    (tmp_path / "a/self").symlink_to(".")
    (tmp_path / "a/other").symlink_to(tmp_path / "d")
    (tmp_path / "a/part").symlink_to(tmp_path / "d/f")
    below = ["b.txt", "other/e.txt", "other/f/g.txt"]
    assert names(tmp_path / "a") == names(tmp_path / "a/**/*.txt") == below
    # From above each has a name without links.
    whole = ["a/b.txt", "c.txt", "d/e.txt", "d/f/g.txt"]
    assert names(tmp_path) == names(tmp_path / "**/*.txt") == names(tmp_path / "**") == whole
    assert names(tmp_path / "**/f/*") == ["d/f/g.txt"]


def test_pipe_is_no_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b""})
    os.mkfifo(tmp_path / "p")
    assert names(tmp_path) == names(tmp_path / "*") == ["a.txt"]
    with pytest.raises(DataError, match="p: is a pipe, a socket or a device, not a file"):
        names(tmp_path / "p")


def test_name_that_is_not_utf8_is_one_error_with_the_command_that_mends_it(tmp_path: Path) -> None:
    (tmp_path / "자료 1").mkdir()
    file = os.fsencode(tmp_path / "자료 1") + b"/" + "한글.txt".encode("cp949")
    with open(file, "wb"):
        pass
    with pytest.raises(DataError) as told:
        names(tmp_path / "자료 1")
    assert "자료 1/한글.txt: its name is not UTF-8" in str(told.value)
    assert str(told.value).endswith(f"--notest '{tmp_path}/자료 1'")


def test_path_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.txt: no such file"):
        inputs.find(str(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    "address", ["hf://datasets/some/thing/x.parquet", "https://example.invalid/x.jsonl"]
)
def test_address_that_cannot_be_reached_is_one_line(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise ConnectionError("[Errno -2] Name or service not known\nand a hundred lines more")

    monkeypatch.setattr(inputs, "_remote", unreachable)
    with pytest.raises(DataError) as told:
        inputs.find(address)
    assert address in str(told.value)
    assert len(str(told.value).splitlines()) == 1


def test_silent_retries_of_a_store_end_within_minutes() -> None:
    """By default requests to gs:// are tried again for a quarter of an hour."""
    assert _with_limits("gs://b/x") == f"gs://b/x?retry_limit_seconds={PATIENCE}"
    assert _with_limits("gs://b/x?retry_limit_seconds=5") == "gs://b/x?retry_limit_seconds=5"
    assert _with_limits("s3://b/x?region=eu") == "s3://b/x?region=eu&allow_delayed_open=true"
    assert _with_limits("hf://b/x") == "hf://b/x"


def test_a_file_of_equal_size_and_old_time_is_read_again(tmp_path: Path) -> None:
    path, store = tmp_path / "a.txt", Store(str(tmp_path / "root"))
    path.write_bytes(b"boats")

    def content() -> str:
        (file,) = inputs.identified(inputs.find(str(path)), store)
        return file.content

    first, before = content(), path.stat()
    assert content() == first
    for other in (path, tmp_path / "b"):
        # written in place, then moved into the place, each with the old time of modification
        other.write_bytes(b"BOATS" if other == path else b"bOaTs")
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.replace(path)
        assert content() != first
        first = content()
