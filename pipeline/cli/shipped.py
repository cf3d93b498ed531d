"""The recipes that ship: the folder configs/, inside the package when it is installed from a wheel."""

from pathlib import Path

import pipeline
from pipeline.core.errors import RecipeError

_PACKAGE = Path(pipeline.__file__).parent


def folder() -> Path:
    """The folder of the shipped recipes: pipeline/configs of a wheel, configs/ of a checkout."""
    inside = _PACKAGE / "configs"
    return inside if inside.is_dir() else _PACKAGE.parent / "configs"


def names() -> list[str]:
    """The shipped recipes by name: demo, classifiers/quality_ko, ..."""
    root = folder()
    return sorted(p.relative_to(root).with_suffix("").as_posix() for p in root.rglob("*.yaml"))


def path(name: str) -> Path:
    """The file of a shipped recipe. Raises RecipeError if none has that name."""
    if name not in names():
        raise RecipeError(f"no shipped recipe is called {name!r}; they are: {', '.join(names())}")
    return folder() / f"{name}.yaml"
