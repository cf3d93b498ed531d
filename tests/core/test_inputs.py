"""Input files: what a path, a folder and a pattern name."""

from pathlib import Path

import pytest

from pipeline.core import inputs
from pipeline.core.errors import DataError
from pipeline.core.filesystem import PATIENCE, _with_limits
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
