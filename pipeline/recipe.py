"""A recipe: an ordered list of stages read from YAML, and the fold that runs them over a corpus."""

import difflib
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.core.corpus import CORPUS_FILE, Corpus, record_of, restore
from pipeline.core.dataset import Dataset, Store
from pipeline.core.errors import JobError, MalmoiError, RecipeError
from pipeline.core.executor import Executor
from pipeline.core.job import Job
from pipeline.core.paths import fields_of
from pipeline.core.progress import Progress, Silent
from pipeline.core.stage import ACTS, Stage
from pipeline.execution import Deferred, Execution, open_executor
from pipeline.registry import KERNELS, Registry, installed

KEYS = ("root", "use", "stages", "execution")
LOCK_FILE = ".lock"
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Recipe:
    """Where the output goes, what is done in which order, and how it is executed."""

    root: str
    stages: tuple[Stage, ...]
    execution: Execution
    path: str
    folders: tuple[str, ...] = ()  # where the modules of `use` lie

    def names(self) -> list[str]:
        return [s.name() for s in self.stages]


def read(path: str | Path, root: str | None = None, settings: Iterable[str] = ()) -> Recipe:
    """The recipe in a YAML file, validated; `settings` are `stage.field=value` overrides.

    Relative source paths resolve against the recipe's folder, a relative root against the current
    one. Raises RecipeError naming file, line, key and what was expected.
    """
    path = Path(path)
    text = _text_of(path)
    data, lines = _parse(path, text)
    for setting in settings:
        _override(data, setting)
    for key in data.keys() - set(KEYS):
        raise RecipeError(
            f"{_at(path, lines, (key,))}: unknown key {key!r}; expected one of {', '.join(KEYS)}"
        )
    root = root or data.get("root")
    if not isinstance(root, str):
        raise RecipeError(
            f"{path}: key 'root' is missing: the folder (or s3:// address) of the output"
        )
    if not isinstance(data.get("stages"), dict) or not data["stages"]:
        raise RecipeError(
            f"{path}: key 'stages' is missing or empty: expected stage names with their fields"
        )
    context = {"folder": str(path.parent.absolute())}
    registry = installed().using(_used(path, lines, data.get("use")), path.parent.absolute())
    built = tuple(
        _stage(path, lines, name, fields, context, registry)
        for name, fields in data["stages"].items()
    )
    _check_order(path, lines, built)
    execution = _validated(
        Execution, path, lines, ("execution",), data.get("execution") or {}, context
    )
    return Recipe(root, built, execution, str(path), registry.folders)


def read_as(model: type[Model], path: str | Path) -> Model:
    """A YAML file of another kind as its model. Raises RecipeError naming file, line and key."""
    path = Path(path)
    data, lines = _parse(path, _text_of(path))
    return _validated(model, path, lines, (), data, {"folder": str(path.parent.absolute())})


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RecipeError(f"{path}: no such recipe") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path}: cannot be read: {error}") from None


def _parse(path: Path, text: str) -> tuple[dict[str, Any], dict[tuple, int]]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise RecipeError(f"{where}: not valid YAML: {getattr(error, 'problem', error)}") from None
    if not isinstance(data, dict):
        raise RecipeError(f"{path}: expected a mapping with the keys {', '.join(KEYS)}")
    return data, dict(_line_numbers(path, node, ()))


def _line_numbers(path: Path, node: yaml.Node, at: tuple) -> Iterator[tuple[tuple, int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for i, child in enumerate(node.value):
            yield from _line_numbers(path, child, (*at, i))
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, child in node.value:
            if key.value in seen:
                raise RecipeError(
                    f"{path}:{key.start_mark.line + 1}: key {key.value!r} stands here twice"
                )
            seen.add(key.value)
            yield from _line_numbers(path, child, (*at, key.value))
            yield (*at, key.value), key.start_mark.line + 1


def _at(path: Path, lines: dict[tuple, int], key: tuple) -> str:
    """`file:line: a.b[0].c`, with the line of the nearest enclosing key that has one."""
    known = key
    while known and known not in lines:
        known = known[:-1]
    dotted = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")
    return f"{path}:{lines.get(known, 1)}: {dotted}"


def _override(data: dict[str, Any], setting: str) -> None:
    key, equals, value = setting.partition("=")
    parts = key.split(".")
    if not equals or len(parts) < 2:
        raise RecipeError(f"--set {setting}: expected stage.field=value")
    stage, *fields = [part.replace("-", "_") if i == 0 else part for i, part in enumerate(parts)]
    at = data if stage == "execution" else data.get("stages") or {}
    if stage not in at and stage != "execution":
        raise RecipeError(
            f"--set {setting}: the recipe has no stage {stage!r} (it has {', '.join(at)})"
        )
    at[stage] = at.get(stage) or {}
    at = at[stage]
    for field in fields[:-1]:
        at = at.setdefault(field, {})
    try:
        at[fields[-1]] = yaml.safe_load(value)
    except yaml.YAMLError as error:
        raise RecipeError(f"--set {setting}: the value is not valid YAML: {error}") from None


def _used(path: Path, lines: dict[tuple, int], use: Any) -> list[str]:
    """The modules that the recipe takes stages from."""
    modules = [use] if isinstance(use, str) else use or []
    if not isinstance(modules, list) or not all(isinstance(m, str) for m in modules):
        raise RecipeError(
            f"{_at(path, lines, ('use',))}: expected the names of Python modules, got {use!r}"
        )
    return modules


def _stage(
    path: Path,
    lines: dict[tuple, int],
    name: Any,
    fields: Any,
    context: dict[str, str],
    registry: Registry,
) -> Stage:
    key = ("stages", str(name))
    if name not in registry.names():
        raise RecipeError(
            f"{_at(path, lines, key)}: unknown stage{_hint(str(name), registry.names())}"
        )
    if not isinstance(fields, dict | None):
        raise RecipeError(f"{_at(path, lines, key)}: expected a mapping of fields, got {fields!r}")
    return _validated(registry.load(name), path, lines, key, fields or {}, context)


def _validated(
    model: type[BaseModel],
    path: Path,
    lines: dict[tuple, int],
    key: tuple,
    fields: Any,
    context: dict[str, str],
) -> Any:
    try:
        return model.model_validate(fields, context=context)
    except ValidationError as error:
        inner = [e["loc"] for e in error.errors() if e["type"] != "too_short"]
        told = [  # a list that is too short because its items were wrong is no mistake of its own
            e
            for e in error.errors()
            if e["type"] != "too_short"
            or not any(loc[: len(e["loc"])] == e["loc"] for loc in inner)
        ]
        raise RecipeError("\n".join(_complaint(path, lines, key, model, e) for e in told)) from None


def _complaint(
    path: Path, lines: dict[tuple, int], key: tuple, model: type[BaseModel], error: Any
) -> str:
    location = (*key, *(part for part in error["loc"] if not str(part).startswith("function-")))
    if error["type"] == "extra_forbidden":
        known = _fields_at(model, error["loc"][:-1])
        return f"{_at(path, lines, location)}: unknown field{_hint(str(location[-1]), known)}"
    message = error["msg"].removeprefix("Value error, ")
    got = "" if error["type"] in ("missing", "value_error") else f", got {error['input']!r}"
    return f"{_at(path, lines, location)}: {message}{got}"


def _fields_at(model: Any, location: Iterable[Any]) -> list[str]:
    for part in location:
        known = (
            model.model_fields if isinstance(model, type) and issubclass(model, BaseModel) else ()
        )
        if part in known:  # other parts are places in a list, keys of a mapping, kinds of a union
            annotation = model.model_fields[part].annotation
            inner = [a for a in getattr(annotation, "__args__", ()) if isinstance(a, type)]
            model = next((a for a in inner if issubclass(a, BaseModel)), annotation)
    is_model = isinstance(model, type) and issubclass(model, BaseModel)
    return list(model.model_fields) if is_model else []


def _hint(name: str, known: Iterable[str]) -> str:
    known = list(known)
    close = difflib.get_close_matches(name, known, n=1)
    listed = f"; expected one of {', '.join(known)}" if known else ""
    return f" {name!r}" + (f", did you mean {close[0]!r}?" if close else listed)


def _check_order(path: Path, lines: dict[tuple, int], built: tuple[Stage, ...]) -> None:
    acts = [ACTS.index(s.act) for s in built]
    for before, after in zip(built, built[1:], strict=False):
        if ACTS.index(after.act) < ACTS.index(before.act):
            at = _at(path, lines, ("stages", after.name()))
            raise RecipeError(
                f"{at}: a stage that {after.act}s cannot follow {before.name()}, which {before.act}s; "
                f"the order is always {', '.join(ACTS)}"
            )
    if acts and built[0].name() != "ingest":
        raise RecipeError(f"{path}: the first stage must be ingest, not {built[0].name()}")


# -- the fold --------------------------------------------------------------------------------


def run(
    recipe: Recipe,
    only: str | None = None,
    replace_stale: bool = False,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Run every stage (or `only` one, on what the previous one left); returns the corpus.

    Raises MalmoiError of the right kind: JobError, StaleOutput, DataError, ConservationError.
    """
    store = Store(recipe.root)
    first = recipe.names().index(only) if only else 0
    with _locked(store):
        store.sweep()
        corpus = _previous(store, recipe, first)
        steps = recipe.stages[first : first + 1] if only else recipe.stages
        for step in steps:
            step.check(recipe.names()[: recipe.stages.index(step)])
        owned, names, standing = executor is None, recipe.names(), set[str]()
        executor = executor or Deferred(lambda: open_executor(recipe.execution, recipe.folders))
        try:
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
        finally:
            if owned:
                executor.close()
    return corpus


def left_before(recipe: Recipe, stage: str) -> Corpus | None:
    """The corpus that the stage before this one has left in the recipe's root, if it has."""
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
        f"{store.uri}: stage {wanted} has left nothing here yet; run `malmoi {name} {recipe.path}` first"
    )


def _remember(store: Store, corpus: Corpus, name: str, before: str) -> None:
    """Write which stages stand. Later ones stay listed only if they began from this very corpus."""
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
    stands = {"stages": [*kept, record, *later]}
    if stands["stages"] != old:
        store.write_json(CORPUS_FILE, stands)


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
            raise JobError(f"{store.uri}: another malmoi is at work on this root") from None
        yield
