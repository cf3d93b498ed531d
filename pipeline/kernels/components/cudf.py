"""On a GPU: groups by cuDF's sort, then components.cu until no edge joins two components."""

from pathlib import Path
from typing import Any

import cudf  # pyright: ignore[reportMissingImports]
import cupy  # pyright: ignore[reportMissingImports]
import numpy as np

from pipeline.kernels.device import answered, launch

RANK = 2
ON_GPU = True

SOURCE = Path(__file__).with_name("components.cu")
THREADS = 256


def components(a: Any, b: Any) -> tuple[Any, Any]:
    """(nodes, roots) int64: every node of an edge, ascending, and the least node of its component."""
    left, right = (cupy.asarray(x).astype(cupy.int64) for x in (a, b))
    if not len(left):
        return answered(left, a), answered(right, a)
    nodes = cupy.unique(cupy.concatenate([left, right]))
    left, right = (cupy.searchsorted(nodes, x).astype(cupy.int64) for x in (left, right))
    parent = _united(cupy.arange(len(nodes), dtype=cupy.int64), left, right)
    return answered(nodes, a), answered(nodes[parent], a)


def grouped(keys: Any, members: Any) -> tuple[Any, Any]:
    """(nodes, roots) int64 of the members (int64) that share a key (uint64) with another member."""
    frame = cudf.DataFrame({"key": cupy.asarray(keys), "member": cupy.asarray(members)})
    frame = frame.sort_values("key", ignore_index=True)
    key, member = frame["key"].values, frame["member"].values
    same = (key[1:] == key[:-1]) & (member[1:] != member[:-1])
    nodes, roots = components(member[1:][same], member[:-1][same])
    return answered(nodes, keys), answered(roots, keys)


def unite(parent: Any, a: Any, b: Any) -> Any:
    """`parent` (the least node of the component of each node 0, 1, ...) after the edges (a, b) as well."""
    left, right = (cupy.asarray(x).astype(cupy.int64) for x in (a, b))
    united = _united(cupy.array(parent, dtype=cupy.int64), left, right)
    return answered(united.astype(parent.dtype), parent)


def _united(parent: Any, left: Any, right: Any) -> Any:
    changed = cupy.ones(1, cupy.int32)
    while len(left) and int(changed[0]):
        changed[0] = 0
        edges = (left, right, np.int64(len(left)), parent, changed)
        launch(SOURCE, "hook", -(-len(left) // THREADS), THREADS, edges)
        nodes = (np.int64(len(parent)), parent)
        launch(SOURCE, "flatten", -(-len(parent) // THREADS), THREADS, nodes)
    return parent
