"""A recipe: an ordered list of stages read from YAML, and the fold that runs them over a corpus."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from pipeline.core.errors import RecipeError
from pipeline.core.filesystem import without_secret
from pipeline.core.model import hint
from pipeline.core.paths import expanded
from pipeline.core.stage import ACTS, Stage
from pipeline.recipe.consistent import complaint
from pipeline.recipe.execution import Execution
from pipeline.recipe.history import spelled
from pipeline.recipe.yaml_file import YamlFile
from pipeline.registry import Registry, folders_of, installed

KEYS = ("root", "use", "stages", "execution")
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Recipe:
    """The root of the output, the stages in order, and how they are executed."""

    root: str
    stages: tuple[Stage, ...]
    execution: Execution = field(default_factory=Execution)
    path: str = "(made in Python)"
    # Modules that define further stages.
    use: tuple[str, ...] = ()
    # Folders in which workers find these modules.
    folders: tuple[str, ...] = ()

    @staticmethod
    def of(root: str | Path, *stages: Stage, **execution: Any) -> "Recipe":
        """A recipe of stages made in Python, with the checks that a YAML file gets.

        `execution` are the fields of the key `execution`: executor="local", workers=4. Raises RecipeError
        for stages in a wrong order and for wrong fields.
        """
        path = Recipe.path
        for stage in stages:
            if not isinstance(stage, Stage):
                made = getattr(stage, "__name__", None)
                meant = f"; did you mean {made}()?" if made else ""
                raise RecipeError(
                    f"expected stages, such as Ingest(sources=...), got {stage!r}{meant}"
                )
        _check_order(path, lambda stage: path, stages)
        folders = folders_of(type(s) for s in stages)
        return Recipe(str(root), stages, Execution(**execution), path, (), folders)

    def names(self) -> list[str]:
        """The names of the stages, in order."""
        return [s.name() for s in self.stages]

    def spelled(self) -> dict[str, Any]:
        """The recipe as plain values, as YAML would hold them."""
        stages = {s.name(): spelled(s) for s in self.stages}
        whole = {"root": self.root, "use": list(self.use), "stages": stages}
        return {k: v for k, v in {**whole, "execution": spelled(self.execution)}.items() if v}


def read(
    path: str | Path,
    root: str | None = None,
    settings: Iterable[str] = (),
    options: Mapping[str, Any] | None = None,
) -> Recipe:
    """The recipe in a YAML file, validated; `settings` are `stage.field=value` overrides, `options` fields of
    the key `execution` that an option of the same name gives; those that are None do not count.

    Relative source paths resolve against the recipe's folder, a relative root against the current
    one. Raises RecipeError naming file, line, key and what was expected.
    """
    file = YamlFile.read(path)
    for setting in settings:
        file.override(setting)
    for name, value in (options or {}).items():
        if value is not None:
            file.override(f"execution.{name}={value}", f"--{name} {value}")
    for key in file.data.keys() - set(KEYS):
        raise RecipeError(
            f"{file.at((key,))}: unknown key {key!r}; expected one of {', '.join(KEYS)}"
        )
    # the address itself may hold a key
    at_root = "--root" if root else f"{path}: root"
    root = root or file.data.get("root")
    if not isinstance(root, str):
        raise RecipeError(
            f"{path}: key 'root' is missing: the folder (or s3:// address) of the output"
        )
    try:
        root = expanded(without_secret(root))
    except ValueError as error:
        raise RecipeError(f"{at_root}: {error}") from None
    stages = file.data.get("stages")
    if not isinstance(stages, dict) or not stages:
        raise RecipeError(
            f"{path}: key 'stages' is missing or empty: expected stage names with their fields"
        )
    use = _used(file)
    registry = installed().using(use, file.folder)
    built = tuple(_stage(file, name, fields, registry) for name, fields in stages.items())
    _check_order(str(path), lambda stage: file.at(("stages", stage)), built)
    if wrong := complaint(built):
        stage, what = wrong
        raise RecipeError(f"{file.at(('stages', stage))}: {what}")
    execution = file.validated(Execution, ("execution",), file.data.get("execution") or {})
    return Recipe(root, built, execution, str(path), tuple(use), registry.folders)


def read_as(model: type[Model], path: str | Path, what: str = "recipe") -> Model:
    """A YAML file of another kind as its model; messages call it `what`. Raises RecipeError naming file, line
    and key."""
    file = YamlFile.read(path, what)
    return file.validated(model, (), file.data)


def _used(file: YamlFile) -> list[str]:
    """The modules of the key `use`. Raises RecipeError if the value is not a list of names."""
    use = file.data.get("use")
    modules = [use] if isinstance(use, str) else use or []
    if not isinstance(modules, list) or not all(isinstance(m, str) for m in modules):
        raise RecipeError(f"{file.at(('use',))}: expected names of Python modules, got {use!r}")
    for module in modules:
        if module.endswith(".py"):
            name = module.removesuffix(".py").replace("/", ".").strip(".")
            raise RecipeError(
                f"{file.at(('use',))}: {module} is a file; give the name of its module: {name}"
            )
    return modules


def _stage(file: YamlFile, name: Any, fields: Any, registry: Registry) -> Stage:
    key = ("stages", str(name))
    if name not in registry.names():
        raise RecipeError(f"{file.at(key)}: unknown stage{hint(str(name), registry.names())}")
    if not isinstance(fields, dict | None):
        raise RecipeError(f"{file.at(key)}: expected a mapping of fields, got {fields!r}")
    return file.validated(registry.load(name), key, fields or {})


def _check_order(path: str, at: Callable[[str], str], stages: Sequence[Stage]) -> None:
    """Raises RecipeError unless rewrites come before marks, marks before builds, and ingest first. A stage
    that reads what another one built may mark behind it."""
    for before, after in zip(stages, stages[1:], strict=False):
        is_earlier = ACTS.index(after.act) < ACTS.index(before.act)
        if is_earlier and not (after.act == "mark" and after.reads_built):
            raise RecipeError(
                f"{at(after.name())}: a stage that {after.act}s cannot follow {before.name()}, which "
                f"{before.act}s; the order is always {', '.join(ACTS)}"
            )
    names = [s.name() for s in stages]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise RecipeError(
            f"{at(twice[0])}: stage {twice[0]} is in the recipe twice; remove one of them"
        )
    if not names or names[0] != "ingest":
        raise RecipeError(f"{path}: the first stage must be ingest, not {(names or ['none'])[0]}")
