"""Arrow strings as NumPy arrays: kernels work on UTF-8 bytes and offsets, not on Python strings."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa


def utf8(texts: pa.Array | pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], data uint8): text i is data[offsets[i]:offsets[i + 1]]; null is empty.

    No copy for one chunk of large_string; other layouts cost one pass over the bytes.
    """
    texts = large_strings(texts)
    if len(texts) == 0:
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    _, offset_buffer, data_buffer = texts.buffers()
    offsets = np.frombuffer(offset_buffer, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(data_buffer, np.uint8) if data_buffer else np.zeros(0, np.uint8)
    return offsets, data


def large_strings(texts: pa.Array | pa.ChunkedArray) -> pa.LargeStringArray:
    """One array of large_string, null as empty; the same array if it is one."""
    if isinstance(texts, pa.ChunkedArray):
        texts = (
            texts.chunk(0)
            if texts.num_chunks == 1
            else pa.concat_arrays(texts.chunks or [pa.array([], texts.type)])
        )
    if not pa.types.is_large_string(texts.type):
        texts = texts.cast(pa.large_string())
    return texts.fill_null("") if texts.null_count else texts


def words_of(data: np.ndarray) -> np.ndarray:
    """The same bytes eight at a time, uint64; an end of less than eight is left out."""
    return data[: len(data) & ~7].view(np.uint64)


def slices(texts: pa.Array | pa.ChunkedArray) -> Iterator[memoryview]:
    """Each text as a memoryview of its UTF-8 bytes, without decoding.

    One at a time: a list of them is what the garbage collector would look through again and again.
    """
    offsets, data = utf8(texts)
    view, ends = memoryview(data), offsets.tolist()  # type: ignore[arg-type]
    return (view[a:b] for a, b in zip(ends, ends[1:], strict=False))
