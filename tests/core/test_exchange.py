"""Rows with equal keys meet, sorted or not, in memory or in chunks."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.exchange import ByKey, Chunked, Rows, Sorted, Unsorted, sorted_order
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.core.shuffle import part_of
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from tests.core.phases import Numbers, as_is, documents, double, in_turn, job, made, total


def test_exchange_brings_equal_keys_together_once(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    sums = job(tmp_path).exchange(
        "sums", Rows(corpus, ("bytes",), double), ByKey("key"), Sorted(total)
    )
    found = {r["key"]: r["sum"] for r in sums.table().to_pylist()}
    assert found == {0: 18, 1: 24, 2: 14}
    assert sums.num_rows == 3
    assert not (tmp_path / "s" / "sums.spill").exists()


def test_parts_are_parquet_unless_a_stream_is_asked_for(tmp_path: Path) -> None:
    rows, to = Rows(made(tmp_path), ("bytes",), double), ByKey("key", 2)
    found = job(tmp_path).exchange("table", rows, to, Sorted(total))
    stream = job(tmp_path).exchange("stream", rows, to, Sorted(total, stream=True))
    assert found.shards == ["00000.parquet", "00001.parquet"]
    assert stream.shards == ["00000.arrow", "00001.arrow"]
    assert found.table().equals(stream.table())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.integers(0, 2**63 - 1), max_size=50), st.integers(1, 7))
def test_parts_depend_on_the_key_alone(keys: list[int], parts: int) -> None:
    column = pa.chunked_array([pa.array(keys, pa.int64())])
    found = part_of(column, parts, False)
    assert all(0 <= p < parts for p in found)
    assert dict(zip(keys, found, strict=True)) == dict(
        zip(reversed(keys), found[::-1], strict=True)
    )


@pytest.mark.parametrize("chunk", [1, 100, 1000, 1 << 28])
def test_a_part_larger_than_memory_comes_in_sorted_chunks(
    tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.core.shuffle.CHUNK", chunk)
    job = Job(Store(str(tmp_path)), "s", LocalExecutor(), Silent())
    source = job.make("source", documents, [Numbers(tuple(range(i, 90, 4))) for i in range(4)])
    found = job.exchange(
        "sorted", Rows(source, emit=double), ByKey("key", 2), Chunked(in_turn, order=("value",))
    )
    whole = job.exchange(
        "whole", Rows(source, emit=double), ByKey("key", 2), Sorted(as_is, order=("value",))
    )
    loose = job.exchange("loose", Rows(source, emit=double), ByKey("key", 2), Unsorted(as_is))
    for part in range(2):
        assert found.read(part).equals(whole.read(part))
        assert (
            loose.read(part)
            .sort_by([("key", "ascending"), ("value", "ascending")])
            .equals(whole.read(part))
        )


def test_rows_of_equal_keys_keep_the_order_of_their_shards() -> None:
    """With so many rows polars sorts in several threads."""
    keys = np.random.default_rng(3).integers(0, 7, 300_000)
    table = pa.table({"key": keys, "other": keys % 2})
    for by in (("key",), ("other", "key")):
        columns = [table.column(k).to_numpy() for k in by]
        expected = np.lexsort(columns[::-1])
        assert np.array_equal(sorted_order(table, by), expected)


@given(st.lists(st.binary(min_size=16, max_size=16), min_size=2, max_size=40), st.integers(1, 9))
def test_parts_of_hashes_follow_their_first_word(keys: list[bytes], parts: int) -> None:
    column = pa.chunked_array(
        [pa.array(keys, pa.binary(16)).slice(1), pa.array(keys[:1], pa.binary(16))]
    )
    words = [int.from_bytes(k[:8], "little") for k in [*keys[1:], keys[0]]]
    as_numbers = pa.chunked_array([pa.array(words, pa.uint64())])
    assert part_of(column, parts, False).tolist() == part_of(as_numbers, parts, False).tolist()


def test_addresses_name_their_part_and_other_keys_are_refused() -> None:
    addresses = pa.chunked_array([pa.array([(3 << 32) + 7, 1, (9 << 32) + 1])])
    assert part_of(addresses, 4, True).tolist() == [3, 0, 9]
    with pytest.raises(TypeError, match="exchange by double"):
        part_of(pa.chunked_array([pa.array([0.5])]), 4, False)
