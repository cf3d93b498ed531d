"""A package of another author, installed into a temporary folder on the path."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import extractors
from pipeline.core import modules, source
from pipeline.readers import facts, registry

CACHES = (
    registry.installed,
    registry._facts,
    registry._reader,
    registry._identity_of_all,
    facts.facts_in,
    extractors.installed,
    extractors.load,
    modules._digest,
    source.constants,
    source.parsed,
)


def forget() -> None:
    """Do what a new process does: look through the installed packages again."""
    for cached in CACHES:
        cached.cache_clear()
    importlib.invalidate_caches()


def write_modules(folder: Path, package: str, files: dict[str, str]) -> None:
    """A package with an empty __init__ and the given modules; what was imported of it is dropped."""
    (folder / package).mkdir(parents=True, exist_ok=True)
    (folder / package / "__init__.py").write_text("")
    for name, code in files.items():
        (folder / package / f"{name}.py").write_text(code)
    for name in [m for m in sys.modules if m == package or m.startswith(f"{package}.")]:
        del sys.modules[name]


@contextmanager
def installed_package(
    folder: Path, package: str, files: dict[str, str], entry_points: str
) -> Iterator[None]:
    """A package whose metadata offers `entry_points`, in the syntax of entry_points.txt."""
    write_modules(folder, package, files)
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir(exist_ok=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(entry_points)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        forget()
        try:
            yield
        finally:
            for name in [m for m in sys.modules if m.partition(".")[0] == package]:
                del sys.modules[name]
    forget()
