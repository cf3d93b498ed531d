"""Facts that a source file states as constants, read without running it.

A backend states `RANK` and `ON_GPU`, a reader `EXTENSIONS`: reading these constants must not cost the imports
that the file needs to work.
"""

import ast
from functools import cache
from pathlib import Path
from typing import Any


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a source file."""
    return ast.parse(path.read_bytes(), str(path))


@cache
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
