"""The verbs and their rules, on small phases of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset, Store
from pipeline.core.errors import ConservationError, StaleOutput
from pipeline.core.exchange import part_of
from pipeline.core.executor import ONE_CPU, LocalExecutor
from pipeline.core.identity import Kernel
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.core.schema import DOCUMENTS, conform


@dataclass(frozen=True)
class Numbers:
    """A make item: tables of numbers."""

    values: tuple[int, ...]

    def identity(self) -> dict[str, Any]:
        return {"values": list(self.values)}


def documents(item: Numbers, size: int = 2) -> Iterator[pa.Table]:
    for start in range(0, max(len(item.values), 1), size):
        rows = item.values[start : start + size]
        table = pa.table({"id": [f"d{v}" for v in rows], "bytes": pa.array(rows, pa.int64())})
        yield conform(
            table.cast(pa.schema([("id", pa.string()), ("bytes", pa.int64())])), DOCUMENTS
        )


def double(table: pa.Table) -> pa.Table:
    return pa.table(
        {
            "key": pa.array(table["bytes"].to_numpy() % 3),
            "value": pa.array(table["bytes"].to_numpy() * 2),
        }
    )


def total(table: pa.Table) -> pa.Table:
    keys, values = table["key"].to_numpy(), table["value"].to_numpy()
    own = np.unique(keys)
    return pa.table(
        {"key": own, "sum": pa.array([int(values[keys == k].sum()) for k in own], pa.int64())}
    )


def drop_above(table: pa.Table, limit: int) -> pa.Table:
    reasons = ["large" if v > limit else None for v in table["bytes"].to_pylist()]
    return pa.table({"drop_reason": pa.array(reasons, pa.string())})


def forget_one(table: pa.Table) -> pa.Table:
    return pa.table({"drop_reason": pa.array([None] * (len(table) - 1), pa.string())})


def job(tmp_path: Path, stage: str = "s", replace: bool = False) -> Job:
    return Job(Store(str(tmp_path)), stage, LocalExecutor(), Silent(), replace)


def made(tmp_path: Path, replace: bool = False) -> Corpus:
    items = [Numbers((1, 2, 3, 4, 5)), Numbers((6, 7)), Numbers(())]
    return Corpus(job(tmp_path, "in", replace).make("documents", documents, items))


def test_make_names_shards_by_unit_and_part(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    names = ["00000-000", "00000-001", "00000-002", "00001-000", "00002-000"]
    assert corpus.documents.shards == [f"{n}.parquet" for n in names]
    assert corpus.documents.rows == [2, 2, 1, 2, 0]


def test_exchange_brings_equal_keys_together_once(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    sums = job(tmp_path).exchange("sums", total, corpus, by="key", emit=double, columns=("bytes",))
    found = {r["key"]: r["sum"] for r in sums.table().to_pylist()}
    assert found == {0: 18, 1: 24, 2: 14}
    assert sums.num_rows == 3
    assert not (tmp_path / "s" / "sums.spill").exists()


def test_mark_scatters_over_living_and_dead(tmp_path: Path) -> None:
    corpus = job(tmp_path, "a").mark(partial(drop_above, limit=5), made(tmp_path), ("bytes",))
    corpus = job(tmp_path, "b").mark(partial(drop_above, limit=3), corpus, ("bytes",))
    assert [i for t in corpus.living(["id"]) for i in t["id"].to_pylist()] == ["d1", "d2", "d3"]
    assert corpus.dropped("a", ["id"])["id"].to_pylist() == ["d6", "d7"]
    assert corpus.dropped("b", ["id"])["id"].to_pylist() == ["d4", "d5"]
    assert corpus.marks_of("b").commit["facts"] == {"in": 5, "living": 3, "dropped": {"large": 2}}


def test_mark_that_loses_a_document_fails_loudly(tmp_path: Path) -> None:
    with pytest.raises(ConservationError, match="2 living documents were shown, 1 marks came back"):
        job(tmp_path, "a").mark(forget_one, made(tmp_path), ("id",))


def test_other_arguments_are_refused_and_replaced_on_demand(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    job(tmp_path, "a").mark(partial(drop_above, limit=5), corpus, ("bytes",))
    with pytest.raises(StaleOutput, match=r"arguments\.limit: 5 -> 4"):
        job(tmp_path, "a").mark(partial(drop_above, limit=4), corpus, ("bytes",))
    marked = job(tmp_path, "a", replace=True).mark(partial(drop_above, limit=4), corpus, ("bytes",))
    assert marked.dropped("a", ["id"])["id"].to_pylist() == ["d5", "d6", "d7"]


@pytest.mark.parametrize("damage", ["delete", "truncate", "stray"])
def test_damaged_output_is_made_again(tmp_path: Path, damage: str) -> None:
    corpus = made(tmp_path)
    mark = partial(drop_above, limit=5)
    job(tmp_path, "a").mark(mark, corpus, ("bytes",))
    folder = tmp_path / "a" / "marks"
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    victim = folder / "00001.parquet"
    if damage == "delete":
        victim.unlink()
    elif damage == "truncate":
        victim.write_bytes(victim.read_bytes()[:-9])
    else:
        (folder / "_commit.json").unlink()
        (folder / "00099.parquet").write_bytes(b"not ours")
    job(tmp_path, "a").mark(mark, corpus, ("bytes",))
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_new_item_keeps_the_units_that_stand(tmp_path: Path) -> None:
    made(tmp_path)
    first = tmp_path / "in" / "documents" / "00000-000.parquet"
    stamp = first.stat().st_mtime_ns
    items = [Numbers((1, 2, 3, 4, 5)), Numbers((6, 7)), Numbers((8,))]
    grown = job(tmp_path, "in", replace=True).make("documents", documents, items)
    assert grown.num_rows == 8
    assert first.stat().st_mtime_ns == stamp


def test_projection_reads_only_the_named_columns(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    class Spying(LocalExecutor):
        def map(self, function, items, needs=None):
            work = function.work
            seen.append(list(work.source.read(0, work.columns).column_names))
            return super().map(function, items)

    spy = Job(Store(str(tmp_path)), "p", Spying(), Silent())
    spy.map("doubled", double, made(tmp_path), ("bytes",))
    assert seen == [["bytes"]]


def on_kernel(table: pa.Table, kernel: Kernel) -> pa.Table:
    return table


def test_units_whose_kernels_run_on_a_gpu_ask_for_their_share(tmp_path: Path) -> None:
    asked: list[float] = []

    class Spying(LocalExecutor):
        def map(self, function, items, needs=ONE_CPU):
            asked.append(needs.gpus)
            return super().map(function, items)

    spy = Job(
        Store(str(tmp_path)), "p", Spying(), Silent(), backends=(("minhash", "cudf"),), gpus=0.25
    )
    corpus = made(tmp_path)
    spy.map("doubled", double, corpus, ("bytes",))
    spy.map("on_gpu", partial(on_kernel, kernel=spy.kernel("minhash")), corpus, ("bytes",))
    emit = partial(on_kernel, kernel=spy.kernel("minhash"))
    spy.exchange("meet", as_is, corpus, by="bytes", columns=("bytes",), emit=emit)
    assert asked == [0, 0.25, 0.25, 0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.integers(0, 2**63 - 1), max_size=50), st.integers(1, 7))
def test_parts_depend_on_the_key_alone(keys: list[int], parts: int) -> None:
    column = pa.chunked_array([pa.array(keys, pa.int64())])
    found = part_of(column, parts, False)
    assert all(0 <= p < parts for p in found)
    assert dict(zip(keys, found, strict=True)) == dict(
        zip(reversed(keys), found[::-1], strict=True)
    )


def test_dataset_reads_what_the_commit_lists(tmp_path: Path) -> None:
    documents = made(tmp_path).documents
    (tmp_path / "in" / "documents" / "00009-000.parquet").write_bytes(b"")
    assert Dataset(documents.store, documents.path).shards == documents.shards


def with_side(table: pa.Table, limit: int) -> dict[str, pa.Table]:
    marks = drop_above(table, limit)
    return {"marks": marks, "evidence": pa.table({"removed_id": table["id"]})}


@pytest.mark.parametrize("victim", ["00000-000.parquet", "00000-001.parquet", "00000-002.parquet"])
@pytest.mark.parametrize("damage", ["delete", "truncate"])
def test_unit_of_many_shards_is_made_again_when_one_is_damaged(
    tmp_path: Path, victim: str, damage: str
) -> None:
    made(tmp_path)
    folder = tmp_path / "in" / "documents"
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    (folder / victim).unlink() if damage == "delete" else (folder / victim).write_bytes(
        before[victim][:-9]
    )
    assert made(tmp_path).documents.num_rows == 7
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


@pytest.mark.parametrize("damage", ["delete", "truncate", "commit"])
def test_damaged_side_is_made_again(tmp_path: Path, damage: str) -> None:
    corpus, mark = made(tmp_path), partial(with_side, limit=5)
    job(tmp_path, "a").mark(mark, corpus, ("id", "bytes"), sides=("evidence",))
    before = {p: p.read_bytes() for p in (tmp_path / "a").rglob("*.*") if p.is_file()}
    shard = tmp_path / "a" / "evidence" / "00001.parquet"
    if damage == "delete":
        shard.unlink()
    elif damage == "truncate":
        shard.write_bytes(shard.read_bytes()[:-9])
    else:
        (tmp_path / "a" / "evidence" / "_commit.json").unlink()
    job(tmp_path, "a").mark(mark, corpus, ("id", "bytes"), sides=("evidence",))
    assert {p: p.read_bytes() for p in (tmp_path / "a").rglob("*.*") if p.is_file()} == before


def test_sweep_leaves_files_that_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".tmp-mine").touch()
    (tmp_path / ".tmp-0123456789ab-00000.parquet").touch()
    Store(str(tmp_path)).sweep()
    assert [p.name for p in tmp_path.iterdir()] == [".tmp-mine"]


def as_is(table: pa.Table) -> pa.Table:
    return table


def in_turn(chunks: Iterator[pa.Table]) -> pa.Table:
    return pa.concat_tables(chunks)


@pytest.mark.parametrize("chunk", [1, 100, 1000, 1 << 28])
def test_a_part_larger_than_memory_comes_in_sorted_chunks(
    tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.core.exchange.CHUNK", chunk)
    job = Job(Store(str(tmp_path)), "s", LocalExecutor(), Silent())
    source = job.make("source", documents, [Numbers(tuple(range(i, 90, 4))) for i in range(4)])
    found = job.exchange(
        "sorted", in_turn, source, by="key", sort=("value",), emit=double, parts=2, given="chunks"
    )
    whole = job.exchange("whole", as_is, source, by="key", sort=("value",), emit=double, parts=2)
    loose = job.exchange("loose", as_is, source, by="key", emit=double, parts=2, given="unsorted")
    for part in range(2):
        assert found.read(part).equals(whole.read(part))
        assert (
            loose.read(part)
            .sort_by([("key", "ascending"), ("value", "ascending")])
            .equals(whole.read(part))
        )
