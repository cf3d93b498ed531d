"""Texts as later stages read them: without the spans that earlier stages have cut."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def without(texts: pa.ChunkedArray, cut: pa.ChunkedArray) -> pa.ChunkedArray:
    """large_string texts without the spans of a column `cut` (CUT, ascending; null for none)."""
    if cut.null_count == len(cut):
        return texts
    whole = pa.concat_arrays(texts.chunks)
    _, offset_buffer, data_buffer = whole.buffers()
    offsets = np.frombuffer(offset_buffer, np.int64)[whole.offset : whole.offset + len(whole) + 1]
    data = np.frombuffer(data_buffer, np.uint8)[offsets[0] : offsets[-1]]
    offsets = offsets - offsets[0]
    spans = pa.concat_arrays(cut.chunks)
    counts = pc.list_value_length(spans).fill_null(0).to_numpy(zero_copy_only=False)
    flat, base = spans.flatten(), np.repeat(offsets[:-1], counts)
    starts, ends = (base + flat.field(n).to_numpy() for n in ("start", "end"))
    border = np.zeros(len(data) + 1, np.int8)
    border[starts] += 1
    border[ends] -= 1  # where one span follows another at once, the two make 0
    kept = np.cumsum(border[:-1], dtype=np.int8) == 0
    gone = np.concatenate([[0], np.cumsum(ends - starts)])
    gone = gone[np.concatenate([[0], np.cumsum(counts)])]
    buffers = [None, pa.py_buffer(offsets - gone), pa.py_buffer(data[kept])]
    return pa.chunked_array([pa.Array.from_buffers(pa.large_string(), len(whole), buffers)])
