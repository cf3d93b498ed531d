"""A shard of documents with the personal data of every column replaced."""

from collections import Counter
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.kernel import Kernel
from pipeline.core.schema import DOCUMENTS, SCRUBBED, conform
from pipeline.kernels import hashing
from pipeline.stages.scrub.columns import put, scrub_column, scrub_meta
from pipeline.stages.scrub.key import Key
from pipeline.stages.scrub.masking import Replace, replacement
from pipeline.stages.scrub.names import Names

# Bytes of text that are scrubbed at a time.
AT_ONCE = 16_000_000


def scrub_documents(
    table: pa.Table,
    policies: dict[str, str],
    columns: tuple[str, ...],
    key: Key | None,
    kernel: Kernel,
    names: Names | None = None,
) -> pa.Table:
    """The same documents with masked texts; `scrubbed` counts by kind, null if nothing was replaced.

    A shard is scrubbed some megabytes at a time: views and copies of all its text are not held at once.
    """
    if len(table) == 0:
        return table
    scrub = partial(
        scrub_some, policies=policies, columns=columns, key=key, kernel=kernel, names=names
    )
    ends = np.cumsum(table.column("bytes").to_numpy()) // AT_ONCE
    starts = np.flatnonzero(np.diff(ends, prepend=-1))
    parts = [
        scrub(table.slice(a, b - a)) for a, b in zip(starts, [*starts[1:], len(table)], strict=True)
    ]
    return pa.concat_tables(parts)


def scrub_some(
    table: pa.Table,
    policies: dict[str, str],
    columns: tuple[str, ...],
    key: Key | None,
    kernel: Kernel,
    names: Names | None = None,
) -> pa.Table:
    """The documents of some rows, as `scrub_documents` returns them."""
    replace = partial(replacement, policies=policies, key=key)
    wanted = tuple(k for k, p in policies.items() if p != "keep")
    counts: dict[int, Counter[str]] = {}
    new: dict[str, pa.Array] = {}
    for name in ("text", *columns):
        column = table.column(name).combine_chunks()
        if isinstance(column, pa.ChunkedArray):
            column = pa.concat_arrays(column.chunks or [pa.array([], column.type)])
        scrubbed = (scrub_meta if name == "meta" else scrub_column)(
            column, wanted, replace, kernel, names
        )
        if scrubbed is None:
            continue
        new[name], by_row = scrubbed
        for row, kinds in by_row.items():
            counts.setdefault(row, Counter()).update(kinds)
    if "text" in new:
        changed = pc.not_equal(new["text"], table.column("text").combine_chunks()).to_numpy(False)
        rows = pa.array(np.flatnonzero(changed))
        texts = new["text"].take(rows)
        new["text_hash"] = put(table.column("text_hash"), changed, hashing.text_hashes(texts))
        new["bytes"] = pc.cast(pc.binary_length(new["text"]), pa.int64())
    if (rights := _scrubbed_rights(table, wanted, replace, kernel)) is not None:
        new["page_rights"] = rights
    if not new:
        return table
    listed = [
        [{"kind": k, "count": c[k]} for k in sorted(c)] if (c := counts.get(row)) else None
        for row in range(len(table))
    ]
    new["scrubbed"] = pa.array(listed, SCRUBBED)
    for name, column in new.items():
        table = table.set_column(table.schema.get_field_index(name), DOCUMENTS.field(name), column)
    return conform(table, DOCUMENTS)


def _scrubbed_rights(
    table: pa.Table, wanted: tuple[str, ...], replace: Replace, kernel: Kernel
) -> pa.Array | None:
    """`page_rights` with masked strings; None if they hold no personal data. It counts for nothing: a page
    does not become a list of persons by the address in its footer."""
    column = table.column("page_rights").combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks or [pa.array([], column.type)])
    if column.null_count == len(column):
        return None
    scrubbed = scrub_meta(column, wanted, replace, kernel)
    return scrubbed[0] if scrubbed else None
