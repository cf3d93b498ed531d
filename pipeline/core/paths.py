"""Paths of inputs as a recipe writes them: relative to the recipe, with environment variables and `~`."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, ValidationInfo

from pipeline.core.filesystem import without_secret

_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


def resolved(value: str, info: ValidationInfo) -> str:
    """An absolute path, or an address, with environment variables and `~` replaced. A relative path starts at
    the recipe's folder, or at the current one: workers of a cluster run elsewhere.

    Raises ValueError if a variable is not set and has no default, and for an address that holds a key."""
    folder = (info.context or {}).get("folder")
    value = expanded(without_secret(_VARIABLE.sub(_from_environment, value)))
    return value if "://" in value else str((Path(folder or "") / value).absolute())


def expanded(path: str) -> str:
    """A path with the home folder instead of `~` or `~name` at its beginning; an address unchanged."""
    return path if "://" in path else os.path.expanduser(path)


def _from_environment(match: re.Match[str]) -> str:
    value = os.environ.get(match[1], match[2])
    if value is None:
        raise ValueError(
            f"the environment variable {match[1]} is not set; ${{{match[1]}:-DEFAULT}} gives a default"
        )
    return value


# A path, pattern or address; relative to the recipe's folder, ${NAME} and ${NAME:-default} replaced
RecipePath = Annotated[str, AfterValidator(resolved)]


def fields_of(value: Any) -> Any:
    """The fields of a model as a recipe spells them, without paths: files are identified by their content."""
    if isinstance(value, BaseModel):
        kept = [n for n, f in type(value).model_fields.items() if not _is_path(f)]
        extra = value.__pydantic_extra__ or {}
        return {name: fields_of(getattr(value, name)) for name in [*kept, *extra]}
    if isinstance(value, dict):
        return {str(k): fields_of(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [fields_of(v) for v in value]
    return value


def paths_of(value: Any) -> Iterator[str]:
    """The local paths and patterns in the fields of a model, however deep."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            yield from _texts(inner) if _is_path(field) else paths_of(inner)
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from paths_of(inner)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and "://" not in value:
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _is_path(field: Any) -> bool:
    """True for a field whose values are paths, alone or in a container."""
    metadata = [*getattr(field, "metadata", ()), *getattr(field, "__metadata__", ())]
    if any(isinstance(m, AfterValidator) and m.func is resolved for m in metadata):
        return True
    return any(_is_path(a) for a in get_args(getattr(field, "annotation", field)))
