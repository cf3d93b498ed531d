"""Arrays that only the sources decide, made once for all processes: they lie beside the compiled kernels.

A worker that reads them begins its first shard a second earlier than one that makes them."""

import contextlib
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from pipeline.kernels import compiled

Arrays = dict[str, np.ndarray]


def kept(name: str, make: Callable[[], Arrays]) -> Arrays:
    """The arrays that `make` returns; read from the file `name` if it was written for the same sources.

    `make` may depend on nothing but the sources of the kernels and `name`. A file that is damaged or cannot
    be written costs time and nothing else."""
    if compiled.folder is None:
        return make()
    path = compiled.folder / f"{name}.npz"
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {key: stored[key] for key in stored.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        arrays = make()
    with contextlib.suppress(OSError):
        _write(path, arrays)
    return arrays


def _write(path: Path, arrays: Arrays) -> None:
    """Write the file whole or not at all: other processes may read or write it at the same time."""
    number, beside = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    try:
        with os.fdopen(number, "wb") as out:
            np.savez(out, allow_pickle=False, **arrays)
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise
