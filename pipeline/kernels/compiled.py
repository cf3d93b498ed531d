"""Compiled kernels are kept from run to run and from place to place, under a hash of all their sources.

Numba watches only the file of a function, not the files whose functions and constants were compiled into it:
it would go on with an old constant, or crash on an array that is now shorter than the loop over it. And it
knows a file by path and time, so that every session of a cluster, which unpacks the code into a new folder,
compiled all kernels again: 175 s for 90 documents.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Self

import numba
import xxhash

# sets of compiled kernels that stay: other versions and environments of the same user
KEPT = 4
# What was compiled from these sources; None if it cannot be made, or the user has chosen a folder.
folder: Path | None = None
OURS = ("pipeline", "classifiers")
THEIRS = (
    "UserProvidedCacheLocator",
    "InTreeCacheLocator",
    "UserWideCacheLocator",
    "IPythonCacheLocator",
    "ZipCacheLocator",
)


def digest(folder: Path) -> str:
    """A hash of every source below a folder, and of the interpreter."""
    state = xxhash.xxh3_64(sys.version.encode())
    for path in sorted(folder.rglob("*.py")):
        state.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return state.hexdigest()


def keep_compiled(sources: Path, cache: Path) -> Path | None:
    """The folder for kernels compiled from these sources; the oldest other ones are deleted.

    None if the folder cannot be made.
    """
    current = cache / digest(sources)
    try:
        current.mkdir(parents=True, exist_ok=True)
        os.utime(current)
        others = sorted(cache.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)
    except OSError:
        return None
    for old in others[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return current


class ByModule:
    """Where Numba keeps a function of ours: under the name of its module, whatever folder that lies in.

    Methods and their names are those that Numba asks its locators for."""

    def __init__(self, function: Any, file: str) -> None:
        self._path = os.path.join(numba.config.CACHE_DIR, function.__module__)
        self._line = function.__code__.co_firstlineno
        self._content = xxhash.xxh3_128_hexdigest(Path(file).read_bytes())

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> Self | None:
        """The locator; None for a function of others, and where nothing can be kept."""
        if py_func.__module__.partition(".")[0] not in OURS or not numba.config.CACHE_DIR:
            return None
        try:
            locator = cls(py_func, py_file)
            locator.ensure_cache_path()
        except OSError:
            return None
        return locator

    def ensure_cache_path(self) -> None:
        """Make the folder. Raises OSError if nothing can be written there."""
        os.makedirs(self._path, exist_ok=True)
        tempfile.TemporaryFile(dir=self._path).close()

    def get_cache_path(self) -> str:
        """The folder of the function's module."""
        return self._path

    def get_source_stamp(self) -> str:
        """A hash of the file: another content is compiled again."""
        return self._content

    def get_disambiguator(self) -> str:
        """The line of the function."""
        return str(self._line)


def configure(sources: Path) -> None:
    """Keep what is compiled from `sources`, unless the user has chosen a folder."""
    global folder
    if not os.environ.get("NUMBA_CACHE_LOCATOR_CLASSES"):
        ours = f"{__name__}.{ByModule.__name__}"
        numba.config.CACHE_LOCATOR_CLASSES = ",".join([ours, *THEIRS])
    if os.environ.get("NUMBA_CACHE_DIR"):
        return
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = keep_compiled(sources, home / "malmoi" / "kernels")
    if folder:
        # not by the environment: a child process may run other sources
        numba.config.CACHE_DIR = str(folder)
