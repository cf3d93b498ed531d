"""A folder for the time of one command, which no kill leaves behind for longer than until the next one."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.core.disk import writing

# The beginning of the folder's name, and the file in it that is locked while its process lives.
PREFIX, HELD = "malmoi-scratch-", ".held"


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards, however the block ends; if this process is killed, the next call
    removes it."""
    remove_left()
    with writing(tempfile.gettempdir(), "or set TMPDIR to another folder"):
        folder, held = _held_folder()
    try:
        with writing(str(folder), "or set TMPDIR to another folder"):
            yield folder
    finally:
        # a worker that was killed may still end a write
        for _ in range(20):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.1)
        os.close(held)


def _held_folder() -> tuple[Path, int]:
    """(a new folder, the open file that says that it is used): the system lets the lock on the file go when
    this process ends. It is locked before it is moved into the folder: no other process sees it free."""
    held, name = tempfile.mkstemp(prefix="malmoi-")
    fcntl.flock(held, fcntl.LOCK_EX)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    os.rename(name, folder / HELD)
    return folder, held


def remove_left() -> None:
    """Remove the folders of processes that were killed."""
    for held in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{HELD}"):
        # those of other users, and those that another process removes now
        with suppress(OSError), held.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(held.parent, ignore_errors=True)
