"""The tokens of forgotten documents become padding; no other token and no border changes."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.checksum import CHECKSUM, checksum
from pipeline.forget.packed import padded, pieces_of, without_pieces

WIDTH = 8


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 11)), max_size=12),
    st.sets(st.sampled_from("abc")),
)
def test_only_their_tokens_change(pieces: list[tuple[str, int]], ids: set[str]) -> None:
    ends = np.cumsum([n for _, n in pieces], dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    flat = np.arange(100, 100 + -(-total // WIDTH) * WIDTH, dtype=np.int32)
    rows = pa.FixedSizeListArray.from_arrays(pa.array(flat), WIDTH)
    lengths = pa.array([[WIDTH]] * len(rows), pa.list_(pa.int32()))
    table = pa.table({"input_ids": rows, "lengths": lengths}).replace_schema_metadata(
        {"other": "kept"}
    )
    index = pa.table(
        {
            "id": pa.array([d for d, _ in pieces], pa.string()),
            "start": pa.array(ends - [n for _, n in pieces], pa.int64()),
            "tokens": pa.array([n for _, n in pieces], pa.int64()),
        }
    )
    after = padded(table, pieces_of(index, ids), 1) if len(rows) else table
    owner = np.repeat([d for d, _ in pieces], [n for _, n in pieces]) if pieces else np.array([])
    gone = np.zeros(len(flat), bool)
    gone[:total] = np.isin(owner, sorted(ids))
    found = np.concatenate([c.flatten().to_numpy() for c in after["input_ids"].chunks] or [flat])
    assert np.array_equal(found, np.where(gone, 1, flat))
    assert after["lengths"].equals(table["lengths"])
    if len(rows):
        assert after.schema.metadata[CHECKSUM].decode() == checksum(after)
        assert after.schema.metadata[b"other"] == b"kept"
    assert not set(without_pieces(index, ids)["id"].to_pylist()) & ids
    assert len(without_pieces(index, ids)) + len(pieces_of(index, ids)) == len(index)
