"""The names that a recipe may use: stages and kernels, shipped, installed or the user's own."""

import importlib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from pipeline.core.code import OURS, is_local
from pipeline.core.errors import RecipeError
from pipeline.core.kernel import Kernels
from pipeline.core.own import imported
from pipeline.core.stage import Stage
from pipeline.stages import GROUP, STAGES

KERNELS = Kernels("pipeline.kernels")


@dataclass(frozen=True)
class Registry:
    """Stages by name, each as `module:Class` or as the class itself."""

    stages: Mapping[str, str | type[Stage]]
    # Folders that must be on the path of workers.
    folders: tuple[str, ...] = field(default=())

    def names(self) -> tuple[str, ...]:
        """Every stage, in the order of a usual recipe; those of other packages last."""
        return tuple(self.stages)

    def load(self, name: str) -> type[Stage]:
        """The class of a stage. Raises RecipeError if no stage has that name."""
        if name not in self.stages:
            raise RecipeError(f"unknown stage {name!r}; stages are: {', '.join(self.stages)}")
        stage = self.stages[name]
        return stage if isinstance(stage, type) else _loaded(name, stage)

    def using(self, modules: Iterable[str], folder: Path) -> "Registry":
        """This registry with the stages that the given modules define; modules beside the recipe in
        `folder` are found as well. Raises RecipeError if a module cannot be imported or has no stage."""
        modules = list(modules)
        if not modules:
            return self
        stages = dict(self.stages)
        for name in modules:
            for stage in _stages_of(name, folder):
                stages[stage.name()] = stage
        return Registry(stages, (*self.folders, str(folder)))


def folders_of(stages: Iterable[type[Stage]]) -> tuple[str, ...]:
    """The folders that must be on the path of workers for these classes: none for installed packages."""
    folders = set[str]()
    for stage in stages:
        top = stage.__module__.partition(".")[0]
        origin = getattr(sys.modules.get(top), "__file__", None)
        if origin and top != "__main__" and top not in OURS and is_local(top):
            path = Path(origin)
            folders.add(str(path.parents[1] if path.name == "__init__.py" else path.parent))
    return tuple(sorted(folders))


def _stages_of(name: str, folder: Path) -> list[type[Stage]]:
    try:
        module = imported(name, folder)
    except Exception as error:  # the user's module may raise what it likes
        raise RecipeError(f"use: {name}: cannot be imported: {error}") from None
    stages = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Stage) and value.__module__ == name
    ]
    stages = [s for s in stages if hasattr(s, "act") and not s.__name__.startswith("_")]
    if not stages:
        raise RecipeError(f"use: {name}: this module defines no stage")
    return stages


def _loaded(name: str, address: str) -> type[Stage]:
    module, _, attribute = address.partition(":")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise RecipeError(f"stage {name}: {address} cannot be imported: {error}") from error


@cache
def installed() -> Registry:
    """The shipped stages, then those that installed packages offer as entry points `malmoi.stages`."""
    offered = {e.name: e.value for e in entry_points(group=GROUP)}
    return Registry({**STAGES, **{n: v for n, v in sorted(offered.items()) if n not in STAGES}})
