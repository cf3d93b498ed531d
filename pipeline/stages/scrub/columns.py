"""A column of texts, or of JSON objects whose strings are texts, with its personal data replaced."""

from collections import Counter
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.kernel import Kernel
from pipeline.stages.scrub.masking import Replace, mask
from pipeline.stages.scrub.names import Names


def scrub_column(
    column: pa.Array,
    wanted: tuple[str, ...],
    replace: Replace,
    kernel: Kernel,
    names: Names | None = None,
) -> tuple[pa.Array, dict[int, Counter[str]]] | None:
    """(the column with replaced spans, counts by row); None if it has no personal data."""
    counts, replaced = mask(column.cast(pa.large_string()), wanted, kernel, replace, names)
    if not replaced:
        return None
    changed = np.zeros(len(column), dtype=bool)
    changed[list(replaced)] = True
    values = pa.array([replaced[i] for i in sorted(replaced)], column.type)
    return put(pa.chunked_array([column]), changed, values), counts


def scrub_meta(
    column: pa.Array,
    wanted: tuple[str, ...],
    replace: Replace,
    kernel: Kernel,
    names: Names | None = None,
) -> tuple[pa.Array, dict[int, Counter[str]]] | None:
    """`scrub_column` for a column of JSON objects: every string value in them is a separate text."""
    rows, values, paths = [], [], []
    objects: dict[int, Any] = {}
    for row in _rows_with_finds(column, kernel):
        objects[row] = orjson.loads(column[row].as_py())
        for holder, place in _strings(objects[row]):
            rows.append(row)
            values.append(holder[place])
            paths.append((holder, place))
    counts, replaced = mask(pa.array(values, pa.large_string()), wanted, kernel, replace, names)
    if not replaced:
        return None
    by_row: dict[int, Counter[str]] = {}
    for i, value in replaced.items():
        holder, place = paths[i]
        holder[place] = value
        by_row.setdefault(rows[i], Counter()).update(counts[i])
    changed = np.zeros(len(column), dtype=bool)
    changed[list(by_row)] = True
    sort = orjson.OPT_SORT_KEYS
    dumped = [orjson.dumps(objects[r], option=sort).decode() for r in sorted(by_row)]
    return put(pa.chunked_array([column]), changed, pa.array(dumped, column.type)), by_row


def put(column: pa.ChunkedArray, changed: np.ndarray, new: pa.Array) -> pa.Array:
    """`column` with `new` values at the rows where `changed`."""
    old = column.combine_chunks()
    old = old if isinstance(old, pa.Array) else pa.concat_arrays(old.chunks)
    pieces, at = [old.slice(0, 0)], 0
    for i, row in enumerate(np.flatnonzero(changed).tolist()):
        pieces += [old.slice(at, row - at), new.slice(i, 1)]
        at = row + 1
    return pa.concat_arrays([*pieces, old.slice(at)])


def _rows_with_finds(column: pa.Array, kernel: Kernel) -> list[int]:
    """The rows of JSON objects in whose strings something may be found; all other rows need no parsing.

    A string without escapes stands between two quotation marks unchanged, and most strings stand in many
    objects: each is searched once. Objects with escapes are among the rows.
    """
    escaped = pc.fill_null(pc.match_substring(column, "\\"), False)
    parts = pc.split_pattern(column, '"')
    strings = parts.flatten().dictionary_encode()
    found = np.unique(kernel.load().find(strings.dictionary.cast(pa.large_string()))[0])
    here = np.isin(strings.indices.to_numpy(), found)
    rows = pc.list_parent_indices(parts).to_numpy()[here]
    return np.union1d(rows, np.flatnonzero(escaped.to_numpy(False))).tolist()


def _strings(value: Any) -> list[tuple[Any, Any]]:
    """(holder, key or index) of every string inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    strings = []
    for place, inner in list(items):
        if isinstance(inner, str):
            strings.append((value, place))
        elif isinstance(inner, dict | list):
            strings += _strings(inner)
    return strings
