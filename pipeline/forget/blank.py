"""Rows without what they say: what a forgotten document leaves in each table, so that no other row moves."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.forgotten import FORGOTTEN
from pipeline.core.unit import NO_TEXT

# Columns of DOCUMENTS that stay: what a source, a language or a reader is says nothing of one document.
STAYS = ("source", "domain", "lang", "lang_score", "priority", "license", "encoding")
# Values of the columns that other code takes as given.
EMPTY = {"text": "", "text_hash": NO_TEXT, "bytes": 0, "file": "", "record": 0}


def blanked(table: pa.Table, aliases: Mapping[int, str], reason: str | None = None) -> pa.Table:
    """A table with a row for each document, in which the rows of `aliases` hold that id, and nothing else.

    Rows of DOCUMENTS keep STAYS. Rows of marks have the `drop_reason` that is given, or null."""
    rows = sorted(aliases)
    is_documents = {"text", "text_hash"} <= set(table.column_names)
    columns = []
    for field in table.schema:
        column = table.column(field.name)
        if field.name == "id":
            column = put(column, {row: aliases[row] for row in rows})
        elif field.name == "drop_reason":
            column = put(column, dict.fromkeys(rows, reason))
        elif not is_documents:
            column = nulled(column, rows)
        elif field.name in EMPTY:
            column = put(column, dict.fromkeys(rows, EMPTY[field.name]))
        elif field.name not in STAYS:
            column = nulled(column, rows)
        columns.append(column)
    return pa.table(columns, schema=table.schema.remove_metadata())


def renamed(table: pa.Table, aliases: Mapping[str, str]) -> pa.Table:
    """A table in whose columns of ids the forgotten ones are replaced by those that they have now."""
    known = pa.array(sorted(aliases), pa.string())
    columns = []
    for field in table.schema:
        column = table.column(field.name)
        if field.name in ("id", "removed_id", "kept_id"):
            rows = np.flatnonzero(pc.is_in(column, value_set=known).to_numpy(False))
            column = put(column, {r: aliases[column[r].as_py()] for r in rows.tolist()})
        columns.append(column)
    return pa.table(columns, schema=table.schema.remove_metadata())


def nulled(column: pa.ChunkedArray, rows: list[int]) -> pa.ChunkedArray:
    """A column with null in these rows."""
    places = np.arange(len(column))
    return column.take(pa.array(places, mask=np.isin(places, rows)))


def put(column: pa.ChunkedArray, values: Mapping[int, Any]) -> pa.ChunkedArray:
    """A column with other values in some rows."""
    if not values:
        return column
    rows = sorted(values)
    new = pa.array([values[row] for row in rows], column.type)
    places = np.arange(len(column))
    places[rows] = len(column) + np.arange(len(rows))
    both = pa.chunked_array([*column.chunks, new], column.type)
    return both.take(pa.array(places))


def facts_without(
    facts: Mapping[str, Any],
    fates: list[tuple[str, str]],
    place: int,
    stages: list[str],
    first: int,
) -> dict[str, Any]:
    """The facts of marks once documents are forgotten.

    `fates` are (stage, reason) of each one's drop, ("", "") of one that lived; `stages` the marking stages in
    order, `place` the number of this one among them, `first` that of the stage that drops them now."""
    dropped = dict(facts["dropped"])
    came, living = facts["in"], facts["living"]
    for stage, reason in fates:
        end = stages.index(stage) if stage else len(stages)
        if place <= end:
            came -= 1
            living -= place < end
        if place == end:
            dropped[reason] -= 1
        if place <= first:
            came += 1
            living += place < first
        if place == first:
            dropped[FORGOTTEN] = dropped.get(FORGOTTEN, 0) + 1
    whole = {r: n for r, n in sorted(dropped.items()) if n}
    return {**facts, "in": came, "living": living, "dropped": whole}
