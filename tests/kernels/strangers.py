"""A copy of the package with one file more, run in a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pipeline


def run_with(folder: Path, added: str, source: str, script: str) -> str:
    """Standard output of a script that imports a copy of `pipeline` with the file `added` in it.

    Fails with the error output if the script does.
    """
    package = Path(pipeline.__path__[0])
    shutil.copytree(package, folder / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / "pipeline" / added
    assert not path.exists(), path
    path.write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
