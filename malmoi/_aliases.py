"""`malmoi.pipeline` and `malmoi.classifiers`: the modules `pipeline` and `classifiers` under one name."""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

UNDER = ("malmoi.pipeline", "malmoi.classifiers")


class _Same(Loader):
    """Gives the module of the plain name; a second copy would define every class twice."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(spec.name.removeprefix("malmoi."))
        self.spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        # the import system has put the alias's spec there; the module has run under its own
        module.__spec__ = self.spec


class _Finder(MetaPathFinder):
    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not any(name == under or name.startswith(f"{under}.") for under in UNDER):
            return None
        return ModuleSpec(name, _Same(), is_package=True)


def install() -> None:
    """Make the aliases importable; a second call changes nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        # before the finder of files, which would load a second copy from pipeline.__path__
        sys.meta_path.insert(0, _Finder())
