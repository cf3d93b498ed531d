"""A scratch folder is gone after its command, and after the next one if the process was killed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.recipe.scratch import HELD, PREFIX, scratch

HOLDING = """
from pipeline.recipe.scratch import scratch
with scratch() as folder:
    (folder / "in").mkdir()
    (folder / "in" / "a.jsonl").write_text("{}")
    print(folder, flush=True)
    input()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this process and of those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def holding() -> tuple[subprocess.Popen[str], Path]:
    """(a process that holds a scratch folder, that folder)."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_folder_is_gone_after_the_block_and_after_an_error(temporary: Path) -> None:
    with scratch() as folder:
        (folder / "file").touch()
        assert folder.parent == temporary
    with pytest.raises(ValueError, match="ended"), scratch():
        raise ValueError("ended")
    assert list(temporary.iterdir()) == []


def test_folder_of_a_killed_process_is_removed_by_the_next_one(temporary: Path) -> None:
    process, left = holding()
    with scratch():
        assert (left / "in" / "a.jsonl").exists()
    process.kill()
    process.communicate()
    assert left.exists()
    with scratch() as folder:
        assert [p.name for p in temporary.iterdir()] == [folder.name]


def test_folders_of_others_stay(temporary: Path) -> None:
    (temporary / f"{PREFIX}mine").mkdir()
    (temporary / "other").mkdir()
    (temporary / "other" / HELD).touch()
    with scratch():
        pass
    assert {p.name for p in temporary.iterdir()} == {f"{PREFIX}mine", "other"}
