"""Rows from ids: the same however the documents lie in memory, and none outside the vocabulary."""

import numpy as np
import pyarrow as pa
import pytest

from pipeline.core.errors import ConservationError
from pipeline.registry import KERNELS
from pipeline.stages.pack.rows import pack_rows

EOS, PAD = 1, 0
DOCUMENTS = [[10, 11, 12], [13], [], [14, 15, 16, 17, 18, 19, 20], [21, 22], [23, 24, 25, 26]]


def table(*bounds: int) -> pa.Table:
    """DOCUMENTS in chunks that end at `bounds`, each a slice of one array."""
    ids = pa.array([np.array(d, np.int32).tobytes() for d in DOCUMENTS], pa.large_binary())
    starts = (0, *bounds)
    chunks = [ids.slice(a, b - a) for a, b in zip(starts, (*bounds, len(ids)), strict=True)]
    return pa.table(
        {
            "id": [f"d{i}" for i in range(len(ids))],
            "epoch": pa.array([0] * len(ids), pa.int32()),
            "ids": pa.chunked_array(chunks, pa.large_binary()),
        }
    )


def packed(
    given: pa.Table, packing: str = "best_fit", vocab_size: int = 27, borders: str = "lengths"
) -> dict[str, pa.Table]:
    order = np.array([3, 0, 5, 1, 4, 2])
    bins = KERNELS.kernel("bins", "numba")
    args = ("train", 4, packing, borders, "int32", EOS, PAD, vocab_size, bins)
    return pack_rows(given, order, *args)  # type: ignore[arg-type]


@pytest.mark.parametrize("packing", ["best_fit", "concat"])
@pytest.mark.parametrize("bounds", [(0,), (0, 0, 2), (1, 1, 4), (3, 5), (6,)])
def test_rows_do_not_depend_on_the_chunks_of_the_documents(
    packing: str, bounds: tuple[int, ...]
) -> None:
    whole, cut = packed(table(), packing), packed(table(*bounds), packing)
    assert whole.keys() == cut.keys()
    assert all(whole[name].equals(cut[name]) for name in whole)
    ids = whole["train"]["input_ids"].combine_chunks().flatten().to_pylist()
    assert sorted(i for i in ids if i > EOS) == list(range(10, 27))
    assert ids.count(EOS) == len(DOCUMENTS)


def pieces_of(found: dict[str, pa.Table]) -> list[list[int]]:
    """The lengths of the pieces of each row from the index, padding between and behind them counted."""
    index = found["train.index"]
    borders = {0, found["train"].num_rows * 4}
    for start, tokens in zip(index["start"].to_pylist(), index["tokens"].to_pylist(), strict=True):
        borders |= {start, start + tokens}
    cuts = sorted(borders | set(range(0, max(borders), 4)))
    rows: list[list[int]] = [[] for _ in range(found["train"].num_rows)]
    for begin, end in zip(cuts, cuts[1:], strict=False):
        rows[begin // 4].append(end - begin)
    return rows


@pytest.mark.parametrize("packing", ["best_fit", "concat"])
def test_borders_are_those_of_documents_and_of_padding(packing: str) -> None:
    found = packed(table(), packing)
    ids = found["train"]["input_ids"].to_pylist()
    assert PAD in [i for row in ids for i in row]
    expected = pieces_of(found)
    assert found["train"]["lengths"].to_pylist() == expected
    positions = packed(table(), packing, borders="position_ids")["train"]["position_ids"]
    assert positions.to_pylist() == [[i for n in row for i in range(n)] for row in expected]


def test_shard_without_documents_has_no_rows() -> None:
    given = table().slice(0, 0)
    bins = KERNELS.kernel("bins", "numba")
    for borders in ("lengths", "position_ids"):
        args = ("train", 4, "concat", borders, "int32", EOS, PAD, 27, bins)
        found = pack_rows(given, np.zeros(0, np.int64), *args)  # type: ignore[arg-type]
        assert (found["train"].num_rows, found["train.index"].num_rows) == (0, 0)


def test_id_beyond_the_vocabulary_is_refused_and_the_last_one_is_not() -> None:
    assert packed(table(), vocab_size=27)["train"].num_rows > 0
    with pytest.raises(ConservationError, match="outside the 26"):
        packed(table(), vocab_size=26)
