"""A YAML file with the line of every key: errors name file, line and key, and suggest a similar name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.core.errors import RecipeError
from pipeline.core.model import Key, complaints, dotted
from pipeline.recipe import yaml_limits


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
        path = Path(path).expanduser()
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise RecipeError(f"{path}: no such recipe") from None
        except IsADirectoryError:
            inside = [f", such as {file}" for file in sorted(path.glob("*.yaml"))[:1]]
            raise RecipeError(
                f"{path}: this is a folder; give the recipe file itself{''.join(inside)}"
            ) from None
        except OSError as error:
            raise RecipeError(f"{path}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise RecipeError(
                f"{path}: cannot be read as UTF-8 (byte {error.start:,}); save the recipe as UTF-8"
            ) from None
        try:
            yaml_limits.check(text)
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            data = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"{path}:{mark.line + 1}" if mark else str(path)
            raise RecipeError(
                f"{where}: not valid YAML: {getattr(error, 'problem', error)}"
            ) from None
        # a date of month 13, a number of five thousand digits
        except (ValueError, OverflowError) as error:
            raise RecipeError(f"{path}: a value cannot be read: {error}") from None
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
        return f"{self.path}:{self.lines.get(enclosing, 1)}: {dotted(key)}"

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
            if isinstance(inner, dict):
                inner.setdefault(field, {})
            inner = inner[_place(inner, field, setting)]
        try:
            inner[_place(inner, fields[-1], setting)] = yaml.safe_load(value)
        except yaml.YAMLError as error:
            raise RecipeError(f"--set {setting}: the value is not valid YAML: {error}") from None

    def validated(self, model: type[BaseModel], key: Key, fields: Any) -> Any:
        """`fields`, which stand at `key`, as a model. Raises RecipeError with a line for each mistake."""
        try:
            return model.model_validate(fields, context={"folder": str(self.folder)})
        except ValidationError as error:
            raise RecipeError(complaints(model, error, lambda k: self.at((*key, *k)))) from None


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


def _place(inner: Any, field: str, setting: str) -> str | int:
    """The key of a field in a mapping, or its place in a list: ingest.sources.0.path. Raises RecipeError."""
    if isinstance(inner, dict):
        return field
    if isinstance(inner, list) and field.isdecimal() and int(field) < len(inner):
        return int(field)
    what = f"a list of {len(inner)}, from 0 on" if isinstance(inner, list) else "no fields"
    raise RecipeError(f"--set {setting}: no {field!r} here; it stands in {what}")
