"""Identity: what a phase is made of. Two equal identities promise equal bytes.

A phase is its function, the arguments bound to it, and the identity of its inputs. How it is
executed (executor, workers, backend, machine) is never part of it.
"""

import importlib
import json
from functools import partial
from typing import Any, Protocol, runtime_checkable

import xxhash
from pydantic import BaseModel


@runtime_checkable
class Identified(Protocol):
    """Anything that names its own content: datasets, folders, kernels, input files."""

    def identity(self) -> dict[str, Any]: ...


def describe(value: Any) -> Any:
    """`value` as plain JSON that says what it is. Raises TypeError for what has no identity."""
    if isinstance(value, Identified):
        return value.identity()
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


def describe_function(function: Any) -> dict[str, Any]:
    """Name, VERSION of the module that defines it, and bound arguments."""
    bound: dict[str, Any] = {}
    if isinstance(function, partial):
        if function.args:
            raise TypeError("bind shard functions by keyword: positions have no names to report")
        bound = describe(function.keywords)
        function = function.func
    module = importlib.import_module(function.__module__)
    return {
        "function": f"{function.__module__}.{function.__qualname__}",
        "version": getattr(module, "VERSION", 1),
        "arguments": bound,
    }


def fingerprint(description: Any) -> str:
    """32 hex digits of a description (xxh3_128 over canonical JSON)."""
    text = json.dumps(description, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return xxhash.xxh3_128_hexdigest(text.encode())


def difference(old: Any, new: Any, path: str = "") -> list[str]:
    """Readable lines `key: old -> new` for everything in which two descriptions differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        lines: list[str] = []
        for key in sorted(old.keys() | new.keys()):
            where = f"{path}.{key}" if path else str(key)
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


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."
