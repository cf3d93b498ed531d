"""Where compiled kernels are kept: under a hash of their sources, so that none is older than what it was made of."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numba

import pipeline.kernels
from pipeline.kernels.compiled import KEPT, digest, keep_compiled


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_any_change_of_any_source_is_another_folder(tmp_path: Path) -> None:
    before = digest(write(tmp_path / "s", a="MOST = 1", b__c="x = 2"))
    assert digest(tmp_path / "s") == before
    assert digest(write(tmp_path / "s", b__c="x = 3")) != before
    assert digest(write(tmp_path / "s", b__c="x = 2")) == before
    assert digest(write(tmp_path / "s", d="")) != before


def test_oldest_folders_go(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        own = keep_compiled(write(tmp_path / "s", a=str(number)), tmp_path / "cache")
        assert own is not None
        os.utime(own, (number, number))
    assert len(list((tmp_path / "cache").iterdir())) == KEPT
    assert keep_compiled(tmp_path / "s", tmp_path / "cache") == own


def test_without_a_place_to_write_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert keep_compiled(write(tmp_path / "s", a=""), tmp_path / "file" / "cache") is None


def test_kernels_are_kept_under_the_hash_of_their_sources() -> None:
    sources = Path(pipeline.kernels.__path__[0])
    assert Path(numba.config.CACHE_DIR).name == digest(sources)


def run_from(place: Path, cache: Path) -> tuple[str, int, int]:
    """(file of a kernel, functions loaded, functions compiled) of a process whose code lies in `place`."""
    script = """
from pipeline.kernels.components import numba as components
import numpy as np
components.components(np.array([0, 1, 5]), np.array([1, 2, 6]))
functions = [f for f in vars(components).values() if hasattr(f, "stats")]
hits = sum(sum(f.stats.cache_hits.values()) for f in functions)
misses = sum(sum(f.stats.cache_misses.values()) for f in functions)
print(components.__file__, hits, misses)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place), "XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    file, hits, misses = done.stdout.split()
    return file, int(hits), int(misses)


def test_code_that_is_unpacked_elsewhere_finds_its_compiled_kernels(tmp_path: Path) -> None:
    """As in each session of a cluster: another folder, and other times."""
    package = Path(pipeline.kernels.__path__[0]).parent
    for place in ("one", "two"):
        shutil.copytree(package, tmp_path / place / "pipeline", copy_function=shutil.copyfile)
    first, hits, compiled = run_from(tmp_path / "one", tmp_path / "cache")
    assert first.startswith(str(tmp_path / "one"))
    assert compiled > 0
    assert hits == 0
    second, hits, again = run_from(tmp_path / "two", tmp_path / "cache")
    assert second.startswith(str(tmp_path / "two"))
    assert hits > 0
    assert again == 0
    source = tmp_path / "two" / "pipeline" / "kernels" / "hashing.py"
    source.write_text(source.read_text() + "\nMORE = 1\n")
    assert run_from(tmp_path / "two", tmp_path / "cache")[2] == compiled
