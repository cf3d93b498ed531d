"""A recipe: an ordered list of stages read from YAML, and the fold that runs them over a corpus."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from pipeline.core.code import forget
from pipeline.core.corpus import CORPUS_FILE, Corpus, record_of, restore
from pipeline.core.dataset import Dataset, Store
from pipeline.core.errors import JobError, MalmoiError, RecipeError
from pipeline.core.executor import Executor
from pipeline.core.job import Job
from pipeline.core.paths import fields_of
from pipeline.core.progress import Progress, Silent
from pipeline.core.stage import ACTS, Stage
from pipeline.execution import Deferred, Execution, open_executor
from pipeline.history import remembered, spelled
from pipeline.registry import KERNELS, Registry, folders_of, installed
from pipeline.yaml_file import YamlFile, hint

KEYS = ("root", "use", "stages", "execution")
LOCK_FILE = ".lock"
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
        for stages in a wrong order.
        """
        path = Recipe.path
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


def read(path: str | Path, root: str | None = None, settings: Iterable[str] = ()) -> Recipe:
    """The recipe in a YAML file, validated; `settings` are `stage.field=value` overrides.

    Relative source paths resolve against the recipe's folder, a relative root against the current
    one. Raises RecipeError naming file, line, key and what was expected.
    """
    file = YamlFile.read(path)
    for setting in settings:
        file.override(setting)
    for key in file.data.keys() - set(KEYS):
        raise RecipeError(
            f"{file.at((key,))}: unknown key {key!r}; expected one of {', '.join(KEYS)}"
        )
    root = root or file.data.get("root")
    if not isinstance(root, str):
        raise RecipeError(
            f"{path}: key 'root' is missing: the folder (or s3:// address) of the output"
        )
    stages = file.data.get("stages")
    if not isinstance(stages, dict) or not stages:
        raise RecipeError(
            f"{path}: key 'stages' is missing or empty: expected stage names with their fields"
        )
    use = _used(file)
    registry = installed().using(use, file.folder)
    built = tuple(_stage(file, name, fields, registry) for name, fields in stages.items())
    _check_order(str(path), lambda stage: file.at(("stages", stage)), built)
    execution = file.validated(Execution, ("execution",), file.data.get("execution") or {})
    return Recipe(root, built, execution, str(path), tuple(use), registry.folders)


def read_as(model: type[Model], path: str | Path) -> Model:
    """A YAML file of another kind as its model. Raises RecipeError naming file, line and key."""
    file = YamlFile.read(path)
    return file.validated(model, (), file.data)


def _used(file: YamlFile) -> list[str]:
    """The modules of the key `use`. Raises RecipeError if the value is not a list of names."""
    use = file.data.get("use")
    modules = [use] if isinstance(use, str) else use or []
    if not isinstance(modules, list) or not all(isinstance(m, str) for m in modules):
        raise RecipeError(f"{file.at(('use',))}: expected names of Python modules, got {use!r}")
    return modules


def _stage(file: YamlFile, name: Any, fields: Any, registry: Registry) -> Stage:
    key = ("stages", str(name))
    if name not in registry.names():
        raise RecipeError(f"{file.at(key)}: unknown stage{hint(str(name), registry.names())}")
    if not isinstance(fields, dict | None):
        raise RecipeError(f"{file.at(key)}: expected a mapping of fields, got {fields!r}")
    return file.validated(registry.load(name), key, fields or {})


def _check_order(path: str, at: Callable[[str], str], stages: Sequence[Stage]) -> None:
    """Raises RecipeError unless rewrites come before marks, marks before builds, and ingest first."""
    for before, after in zip(stages, stages[1:], strict=False):
        if ACTS.index(after.act) < ACTS.index(before.act):
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


# -- the fold --------------------------------------------------------------------------------


def run(
    recipe: Recipe,
    only: str | None = None,
    replace_stale: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Run every stage (or `only` one, on what the previous one left); returns the corpus.

    Raises RecipeError, DataError, JobError, StaleOutput or ConservationError.
    """
    store = Store(recipe.root)
    first = recipe.names().index(only) if only else 0
    forget()
    with _locked(store):
        store.sweep()
        corpus = _previous(store, recipe, first)
        steps = recipe.stages[first : first + 1] if only else recipe.stages
        for step in steps:
            step.check(recipe.names()[: recipe.stages.index(step)])
        owned = executor is None
        executor = executor or Deferred(lambda: open_executor(recipe.execution, recipe.folders))
        try:
            with remembered(store, recipe.spelled(), [s.name() for s in steps]):
                corpus = _folded(store, recipe, steps, corpus, executor, progress, replace_stale)
        finally:
            if owned:
                executor.close()
    return corpus


def _folded(
    store: Store,
    recipe: Recipe,
    steps: Sequence[Stage],
    corpus: Corpus,
    executor: Executor,
    progress: Progress | None,
    replace_stale: bool,
) -> Corpus:
    """The corpus after each of the stages in turn."""
    names, standing = recipe.names(), set[str]()
    for step in steps:
        job = Job(
            store,
            step.name(),
            executor,
            progress or Silent(),
            replace_stale,
            KERNELS,
            tuple(sorted(recipe.execution.backends.items())),
            recipe.execution.gpus,
            {"fields": fields_of(step), "corpus": corpus.identity()},
            tuple(names[names.index(step.name()) + 1 :]),
            standing,
        )
        before = corpus.fingerprint
        corpus = step.run(corpus, job)
        corpus = replace(corpus, trail=(*corpus.trail, step.name()))
        _remember(store, corpus, step.name(), before)
    return corpus


def left_before(recipe: Recipe, stage: str) -> Corpus | None:
    """The corpus after the stage before `stage`, in the recipe's root; None if that stage has not run."""
    place = recipe.names().index(stage)
    if place == 0:
        return None
    try:
        return _previous(Store(recipe.root), recipe, place)
    except MalmoiError:
        return None


def _previous(store: Store, recipe: Recipe, first: int) -> Corpus:
    if first == 0:
        return Corpus(Dataset.empty(store))
    wanted = recipe.names()[first - 1]
    for record in (store.read_json(CORPUS_FILE) or {"stages": []})["stages"]:
        if record["stage"] == wanted:
            return restore(store, record)
    name = wanted.replace("_", "-")
    raise MalmoiError(
        f"{store.uri}: stage {wanted} has not run here yet; run `malmoi {name} {recipe.path}` first"
    )


def _remember(store: Store, corpus: Corpus, name: str, before: str) -> None:
    """Write the list of finished stages. Later stages stay listed only if this corpus is their input."""
    old = (store.read_json(CORPUS_FILE) or {"stages": []})["stages"]
    record = {**record_of(corpus, name), "input": before}
    kept = [r for r in old if r["stage"] in corpus.trail[:-1]]
    later, last = [], record["fingerprint"]
    position = next((i for i, r in enumerate(old) if r["stage"] == name), len(old))
    for candidate in old[position + 1 :]:
        if candidate["input"] != last:
            break
        later.append(candidate)
        last = candidate["fingerprint"]
    finished = {"stages": [*kept, record, *later]}
    if finished["stages"] != old:
        store.write_json(CORPUS_FILE, finished)


@contextmanager
def _locked(store: Store) -> Iterator[None]:
    """One driver per root: the lock is the operating system's, so a killed driver leaves none."""
    if not store.local:
        yield
        return
    try:
        os.makedirs(store.at(""), exist_ok=True)
        lock = open(store.at(LOCK_FILE), "w")  # noqa: SIM115 - closed below, with the lock
    except OSError as error:
        raise JobError(f"{store.uri}: cannot write here: {error.strerror}") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JobError(
                f"{store.uri}: another malmoi runs on this root; wait for it to end, or give another --root"
            ) from None
        yield
