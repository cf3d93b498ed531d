"""Facts that a source file states as constants, read without running it.

A backend states `RANK` and `ON_GPU`, a reader `EXTENSIONS`: reading these constants must not cost the imports
that the file needs to work.
"""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
_FORGET: list[Callable[[], None]] = []


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Like functools.cache, until `forget` is called: for what follows from sources."""
    cached = cache(function)
    _FORGET.append(cached.cache_clear)
    return cast(Callable[P, R], cached)


def forget() -> None:
    """Read sources again from now on: in a notebook they change while the process runs."""
    for clear in _FORGET:
        clear()


@remembered
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a source file."""
    return ast.parse(path.read_bytes(), str(path))


@remembered
def constants(path: Path) -> dict[str, Any]:
    """Name -> value of every top-level assignment of a literal in a source file."""
    values: dict[str, Any] = {}
    for statement in parsed(path).body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target, value = statement.target, statement.value
        else:
            continue
        if isinstance(target, ast.Name):
            try:
                values[target.id] = ast.literal_eval(value)
            except ValueError:
                continue
    return values
