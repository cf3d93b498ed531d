"""The verbs, on small phases of their own."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset
from pipeline.core.errors import ConservationError
from pipeline.core.exchange import ByKey, Rows, Sorted
from pipeline.core.executor import ONE_CPU
from pipeline.core.job import Job
from pipeline.core.poison import Bounds, Poisoned
from pipeline.core.progress import Silent
from pipeline.core.store import Store
from pipeline.executors.local import LocalExecutor
from pipeline.registry import KERNELS
from tests.core.phases import (
    Numbers,
    as_is,
    documents,
    double,
    drop_above,
    forget_one,
    job,
    made,
    on_kernel,
)


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


@pytest.mark.parametrize("name", ["in", "living", "large"])
@pytest.mark.parametrize("step", [1, -1])
def test_each_count_of_marks_is_held_against_the_stage_before(
    tmp_path: Path, name: str, step: int
) -> None:
    corpus, own = made(tmp_path), job(tmp_path, "a")
    marks = own.mark(partial(drop_above, limit=5), corpus, ("bytes",)).marks_of("a")
    own._check_conservation(corpus, marks)
    facts = marks.commit["facts"]
    counts = facts["dropped"] if name == "large" else facts
    counts[name] += step
    with pytest.raises(ConservationError, match="stage a: 7 documents lived before it"):
        own._check_conservation(corpus, marks)


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
    assert [(f["name"], f["rows"], f["size"]) for f in again.commit["shards"]] == [("a.txt", 0, 3)]
    names = {f.name for f in (tmp_path / "s" / "model").iterdir()}
    assert names == {"a.txt", "_phase.json", "_commit.json"}


def fill(folder: Path, text: str) -> None:
    (folder / "a.txt").write_text(text)


class Told(Silent):
    """Progress that keeps (phase, units, done ones, rows, bytes) and the notes."""

    def __init__(self) -> None:
        self.phases: list[tuple[str, int, int, int, int]] = []
        self.notes: list[str] = []

    @contextmanager
    def phase(self, stage: str, phase: str, total: int, done: int) -> Iterator["Told"]:
        self.rows = self.size = 0
        yield self
        self.phases.append((f"{stage}/{phase}", total, done, self.rows, self.size))

    def advance(self, rows: int, size: int, peak: int = 0) -> None:
        self.rows += rows
        self.size += size

    def note(self, line: str) -> None:
        self.notes.append(line)


def test_progress_and_log_tell_units_those_that_stood_and_rows(tmp_path: Path) -> None:
    corpus, told = made(tmp_path), Told()
    watched = replace(job(tmp_path), progress=told)
    watched.map("doubled", double, corpus, ("bytes",))
    watched.exchange("sums", Rows(corpus, ("bytes",), double), ByKey("key", 2), Sorted(as_is))
    watched.build("model", partial(fill, text="four"))
    (tmp_path / "s" / "doubled" / "00000.parquet").unlink()
    watched.map("doubled", double, corpus, ("bytes",))
    assert [phase[:4] for phase in told.phases] == [
        ("s/doubled", 5, 0, 7),
        ("s/sums.spill", 5, 0, 7),
        ("s/sums", 2, 0, 7),
        ("s/model", 1, 0, 0),
        ("s/doubled", 5, 4, 2),
    ]
    sizes = [size for *_, size in told.phases]
    assert sizes[3] == len("four")
    assert all(16 * rows >= size >= 8 * rows > 0 for *_, rows, size in told.phases if rows)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    keys = ("units", "kept", "rows", "bytes")
    found = [(f"{o['stage']}/{o['phase']}", *(o[k] for k in keys)) for o in lines]
    assert found[1:] == told.phases
    assert found[0][:4] == ("in/documents", 3, 0, 7)
    assert all(0 <= line["seconds"] < 600 for line in lines)


def test_units_over_documents_have_a_limit_of_time_and_others_have_none(tmp_path: Path) -> None:
    asked: list[float | None] = []

    class Spying(LocalExecutor):
        def map(self, function, items, needs=ONE_CPU):
            asked.append(needs.seconds)
            return super().map(function, items)

    corpus = made(tmp_path)
    spy = replace(job(tmp_path), executor=Spying(), bounds=Bounds(seconds_per_unit=9))
    spy.map("doubled", double, corpus, ("bytes",))
    spy.mark(partial(drop_above, limit=5), corpus, ("bytes",))
    spy.exchange("sums", Rows(corpus, ("bytes",), double), ByKey("key"), Sorted(as_is))
    spy.make("made", documents, [Numbers((1,))])
    spy.build("model", partial(fill, text="one"))
    assert asked == [9, 9, 9, None, None, None]


def fail_above(table: pa.Table, limit: int) -> pa.Table:
    if max(table["bytes"].to_pylist(), default=0) > limit:
        raise ValueError("too large")
    return drop_above(table, limit)


def test_document_that_makes_a_unit_fail_is_named_and_the_phase_is_not_finished(
    tmp_path: Path,
) -> None:
    told = Told()
    with pytest.raises(Poisoned) as caught:
        replace(job(tmp_path), progress=told).mark(
            partial(fail_above, limit=6), made(tmp_path), ("bytes",)
        )
    assert [(c.id, c.kind) for c in caught.value.culprits] == [("d7", "exception")]
    assert "s/marks 00003" in told.notes[0]
    assert not (tmp_path / "s" / "marks" / "_commit.json").exists()


def test_unit_that_fails_without_a_document_to_blame_ends_the_phase(tmp_path: Path) -> None:
    rows = job(tmp_path).map("doubled", as_is, made(tmp_path), ("bytes",))
    with pytest.raises(ValueError, match="too large"):
        job(tmp_path).map("fails", partial(fail_above, limit=6), rows, ("bytes",))


def test_phase_ends_after_sixteen_units_that_failed(tmp_path: Path) -> None:
    tried: list[int] = []

    class Spying(LocalExecutor):
        def map(self, function, items, needs=ONE_CPU):
            for result in super().map(function, items):
                tried.append(1)
                yield result

    rows = job(tmp_path).make("many", documents, [Numbers((9,))] * 20)
    with pytest.raises(ValueError, match="too large"):
        replace(job(tmp_path), executor=Spying()).map(
            "fails", partial(fail_above, limit=6), rows, ("bytes",)
        )
    assert len(tried) == 16


@pytest.mark.parametrize(("columns", "kept"), [(("bytes",), 2), (("bytes", "address"), 0)])
def test_shard_that_moves_is_made_again_only_if_addresses_are_read(
    tmp_path: Path, columns: tuple[str, ...], kept: int
) -> None:
    items, told = [Numbers((1, 2)), Numbers((3, 4))], Told()
    for given in (items, [Numbers((8, 9)), *items]):
        corpus = Corpus(job(tmp_path).make("documents", documents, given))
        found = replace(job(tmp_path), progress=told).map("rows", as_is, corpus, columns)
    assert [phase[1:3] for phase in told.phases] == [(2, 0), (3, kept)]
    assert found.table(["bytes"])["bytes"].to_pylist() == [8, 9, 1, 2, 3, 4]


def test_dataset_of_one_shard_has_its_schema(tmp_path: Path) -> None:
    found = job(tmp_path).make("one", documents, [Numbers((1,))])
    assert found.num_shards == 1
    assert found.schema.remove_metadata() == found.table().schema.remove_metadata()
