"""A YAML file with the line of every key: errors name file, line and key, and suggest a similar name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.core.errors import RecipeError
from pipeline.core.model import Key, complaints, dotted, hint
from pipeline.recipe import yaml_limits


@dataclass(frozen=True)
class YamlFile:
    """The mapping that a YAML file holds, and the line of each of its keys."""

    path: Path
    data: dict[str, Any]
    lines: dict[Key, int]
    # Key of a field that was overridden -> how that was typed, such as `--executor loca`.
    typed: dict[Key, str] = field(default_factory=dict)

    @staticmethod
    def read(path: str | Path, what: str = "recipe") -> "YamlFile":
        """The file; messages call it `what`. Raises RecipeError if it cannot be read, is not YAML, is not a
        mapping, or repeats a key."""
        if not isinstance(path, str | Path):
            raise RecipeError(f"expected the path of a {what}, got {type(path).__name__}")
        path = Path(path).expanduser()
        file = "recipe file" if what == "recipe" else what
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise RecipeError(f"{path}: no such {what}") from None
        except IsADirectoryError:
            inside = [f", such as {file}" for file in sorted(path.glob("*.yaml"))[:1]]
            raise RecipeError(
                f"{path}: this is a folder; give the {file} itself{''.join(inside)}"
            ) from None
        except OSError as error:
            raise RecipeError(f"{path}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise RecipeError(
                f"{path}: cannot be read as UTF-8 (byte {error.start:,}); save the {what} as UTF-8"
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
            raise RecipeError(
                f"{path}: expected a mapping"
                + (", such as root: and stages:" if what == "recipe" else "")
            )
        return YamlFile(path, data, dict(_line_numbers(path, node, ())))

    @property
    def folder(self) -> Path:
        """The folder that relative paths in the file start from."""
        return self.path.parent.absolute()

    def at(self, key: Key) -> str:
        """`file:line: a.b[0].c`, with the line of the nearest enclosing key that has one; of a field that was
        overridden, the option that was typed."""
        if not key:  # the message names its field
            return str(self.path)
        if typed := self._typed(key):
            return typed
        enclosing = key
        while enclosing and enclosing not in self.lines:
            enclosing = enclosing[:-1]
        return f"{self.path}:{self.lines.get(enclosing, 1)}: {dotted(key)}"

    def _typed(self, key: Key) -> str | None:
        """The option that gave a key, or a field in it; None if the file gave it."""
        for given, typed in reversed(self.typed.items()):
            if key[: len(given)] == given:
                rest = dotted(key[len(given) :])
                return f"{typed}: {rest}" if rest else typed
            # models put keys of their own between: quality.rules.ko.change.too_short.min
            left = iter(key)
            if given[-1:] == key[-1:] and all(part in left for part in given):
                return typed
        return None

    def override(self, setting: str, typed: str | None = None) -> None:
        """Apply `stage.field=value`; `typed` is how messages call it, by default `--set` and the setting.

        Raises RecipeError if it names no stage of the file or is not YAML."""
        typed = typed or f"--set {setting}"
        key, equals, value = setting.partition("=")
        stage, *fields = key.split(".")
        if not equals or not fields:
            raise RecipeError(f"{typed}: expected stage.field=value")
        stage = stage.replace("-", "_")
        parent = self.data if stage == "execution" else self.data.get("stages") or {}
        if stage not in parent and stage != "execution":
            raise RecipeError(
                f"{typed}: the recipe has no stage{hint(stage, [*parent, 'execution'])}"
            )
        parent[stage] = parent.get(stage) or {}
        inner = parent[stage]
        for name in fields[:-1]:
            if isinstance(inner, dict):
                inner.setdefault(name, {})
            inner = inner[_place(inner, name, typed)]
        try:
            inner[_place(inner, fields[-1], typed)] = yaml.safe_load(value)
        except yaml.YAMLError as error:
            problem = getattr(error, "problem", None) or error
            raise RecipeError(f"{typed}: the value is not valid YAML: {problem}") from None
        within = () if stage == "execution" else ("stages",)
        places = tuple(int(f) if f.isdecimal() else f for f in fields)
        self.typed[(*within, stage, *places)] = typed

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


def _place(inner: Any, field: str, typed: str) -> str | int:
    """The key of a field in a mapping, or its place in a list: ingest.sources.0.path. Raises RecipeError."""
    if isinstance(inner, dict):
        return field
    if isinstance(inner, list) and field.isdecimal() and int(field) < len(inner):
        return int(field)
    what = f"a list of {len(inner)}, from 0 on" if isinstance(inner, list) else "no fields"
    raise RecipeError(f"{typed}: no {field!r} here; it stands in {what}")
