"""Identity: what a phase is made of. Two equal identities promise equal bytes.

A phase is the code that its function can reach, the arguments bound to it, and the content of its
inputs. How it is executed (executor, workers, backend, machine) is never part of it.
"""

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import partial
from typing import Any, Protocol, runtime_checkable

import xxhash
from pydantic import BaseModel

from pipeline.core.code import reach

# The key of a description that holds the identity of an object.
IDENTITY = "identity"


@runtime_checkable
class Identified(Protocol):
    """An object that describes its content: a dataset, folder, kernel or input file."""

    def identity(self) -> dict[str, Any]: ...


def describe(value: Any) -> Any:
    """`value` as plain JSON, equal for equal values. Raises TypeError if it has no identity."""
    if isinstance(value, Identified):
        return {IDENTITY: value.identity()}
    if isinstance(value, BaseModel):
        return describe(value.model_dump())
    if isinstance(value, dict):
        return {str(k): describe(v) for k, v in sorted(value.items(), key=lambda kv: str(kv[0]))}
    if isinstance(value, list | tuple):
        return [describe(v) for v in value]
    if isinstance(value, bytes):
        return xxhash.xxh3_128_hexdigest(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if callable(value):
        return describe_function(value)
    raise TypeError(
        f"no identity for {type(value).__name__}: bind plain values, datasets or kernels"
    )


def describe_function(function: Any, *others: Any) -> dict[str, Any]:
    """Name, bound arguments, and the code and libraries that the function can reach.

    `others` are functions and classes that take part. The classes of bound values count too: their methods
    may be called. Raises TypeError for arguments bound by position, and for values without identity.
    """
    bound: dict[str, Any] = {}
    inner = function
    if isinstance(function, partial):
        if function.args:
            raise TypeError("bind shard functions by keyword: positions have no names to report")
        bound, inner = describe(function.keywords), function.func
    reached = reach(inner, *others, *classes_in(function))
    return {
        "function": f"{inner.__module__}.{inner.__qualname__}",
        "code": reached.code,
        "libraries": reached.libraries,
        "arguments": bound,
    }


def classes_in(value: Any) -> Iterator[type]:
    """The classes of all values that are bound to a callable, however deep; built-in ones aside."""
    if isinstance(value, partial):
        yield from classes_in(value.keywords)
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from classes_in(inner)
    elif isinstance(value, BaseModel) or (is_dataclass(value) and not isinstance(value, type)):
        yield type(value)
        yield from classes_in(dict(value.__dict__))


def fingerprint(description: Any) -> str:
    """32 hex digits of a description (xxh3_128 over canonical JSON)."""
    text = json.dumps(description, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return xxhash.xxh3_128_hexdigest(text.encode())


def difference(old: Any, new: Any, path: str = "") -> list[str]:
    """Readable lines `key: old -> new` for everything in which two descriptions differ.

    Items of a list that have a `name` are compared by it, so that one more item moves no other.
    """
    if _named(old) and _named(new):
        old, new = ({f"[{i['name']}]": i for i in items} for items in (old, new))
    if isinstance(old, dict) and isinstance(new, dict):
        lines: list[str] = []
        for key in sorted(old.keys() | new.keys()):
            where = f"{path}{key}" if str(key).startswith("[") else f"{path}.{key}".lstrip(".")
            if key not in old:
                lines.append(f"{where}: (absent) -> {_short(new[key])}")
            elif key not in new:
                lines.append(f"{where}: {_short(old[key])} -> (absent)")
            else:
                lines += difference(old[key], new[key], where)
        return lines
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [
            x
            for i, (a, b) in enumerate(zip(old, new, strict=True))
            for x in difference(a, b, f"{path}[{i}]")
        ]
    return [] if old == new else [f"{path}: {_short(old)} -> {_short(new)}"]


def _named(value: Any) -> bool:
    """True for a list of mappings that all have a name of their own."""
    if not isinstance(value, list) or not value:
        return False
    names = [i.get("name") if isinstance(i, dict) else None for i in value]
    return all(isinstance(n, str) for n in names) and len(set(names)) == len(names)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."
