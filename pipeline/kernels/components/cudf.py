"""On a GPU: components.cu, until no edge joins two components any more."""

from functools import cache
from pathlib import Path
from typing import Any

import cupy  # pyright: ignore[reportMissingImports]
import numpy as np

THREADS = 256


@cache
def _kernel(name: str) -> Any:
    source = Path(__file__).with_name("components.cu").read_text()
    return cupy.RawModule(code=source).get_function(name)


def components(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(nodes, roots) int64: every node of an edge, ascending, and the least node of its component."""
    if not len(a):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    left, right = (cupy.asarray(x.astype(np.int64)) for x in (a, b))
    nodes = cupy.unique(cupy.concatenate([left, right]))
    left, right = (cupy.searchsorted(nodes, x).astype(cupy.int64) for x in (left, right))
    parent = _united(cupy.arange(len(nodes), dtype=cupy.int64), left, right)
    return cupy.asnumpy(nodes), cupy.asnumpy(nodes[parent])


def unite(parent: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """`parent` (the least node of the component of each node 0, 1, ...) after the edges (a, b) as well."""
    left, right = (cupy.asarray(x.astype(np.int64)) for x in (a, b))
    there = _united(cupy.asarray(parent.astype(np.int64)), left, right)
    return cupy.asnumpy(there).astype(parent.dtype)


def _united(parent: Any, left: Any, right: Any) -> Any:
    changed = cupy.ones(1, cupy.int32)
    while len(left) and int(changed[0]):
        changed[0] = 0
        grid = (-(-len(left) // THREADS),), (THREADS,)
        _kernel("hook")(*grid, (left, right, np.int64(len(left)), parent, changed))
        grid = (-(-len(parent) // THREADS),), (THREADS,)
        _kernel("flatten")(*grid, (np.int64(len(parent)), parent))
    return parent
