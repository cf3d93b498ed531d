"""Input files: what a path, a folder and a pattern name."""

from pathlib import Path

import pytest

from pipeline.core import inputs
from pipeline.core.errors import DataError
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
