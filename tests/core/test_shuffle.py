"""Rows reach their part by way of spills and merges: the same bytes as directly, whatever is interrupted."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core import shuffle
from pipeline.core.dataset import Dataset
from pipeline.core.errors import ConservationError, MalmoiError, StaleOutput
from pipeline.core.exchange import ByKey, Chunked, Reducer, Rows, Sorted, ToShards, Unsorted
from pipeline.core.executor import ONE_CPU
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.core.shuffle import Routes
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from tests.core.phases import Numbers, as_is, documents, double, in_turn, made, total


def keyed(table: pa.Table) -> pa.Table:
    """Many keys, most of them in several shards; addresses of five shards."""
    values = table["bytes"].to_numpy()
    address = (values % 5 << 32) + values
    return pa.table({"key": values * 7919 % 41, "address": address, "value": values})


class StopError(Exception):
    """What the executor below raises."""


class Breaking(LocalExecutor):
    """Stops after so many units, as a killed run does."""

    def __init__(self, units: int) -> None:
        super().__init__()
        self.left = units

    def map(self, function: Any, items: Any, needs: Any = ONE_CPU) -> Iterator[Any]:
        for result in super().map(function, items, needs):
            if self.left == 0:
                raise StopError
            self.left -= 1
            yield result


def job(folder: Path, executor: LocalExecutor | None = None) -> Job:
    return Job(Store(str(folder)), "s", executor or LocalExecutor(), Silent())


def source(folder: Path, shards: int) -> Dataset:
    items = [Numbers(tuple(range(i, 40 * shards, shards))) for i in range(shards)]
    return job(folder).make("source", _whole, items)


def _whole(item: Numbers) -> Iterator[pa.Table]:
    return documents(item, size=1 << 20)


def exchanged(
    folder: Path, reduce: Reducer, to: ByKey | ToShards, shards: int, run: Job | None = None
) -> Dataset:
    rows = Rows(source(folder, shards), emit=keyed)
    return (run or job(folder)).exchange("out", rows, to, reduce)


def files(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in (folder / "s" / "out").iterdir()}


@given(st.integers(1, 300), st.integers(1, 300))
def test_every_pair_of_shard_and_part_has_one_route(shards: int, parts: int) -> None:
    routes = Routes(shards, parts, shuffle._root(parts), shuffle._root(shards))
    merges = [routes.merge_of(i) for i in range(routes.groups * routes.buckets)]
    for part in {0, parts // 2, parts - 1}:
        which, inside = routes.files_of(part)
        sources = [merges[i] for i in range(len(merges))[which]]
        assert [s for spills, _ in sources for s in range(shards)[spills]] == list(range(shards))
        assert {bucket * routes.width + inside for _, bucket in sources} == {part}


@given(st.integers(1, 100_000), st.integers(1, 100_000))
def test_merge_reads_no_more_than_the_rows_of_a_shard(shards: int, parts: int) -> None:
    """A merge reads a bucket of each spill of its group: few parts make few buckets, and small groups."""
    routes = Routes.between(shards, parts)
    assert routes.height <= routes.buckets
    assert routes.merges == (routes.width > 1)


def test_parts_read_spills_up_to_so_many_pairs() -> None:
    assert not Routes.between(128, shuffle.DIRECT // 128).merges
    assert Routes.between(128, shuffle.DIRECT // 128 + 1).merges


@given(st.integers(1, 100_000))
def test_reads_of_a_shard_grow_with_the_root_of_their_number(shards: int) -> None:
    routes = Routes.between(shards, shards)
    if not routes.merges:
        assert shards * shards <= shuffle.DIRECT
        return
    reads = routes.buckets * shards + routes.groups * shards
    assert reads <= 2 * shards * (shards**0.5 + 3)
    assert routes.groups * routes.buckets <= shards + 3 * shards**0.5 + 4


@pytest.mark.parametrize("shards", [2, 5, 12])
@pytest.mark.parametrize(
    ("reduce", "to"),
    [
        (Sorted(as_is, order=("value",)), ByKey("key")),
        (Sorted(as_is), ByKey("key", 3)),
        (Unsorted(as_is), ByKey("key", 1)),
        (Chunked(in_turn, order=("value",)), ByKey("key", 7)),
    ],
)
def test_merged_rows_make_the_bytes_that_direct_ones_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shards: int, reduce: Reducer, to: ByKey
) -> None:
    exchanged(tmp_path / "direct", reduce, to, shards)
    monkeypatch.setattr(shuffle, "DIRECT", 0)
    monkeypatch.setattr(shuffle, "CHUNK", 500)
    merged = exchanged(tmp_path / "merged", reduce, to, shards)
    assert merged.num_rows == 40 * shards
    assert files(tmp_path / "merged") == files(tmp_path / "direct")
    assert sorted(f.name for f in (tmp_path / "merged" / "s").iterdir()) == ["out", "source"]


def test_merged_rows_reach_the_shards_that_they_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shuffle, "DIRECT", 0)
    five = source(tmp_path / "five", 5)
    found = exchanged(tmp_path, Sorted(as_is), ToShards(five), 8)
    for shard in range(5):
        values = found.read(shard)["value"].to_numpy()
        assert np.array_equal(np.sort(values), np.arange(shard, 320, 5))


def test_interrupted_after_any_unit_ends_in_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shuffle, "DIRECT", 0)
    reduce, to = Sorted(as_is, order=("value",)), ByKey("key")
    exchanged(tmp_path / "once", reduce, to, 6)
    rounds, finished = 0, False
    while not finished:
        rounds += 1
        try:
            exchanged(tmp_path / "often", reduce, to, 6, job(tmp_path / "often", Breaking(0)))
            finished = True
        except StopError:
            assert rounds < 40
    assert rounds > 20  # 6 spills, 9 merges, 6 parts: a unit in each round
    assert files(tmp_path / "often") == files(tmp_path / "once")
    assert sorted(f.name for f in (tmp_path / "often" / "s").iterdir()) == ["out", "source"]


def test_what_a_kill_after_a_commit_has_left_behind_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shuffle, "DIRECT", 0)
    reduce, to, root = Sorted(as_is), ByKey("key"), tmp_path / "s"
    with pytest.raises(StopError):
        # 6 spills, 9 merges, and the first of 6 parts
        exchanged(tmp_path, reduce, to, 6, job(tmp_path, Breaking(16)))
    for left in ("out.spill", "out.merged"):
        (root / left).mkdir(exist_ok=True)
        (root / left / "left").touch()
        found = exchanged(tmp_path, reduce, to, 6)
        assert sorted(f.name for f in root.iterdir()) == ["out", "source"]
    assert found.num_rows == 240


@pytest.mark.parametrize("side", ["spill", "merge"])
def test_row_that_is_lost_between_the_sides_fails_the_phase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: str
) -> None:
    monkeypatch.setattr(shuffle, "DIRECT", 0)
    whole = shuffle.spill.rows_of
    lost: list[str] = []

    def losing(store: Store, paths: list[str], part: int) -> Iterator[pa.Table]:
        for table in whole(store, paths, part):
            if (
                not lost
                and len(table)
                and f".{'spill' if side == 'spill' else 'merged'}/" in paths[0]
            ):
                lost.append(paths[0])
                table = table.slice(1)
            yield table

    monkeypatch.setattr(shuffle.spill, "rows_of", losing)
    with pytest.raises(ConservationError, match="240 rows were spilled, 239 came back"):
        exchanged(tmp_path, Sorted(as_is), ByKey("key"), 6)


def test_dataset_travels_without_its_list_of_shards(tmp_path: Path) -> None:
    few, many = (len(pickle.dumps(source(tmp_path / f"{n:02d}", n))) for n in (2, 40))
    assert few == many
    there = pickle.loads(pickle.dumps(source(tmp_path / "40", 40)))
    assert there.rows == [40] * 40
    assert there.read(39).num_rows == 40


def test_dataset_that_is_made_again_under_a_worker_is_refused(tmp_path: Path) -> None:
    travelling = pickle.dumps(source(tmp_path, 3))
    commit = tmp_path / "s" / "source" / "_commit.json"
    commit.write_text(commit.read_text().replace("00002-000", "00009-000"))
    with pytest.raises(MalmoiError, match="s/source was made again by another run"):
        pickle.loads(travelling).read(0)


def triple(table: pa.Table) -> pa.Table:
    """Other values than `double` under the same names."""
    values = table["bytes"].to_numpy()
    return pa.table({"key": values % 3, "value": values * 3})


@pytest.mark.parametrize(
    ("rows", "to", "reduce"),
    [
        ({"emit": triple}, ByKey("key", 2), Sorted(as_is)),
        ({"emit": double, "columns": ("bytes", "id")}, ByKey("key", 2), Sorted(as_is)),
        ({"emit": double}, ByKey("value", 2), Sorted(as_is)),
        ({"emit": double}, ByKey("key", 3), Sorted(as_is)),
        ({"emit": double}, ByKey("key", 2), Sorted(total)),
        ({"emit": double}, ByKey("key", 2), Sorted(as_is, order=("value",))),
        ({"emit": double}, ByKey("key", 2), Unsorted(as_is)),
    ],
    ids=["emit", "columns", "key", "parts", "function", "order", "sorted"],
)
def test_exchange_of_another_description_is_refused(
    tmp_path: Path, rows: dict[str, Any], to: ByKey, reduce: Reducer
) -> None:
    corpus = made(tmp_path)

    def exchange(rows: dict[str, Any], to: ByKey, reduce: Reducer) -> Dataset:
        whole = Rows(corpus, **{"columns": ("bytes",), **rows})
        return job(tmp_path).exchange("out", whole, to, reduce)

    first = exchange({"emit": double}, ByKey("key", 2), Sorted(as_is))
    again = exchange({"emit": double}, ByKey("key", 2), Sorted(as_is))
    assert again.commit == first.commit
    with pytest.raises(StaleOutput, match="s/out was made differently"):
        exchange(rows, to, reduce)
