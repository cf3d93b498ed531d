"""The verbs, on small phases of their own."""

import os
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.core.dataset import Dataset, Store
from pipeline.core.errors import ConservationError
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.executor import ONE_CPU
from pipeline.core.job import Job
from pipeline.core.progress import Silent
from pipeline.executors.local import LocalExecutor
from pipeline.registry import KERNELS
from tests.core.phases import as_is, double, drop_above, forget_one, job, made, on_kernel


def test_make_names_shards_by_unit_and_part(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    names = ["00000-000", "00000-001", "00000-002", "00001-000", "00002-000"]
    assert corpus.documents.shards == [f"{n}.parquet" for n in names]
    assert corpus.documents.rows == [2, 2, 1, 2, 0]


def test_mark_scatters_over_living_and_dead(tmp_path: Path) -> None:
    corpus = job(tmp_path, "a").mark(partial(drop_above, limit=5), made(tmp_path), ("bytes",))
    corpus = job(tmp_path, "b").mark(partial(drop_above, limit=3), corpus, ("bytes",))
    assert [i for t in corpus.living(["id"]) for i in t["id"].to_pylist()] == ["d1", "d2", "d3"]
    assert corpus.dropped("a", ["id"])["id"].to_pylist() == ["d6", "d7"]
    assert corpus.dropped("b", ["id"])["id"].to_pylist() == ["d4", "d5"]
    assert corpus.marks_of("b").commit["facts"] == {"in": 5, "living": 3, "dropped": {"large": 2}}


def test_mark_that_loses_a_document_fails_loudly(tmp_path: Path) -> None:
    with pytest.raises(ConservationError, match="2 living documents went in, 1 marks came out"):
        job(tmp_path, "a").mark(forget_one, made(tmp_path), ("id",))


def test_projection_reads_only_the_named_columns(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    class Spying(LocalExecutor):
        def map(self, function, items, needs=None):
            work = function.function.work
            seen.append(list(work.source.read(0, work.columns).column_names))
            return super().map(function, items)

    spy = Job(Store(str(tmp_path)), "p", Spying(), Silent())
    spy.map("doubled", double, made(tmp_path), ("bytes",))
    assert seen == [["bytes"]]


def test_units_whose_kernels_run_on_a_gpu_ask_for_their_share(tmp_path: Path) -> None:
    asked: list[float] = []

    class Spying(LocalExecutor):
        def map(self, function, items, needs=ONE_CPU):
            asked.append(needs.gpus)
            return super().map(function, items)

    spy = Job(
        Store(str(tmp_path)),
        "p",
        Spying(),
        Silent(),
        kernels=KERNELS,
        backends=(("minhash", "cudf"),),
        gpus=0.25,
    )
    corpus = made(tmp_path)
    spy.map("doubled", double, corpus, ("bytes",))
    spy.map("on_gpu", partial(on_kernel, kernel=spy.kernel("minhash")), corpus, ("bytes",))
    emit = partial(on_kernel, kernel=spy.kernel("minhash"))
    spy.exchange("meet", Rows(corpus, ("bytes",), emit), ByKey("bytes"), Sorted(as_is))
    assert asked == [0, 0.25, 0.25, 0]


def test_dataset_reads_what_the_commit_lists(tmp_path: Path) -> None:
    documents = made(tmp_path).documents
    (tmp_path / "in" / "documents" / "00009-000.parquet").write_bytes(b"")
    assert Dataset(documents.store, documents.path).shards == documents.shards


def test_sweep_leaves_files_that_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".tmp-mine").touch()
    (tmp_path / ".tmp-0123456789ab-00000.parquet").touch()
    Store(str(tmp_path)).sweep()
    assert [p.name for p in tmp_path.iterdir()] == [".tmp-mine"]


def lost_one(table: pa.Table) -> pa.Table:
    return table.slice(1)


def test_rewrite_that_loses_a_document_fails_loudly(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    with pytest.raises(ConservationError, match="2 documents went in, 1 came out"):
        job(tmp_path).map("less", lost_one, corpus, ("id", "bytes"), keep_rows=True)
    assert job(tmp_path).map("fewer", lost_one, corpus, ("id", "bytes")).num_rows == 3


def test_marks_that_count_other_documents_than_those_before_fail_the_stage(
    tmp_path: Path,
) -> None:
    """A receipt that is wrong is seen at the commit of the next stage."""
    corpus = job(tmp_path, "a").mark(partial(drop_above, limit=5), made(tmp_path), ("bytes",))
    facts = corpus.marks_of("a").commit["facts"]
    facts["living"] -= 1
    with pytest.raises(ConservationError, match="stage b: 4 documents lived before it, 5 went in"):
        job(tmp_path, "b").mark(partial(drop_above, limit=3), corpus, ("bytes",))


def test_marks_of_other_rows_than_the_documents_fail(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    corpus.documents.listing.rows[0] -= 1
    with pytest.raises(ConservationError, match="stage a: 6 documents lived before it, 6 went in"):
        job(tmp_path, "a").mark(partial(drop_above, limit=5), corpus, ("bytes",))


def test_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    sync, name = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda f: (calls.append("sync"), sync(f))[1])
    monkeypatch.setattr(os, "replace", lambda a, b: (calls.append("name"), name(a, b))[1])
    Store(str(tmp_path)).write("a/b", lambda out: out.write(b"x" * 100))
    assert calls == ["sync", "name"]


def test_folder_that_is_made_again_holds_the_new_files_alone(tmp_path: Path) -> None:
    build = partial(fill, text="one")
    folder = job(tmp_path).build("model", build)
    (tmp_path / "s" / "model" / "left.txt").write_text("of a killed run")
    (tmp_path / "s" / "model" / "_commit.json").unlink()
    again = job(tmp_path).build("model", build)
    assert again.commit == folder.commit
    names = {f.name for f in (tmp_path / "s" / "model").iterdir()}
    assert names == {"a.txt", "_phase.json", "_commit.json"}


def fill(folder: Path, text: str) -> None:
    (folder / "a.txt").write_text(text)
