"""Packed rows: the tokens of forgotten documents become padding, and their pieces leave the index.

No other token moves: the place of every document, the number of rows and what a trainer has read of them stay
unchanged. Trainers learn nothing from padding, by the rule that they follow at the ends of rows.
"""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.core.checksum import CHECKSUM, checksum


def pieces_of(index: pa.Table, ids: Collection[str]) -> pa.Table:
    """The rows of an index that belong to these documents."""
    wanted = pa.array(sorted(ids), pa.string())
    return index.filter(pc.is_in(index.column("id"), value_set=wanted))


def without_pieces(index: pa.Table, ids: Collection[str]) -> pa.Table:
    """An index without the pieces of these documents."""
    wanted = pa.array(sorted(ids), pa.string())
    kept = index.filter(pc.invert(pc.is_in(index.column("id"), value_set=wanted)))
    return kept.replace_schema_metadata(None)


def padded(rows: pa.Table, pieces: pa.Table, pad: int) -> pa.Table:
    """Packed rows with `pad` in place of the tokens of these pieces; their borders stay."""
    column = rows.column("input_ids")
    flat = np.concatenate([c.flatten().to_numpy() for c in column.chunks]).copy()
    starts, tokens = (pieces.column(n).to_numpy() for n in ("start", "tokens"))
    for start, number in zip(starts.tolist(), tokens.tolist(), strict=True):
        flat[start : start + number] = pad
    width = column.type.list_size
    new = pa.FixedSizeListArray.from_arrays(pa.array(flat, column.type.value_type), width)
    at = rows.schema.get_field_index("input_ids")
    changed = rows.set_column(at, rows.schema.field(at), new).combine_chunks()
    metadata = {k: v for k, v in (rows.schema.metadata or {}).items() if k != CHECKSUM}
    return changed.replace_schema_metadata({**metadata, CHECKSUM: checksum(changed)})
