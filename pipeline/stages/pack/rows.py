"""From token ids and a layout to the rows of a shard, and the index with the position of each document."""

from typing import Literal

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.contract import index_of
from pipeline.core.checksum import CHECKSUM, checksum
from pipeline.core.errors import ConservationError
from pipeline.core.kernel import Kernel
from pipeline.stages.pack.layout import Layout, best_fit, concat

# One row per piece of a document, in the order of the shard: tokens `begin` to `begin` + `tokens` of the
# document are at token `start` of the shard of the same number. The last token of a document is its EOS. A
# document and epoch has one piece, or several if best_fit cuts it.
INDEX = pa.schema(
    [
        ("id", pa.string()),
        ("epoch", pa.int32()),
        ("begin", pa.int64()),
        ("start", pa.int64()),
        ("tokens", pa.int64()),
    ]
)
Packing = Literal["concat", "best_fit"]
Borders = Literal["lengths", "position_ids"]


def pack_rows(
    table: pa.Table,
    order: np.ndarray,
    phase: str,
    seq_len: int,
    packing: Packing,
    borders: Borders,
    dtype: str,
    eos: int,
    pad: int,
    vocab_size: int,
    kernel: Kernel,
) -> dict[str, pa.Table]:
    """Rows of `seq_len` ids with the borders of their documents, and the INDEX as a side output.

    `ids` of the table are int32 as bytes; `order` is the order of training as row numbers. Ids are copied
    once, to their final position. Raises ConservationError if tokens are lost or outside the vocabulary.
    """
    chunks = [_ids(chunk) for chunk in table.column("ids").chunks]
    num_ids = np.concatenate([np.diff(o) for o, _ in chunks] or [np.zeros(0, np.int64)])
    lengths = num_ids[order] + 1
    layout = concat(lengths, seq_len) if packing == "concat" else best_fit(lengths, seq_len, kernel)
    if int(layout.length.sum()) != int(lengths.sum()):
        raise ConservationError(
            f"{lengths.sum()} tokens went in, {layout.length.sum()} are in rows"
        )
    flat = np.empty(layout.rows * seq_len, dtype)
    _fill(flat, chunks, order[layout.document], layout, eos, pad)
    if len(flat) and not 0 <= int(flat.min()) <= int(flat.max()) < vocab_size:
        raise ConservationError(f"ids outside the {vocab_size:,} of the tokenizer")
    rows = pa.FixedSizeListArray.from_arrays(pa.array(flat), seq_len)
    packed = pa.table({"input_ids": rows, borders: _borders(layout, seq_len, borders)})
    packed = packed.replace_schema_metadata({CHECKSUM: checksum(packed)})
    pieces = pa.array(order[layout.document])
    columns = [
        table.column("id").take(pieces),
        table.column("epoch").take(pieces),
        pa.array(layout.begin),
        pa.array(layout.start),
        pa.array(layout.length),
    ]
    return {phase: packed, index_of(phase): pa.table(columns, schema=INDEX)}


def _ids(array: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], ids int32) of binary values that hold int32."""
    if not len(array):
        return np.zeros(1, np.int64), np.zeros(0, np.int32)
    _, bounds, data = array.buffers()
    offsets = np.frombuffer(bounds, np.int64)[array.offset : array.offset + len(array) + 1] // 4
    return offsets, np.frombuffer(data or b"", np.int32)


def _fill(
    flat: np.ndarray,
    chunks: list[tuple[np.ndarray, np.ndarray]],
    source: np.ndarray,
    layout: Layout,
    eos: int,
    pad: int,
) -> None:
    """Copy every piece to its position, with EOS after every document and padding between; `source` is the
    row of a piece in the chunks."""
    first = 0
    for offsets, ids in chunks:
        rows = len(offsets) - 1
        here = np.flatnonzero((source >= first) & (source < first + rows))
        begin, start, length = layout.begin[here], layout.start[here], layout.length[here]
        _copy(flat, ids, offsets, source[here] - first, begin, start, length, eos)
        first += rows
    _pad(flat, layout.start, layout.length, pad)


@njit(cache=True, nogil=True)
def _copy(flat, ids, offsets, row, begin, start, length, eos):
    for p in range(len(row)):
        at, to = offsets[row[p]] + begin[p], start[p]
        last = offsets[row[p] + 1]
        for k in range(length[p]):
            flat[to + k] = ids[at + k] if at + k < last else eos


@njit(cache=True, nogil=True)
def _pad(flat, start, length, pad):
    end = 0
    for p in range(len(start)):
        flat[end : start[p]] = pad
        end = start[p] + length[p]
    flat[end:] = pad


def _borders(layout: Layout, seq_len: int, kind: Borders) -> pa.Array:
    """For each row the lengths of its pieces, padding counted as a piece, list<int32>; or the position of
    each token in its piece, fixed_size_list<int32>."""
    size = layout.rows * seq_len
    begins = np.zeros(size + 1, bool)
    begins[::seq_len] = True
    begins[layout.start] = True
    begins[layout.start + layout.length] = True  # padding, if nothing else begins there
    cuts = np.flatnonzero(begins)
    if kind == "position_ids":
        positions = np.arange(size) - np.repeat(cuts[:-1], np.diff(cuts))
        return pa.FixedSizeListArray.from_arrays(pa.array(positions.astype(np.int32)), seq_len)
    lengths = np.diff(cuts).astype(np.int32)
    offsets = np.searchsorted(cuts, np.arange(layout.rows + 1) * seq_len)
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), pa.array(lengths))
