"""Modules that are chosen by name: the files of a folder, and what installed packages offer.

Code that is loaded by name is not reachable through import statements, so each such module carries an
identity of its own.
"""

import importlib
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from pipeline.core.code import module_digest
from pipeline.core.errors import RecipeError
from pipeline.core.source import remembered


@dataclass(frozen=True)
class NamedModule:
    """A module under the name by which recipes choose it. Subclasses state what KIND it is."""

    KIND: ClassVar = "module"

    name: str
    module: str

    def file(self) -> Path:
        """The source file, found without importing the module. Raises RecipeError if it is missing."""
        try:
            spec = find_spec(self.module)
        except ImportError:
            spec = None
        if spec is None or not spec.has_location or spec.origin is None:
            raise RecipeError(
                f"{self.KIND} {self.name}: the module {self.module} is not installed; repair or remove "
                "the package that offers it"
            )
        return Path(spec.origin)

    def imported(self) -> ModuleType:
        """The module itself. Raises RecipeError if it cannot be imported."""
        try:
            return importlib.import_module(self.module)
        except ImportError as error:
            raise RecipeError(
                f"{self.KIND} {self.name}: {self.module} cannot be imported: {error}"
            ) from error

    def identity(self) -> dict[str, Any]:
        """The name, and a hash of the module's code."""
        return {self.KIND: self.name, "code": _digest(self.module)}


@remembered
def _digest(module: str) -> str:
    """The digest of a module. Cached: every unit of work asks for it, up to 100,000 times a run."""
    return module_digest(module)


def in_package(package: str) -> dict[str, str]:
    """Name -> dotted module of the public files of a package, sorted by name."""
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    files = [file for folder in folders or () for file in Path(folder).glob("*.py")]
    names = sorted(file.stem for file in files if not file.stem.startswith("_"))
    return {name: f"{package}.{name}" for name in names}


def of_group(group: str) -> dict[str, str]:
    """Name -> dotted module of an entry-point group, over all installed packages, sorted by name."""
    entries = sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value))
    return {entry.name: entry.value for entry in entries}


def named_modules(package: str, group: str | None = None) -> dict[str, str]:
    """Name -> dotted module: those of a package, then those of a group; the package's own names win."""
    shipped = in_package(package)
    offered = of_group(group) if group else {}
    return shipped | {name: module for name, module in offered.items() if name not in shipped}
