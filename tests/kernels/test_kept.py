"""Arrays beside the compiled kernels: made once for the same sources, never trusted when damaged."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.kernels import compiled, kept
from pipeline.kernels.heuristics import classes
from pipeline.kernels.kept import Arrays
from pipeline.kernels.pii.automaton import Automaton


class Maker:
    """Makes the same arrays, and counts how often."""

    times = 0

    def __call__(self) -> Arrays:
        self.times += 1
        return {"bits": np.arange(7, dtype=np.uint16), "at": np.array([[0, 3], [3, 7]])}


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "folder", tmp_path)
    return tmp_path


def is_made(arrays: Arrays) -> bool:
    expected = Maker()()
    return arrays.keys() == expected.keys() and all(
        np.array_equal(arrays[k], v) and arrays[k].dtype == v.dtype for k, v in expected.items()
    )


def test_arrays_are_made_once(folder: Path, make: Maker) -> None:
    assert is_made(kept.kept("a", make))
    assert is_made(kept.kept("a", make))
    assert make.times == 1
    assert is_made(kept.kept("b", make))
    assert make.times == 2
    assert sorted(p.name for p in folder.iterdir()) == ["a.npz", "b.npz"]


@pytest.mark.parametrize("size", [0, 1, 50, -1])
def test_a_file_that_was_cut_off_is_made_again(folder: Path, make: Maker, size: int) -> None:
    kept.kept("a", make)
    path = folder / "a.npz"
    path.write_bytes(path.read_bytes()[:size])
    assert is_made(kept.kept("a", make))
    assert is_made(kept.kept("a", make))
    assert make.times == 2


def test_a_pickle_in_its_place_is_not_opened(folder: Path, make: Maker) -> None:
    np.save(folder / "a.npy", np.array([{"x": 1}], dtype=object), allow_pickle=True)
    (folder / "a.npy").rename(folder / "a.npz")
    assert is_made(kept.kept("a", make))


def test_arrays_are_made_where_nothing_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, make: Maker
) -> None:
    for place in (None, tmp_path / "missing"):
        monkeypatch.setattr(compiled, "folder", place)
        assert is_made(kept.kept("a", make))
    assert make.times == 2


def test_a_full_disk_leaves_no_part(
    folder: Path, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    assert is_made(kept.kept("a", make))
    assert not list(folder.iterdir())


def test_gates_of_other_packages_have_arrays_of_their_own(folder: Path) -> None:
    texts = np.frombuffer(b"ab 12 cd", np.uint8)
    starts = np.array([0, len(texts)])
    for pattern, first in (("ab", 0), ("cd", 6), ("ab", 0)):
        gates, begins, _ = Automaton([pattern]).matches(texts, starts)
        assert (gates.tolist(), begins.tolist()) == ([0], [first])
    assert len(list(folder.iterdir())) == 2


def test_classes_that_are_read_are_those_that_are_made(folder: Path) -> None:
    classes.table.cache_clear()
    made, read = classes.table(), classes.table.__wrapped__()
    assert np.array_equal(made, read)
    assert made.dtype == read.dtype
    assert made[ord("가")] == classes.bits_of("가")
