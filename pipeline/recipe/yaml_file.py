"""A YAML file with the line of every key: errors name file, line and key, and suggest a similar name."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.core.errors import RecipeError

Key = tuple[Any, ...]  # names of mappings and places in lists, from the top


@dataclass(frozen=True)
class YamlFile:
    """The mapping that a YAML file holds, and the line of each of its keys."""

    path: Path
    data: dict[str, Any]
    lines: dict[Key, int]

    @staticmethod
    def read(path: str | Path) -> "YamlFile":
        """The file. Raises RecipeError if it cannot be read, is not YAML, is not a mapping, or repeats a
        key."""
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise RecipeError(f"{path}: no such recipe") from None
        except (OSError, UnicodeDecodeError) as error:
            raise RecipeError(f"{path}: cannot be read: {error}") from None
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            data = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{path}:{mark.line + 1}" if mark else str(path)
            raise RecipeError(
                f"{where}: not valid YAML: {getattr(error, 'problem', error)}"
            ) from None
        if not isinstance(data, dict):
            raise RecipeError(f"{path}: expected a mapping, such as root: and stages:")
        return YamlFile(path, data, dict(_line_numbers(path, node, ())))

    @property
    def folder(self) -> Path:
        """The folder that relative paths in the file start from."""
        return self.path.parent.absolute()

    def at(self, key: Key) -> str:
        """`file:line: a.b[0].c`, with the line of the nearest enclosing key that has one."""
        enclosing = key
        while enclosing and enclosing not in self.lines:
            enclosing = enclosing[:-1]
        dotted = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")
        return f"{self.path}:{self.lines.get(enclosing, 1)}: {dotted}"

    def override(self, setting: str) -> None:
        """Apply `stage.field=value`. Raises RecipeError if it names no stage of the file or is not YAML."""
        key, equals, value = setting.partition("=")
        stage, *fields = key.split(".")
        if not equals or not fields:
            raise RecipeError(f"--set {setting}: expected stage.field=value")
        stage = stage.replace("-", "_")
        parent = self.data if stage == "execution" else self.data.get("stages") or {}
        if stage not in parent and stage != "execution":
            raise RecipeError(
                f"--set {setting}: the recipe has no stage {stage!r} (it has {', '.join(parent)})"
            )
        parent[stage] = parent.get(stage) or {}
        inner = parent[stage]
        for field in fields[:-1]:
            inner = inner.setdefault(field, {})
        try:
            inner[fields[-1]] = yaml.safe_load(value)
        except yaml.YAMLError as error:
            raise RecipeError(f"--set {setting}: the value is not valid YAML: {error}") from None

    def validated(self, model: type[BaseModel], key: Key, fields: Any) -> Any:
        """`fields`, which stand at `key`, as a model. Raises RecipeError with a line for each mistake."""
        try:
            return model.model_validate(fields, context={"folder": str(self.folder)})
        except ValidationError as error:
            complaints = [self._complaint(key, model, e) for e in _independent(error)]
            raise RecipeError("\n".join(complaints)) from None

    def _complaint(self, key: Key, model: type[BaseModel], error: Any) -> str:
        parts = (part for part in error["loc"] if not str(part).startswith("function-"))
        location = (*key, *parts)
        if error["type"] == "extra_forbidden":
            names = _fields_at(model, error["loc"][:-1])
            return f"{self.at(location)}: unknown field{hint(str(location[-1]), names)}"
        message = error["msg"].removeprefix("Value error, ")
        got = "" if error["type"] in ("missing", "value_error") else f", got {error['input']!r}"
        return f"{self.at(location)}: {message}{got}"


def hint(name: str, names: Iterable[str]) -> str:
    """The quoted name, followed by the nearest of `names`, or by all of them if none is near."""
    names = list(names)
    close = difflib.get_close_matches(name, names, n=1)
    listed = f"; expected one of {', '.join(names)}" if names else ""
    return f" {name!r}" + (f", did you mean {close[0]!r}?" if close else listed)


def _line_numbers(path: Path, node: yaml.Node, at: Key) -> Iterator[tuple[Key, int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for i, child in enumerate(node.value):
            yield from _line_numbers(path, child, (*at, i))
    elif isinstance(node, yaml.MappingNode):
        keys = set()
        for key, child in node.value:
            if key.value in keys:
                raise RecipeError(
                    f"{path}:{key.start_mark.line + 1}: key {key.value!r} stands here twice; remove one"
                )
            keys.add(key.value)
            yield from _line_numbers(path, child, (*at, key.value))
            yield (*at, key.value), key.start_mark.line + 1


def _independent(error: ValidationError) -> list[Any]:
    """The errors without those that follow from others: a list is too short because its items were wrong."""
    inner = [e["loc"] for e in error.errors() if e["type"] != "too_short"]
    return [
        e
        for e in error.errors()
        if e["type"] != "too_short" or not any(loc[: len(e["loc"])] == e["loc"] for loc in inner)
    ]


def _fields_at(model: Any, location: Iterable[Any]) -> list[str]:
    for part in location:
        fields = (
            model.model_fields if isinstance(model, type) and issubclass(model, BaseModel) else ()
        )
        if part in fields:  # other parts are places in a list, keys of a mapping, kinds of a union
            annotation = model.model_fields[part].annotation
            inner = [a for a in getattr(annotation, "__args__", ()) if isinstance(a, type)]
            model = next((a for a in inner if issubclass(a, BaseModel)), annotation)
    is_model = isinstance(model, type) and issubclass(model, BaseModel)
    return list(model.model_fields) if is_model else []
