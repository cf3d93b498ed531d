"""Bytes of rows: what a column takes once it is decoded, however its rows share their bytes."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import DamagedError, Request
from pipeline.readers.compression import FREE, BombError
from pipeline.readers.expansion import VIEW, Expansion, decoded_bytes, row_bytes, slices

WORDS = ["", "가나다", "a" * 100]


def lengths(texts: Sequence[str | None], more: int = 0) -> list[int]:
    return [len((text or "").encode()) + more for text in texts]


ROWS = [WORDS[i] for i in (2, 1, 0, 2, 2)]
INDICES = pa.array([2, 1, 0, 2, 2], pa.int8())
ARRAYS: dict[str, tuple[pa.Array, list[int]]] = {
    "string": (pa.array([*ROWS, None]), lengths([*ROWS, None])),
    "large": (pa.array(ROWS, pa.large_string()), lengths(ROWS)),
    "view": (pa.array([*ROWS, None], pa.string_view()), lengths([*ROWS, None], VIEW)),
    "integer": (pa.array([1, None, 3], pa.int16()), [2, 2, 2]),
    "boolean": (pa.array([True, None]), [1, 1]),
    "null": (pa.nulls(2), [0, 0]),
    "dictionary": (pa.DictionaryArray.from_arrays(INDICES, pa.array(WORDS)), lengths(ROWS)),
    "runs": (
        pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 7], pa.int32()), pa.array(WORDS)),
        lengths([WORDS[0]] * 2 + [WORDS[1]] + [WORDS[2]] * 4),
    ),
    "list": (pa.array([ROWS, [], None, ["가"]]), [sum(lengths(ROWS)), 0, 0, 3]),
    "struct": (pa.array([{"a": "xy", "b": 1}, {"a": "", "b": 2}]), [10, 8]),
    "map": (pa.array([[("k", 1), ("ll", 2)], []], pa.map_(pa.string(), pa.int32())), [11, 0]),
    "fixed": (pa.array([["a", "bb"], ["cccc", ""]], pa.list_(pa.string(), 2)), [3, 4]),
    "shared-list": (
        pa.ListViewArray.from_arrays(
            pa.array([0, 0, 1], pa.int32()), pa.array([2, 2, 1], pa.int32()), pa.array(["abc", "d"])
        ),
        [4, 4, 1],
    ),
    "list-of-dictionary": (
        pa.ListArray.from_arrays(
            pa.array([0, 3, 5]), pa.DictionaryArray.from_arrays(INDICES, pa.array(WORDS))
        ),
        [109, 200],
    ),
    "union": (
        pa.UnionArray.from_dense(
            pa.array([0, 0, 1], pa.int8()),
            pa.array([0, 0, 0], pa.int32()),
            [pa.array(["abcd"]), pa.array([1], pa.int8())],
        ),
        [4, 4, 4],
    ),
    "union-of-nothing": (
        pa.UnionArray.from_dense(pa.array([], pa.int8()), pa.array([], pa.int32()), []),
        [],
    ),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_bytes_of_each_row_and_of_any_slice_of_them(name: str) -> None:
    array, expected = ARRAYS[name]
    assert row_bytes(array).tolist() == expected
    for start in range(len(array)):
        for stop in range(start, len(array) + 1):
            assert row_bytes(array.slice(start, stop - start)).tolist() == expected[start:stop]


@given(st.lists(st.text(max_size=4) | st.none()), st.sampled_from(["dictionary", "runs", "view"]))
def test_shared_bytes_count_as_those_of_the_plain_column(
    texts: list[str | None], form: str
) -> None:
    plain = pa.array(texts, pa.string())
    shared: Any = plain.dictionary_encode()
    if form == "runs":
        shared = pa.compute.run_end_encode(plain)
    elif form == "view":
        shared = plain.cast(pa.string_view())
    more = VIEW if form == "view" else 0
    assert row_bytes(shared).tolist() == lengths(texts, more)
    assert decoded_bytes(pa.table({"text": shared})) == sum(lengths(texts, more))


def test_slices_hold_at_most_64_mb_or_one_row() -> None:
    sizes = [1 << 20, 40 << 20, 100 << 20]
    values = pa.array(["x" * size for size in sizes])
    rng = np.random.default_rng(3)
    indices = rng.integers(0, 3, 60).astype(np.int32)
    table = pa.table({"text": pa.DictionaryArray.from_arrays(pa.array(indices), values)})
    found = list(slices(table))
    assert (
        pa.concat_tables([part for part, _ in found])
        .column(0)
        .combine_chunks()
        .indices.equals(pa.array(indices))
    )
    at = 0
    for part, size in found:
        own = [sizes[i] for i in indices[at : at + len(part)]]
        at += len(part)
        assert size == sum(own)
        assert size <= 64 << 20 or len(own) == 1
        following = sizes[indices[at]] if at < len(indices) else 1 << 30
        assert size + following > 64 << 20


def test_slices_of_plain_rows_hold_at_most_4096() -> None:
    table = pa.table({"a": range(10_000)})
    assert [(len(part), size) for part, size in slices(table)] == [
        (4096, 32768),
        (4096, 32768),
        (1808, 14464),
    ]
    shared = pa.table({"a": pa.array(["x"] * 10_000).dictionary_encode()})
    assert [len(part) for part, _ in slices(shared)] == [4096, 4096, 1808]


def test_column_that_points_outside_its_values_is_damage() -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0, 7], pa.int8()), ["a"], safe=False)
    with pytest.raises(DamagedError, match="not a whole file"):
        list(slices(pa.table({"text": column})))


def test_bytes_that_are_stated_and_those_of_rows_are_held_to_the_limit_alone() -> None:
    expansion = Expansion(io.BytesIO(bytes(1 << 20)), Request(max_expansion=100))
    for count in (expansion.announce, expansion.take):
        count(60 << 20)
        count(40 << 20)
        with pytest.raises(BombError, match="more than 100 times"):
            count(1)
    small = Expansion(io.BytesIO(b"x"), Request(max_expansion=100))
    small.take(FREE)
    with pytest.raises(BombError):
        small.take(1)
