"""Pure functions on Arrow and NumPy arrays: no storage, no configuration, no stages.

Compiled kernels are kept from run to run. Numba watches only the file of a function, not the files whose
functions and constants were compiled into it: it would go on with an old constant, or crash on an array that
is now shorter than the loop over it. Therefore the cache is a folder named by a hash of all sources.
"""

import os
import shutil
import sys
from pathlib import Path

import numba
import xxhash

# sets of compiled kernels that stay: other versions and environments of the same user
KEPT = 4


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
    folder = cache / digest(sources)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
        others = sorted(cache.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)
    except OSError:
        return None
    for old in others[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def _configure() -> None:
    # the user has chosen a folder
    if os.environ.get("NUMBA_CACHE_DIR"):
        return
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    if folder := keep_compiled(Path(__file__).parent, home / "malmoi" / "kernels"):
        # not by the environment: a child process may run other sources
        numba.config.CACHE_DIR = str(folder)


_configure()
