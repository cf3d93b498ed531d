"""What is done again and what stands, on small phases of their own."""

import dataclasses
import json
from functools import partial
from pathlib import Path

import pytest

from pipeline.core.corpus import Corpus
from pipeline.core.errors import DamagedOutput, StaleOutput
from pipeline.core.executor import ONE_CPU
from pipeline.executors.local import LocalExecutor
from tests.core.phases import (
    Numbers,
    as_is,
    documents,
    drop_above,
    job,
    made,
    with_side,
)


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


def test_files_of_others_in_the_folder_of_a_phase_stay(tmp_path: Path) -> None:
    first = made(tmp_path).documents
    folder = tmp_path / "in" / "documents"
    for name in (".DS_Store", "notes.txt", "copy of 00000-000.parquet", "00001.csv"):
        (folder / name).write_bytes(b"theirs")
    (folder / first.shards[0]).unlink()
    (folder / "00077.parquet").write_bytes(b"cut short")
    again = made(tmp_path).documents
    assert again.commit == first.commit
    left = {f.name for f in folder.iterdir()} - set(first.shards) - {"_phase.json", "_commit.json"}
    assert left == {".DS_Store", "notes.txt", "copy of 00000-000.parquet", "00001.csv"}


def test_commit_of_another_description_is_made_again(tmp_path: Path) -> None:
    """As after a kill between a phase's description and its commit."""
    first = made(tmp_path).documents
    path = tmp_path / "in" / "documents" / "_commit.json"
    before = path.read_text()
    path.write_text(before.replace(first.fingerprint, "0" * 32))
    assert made(tmp_path).documents.fingerprint == first.fingerprint
    assert path.read_text() == before


def test_parts_of_a_unit_keep_their_order_beyond_a_thousand(tmp_path: Path) -> None:
    """By name alone, 1000 stands between 100 and 101."""
    items, one = [Numbers(tuple(range(1003)))], partial(documents, size=1)
    first = job(tmp_path).make("many", one, items)
    file = tmp_path / "s" / "many" / first.shards[-1]
    written = file.stat().st_mtime_ns
    (tmp_path / "s" / "many" / "_commit.json").unlink()
    again = job(tmp_path).make("many", one, items)
    assert again.commit == first.commit
    assert again.table(["bytes"])["bytes"].to_pylist() == list(range(1003))
    assert file.stat().st_mtime_ns == written  # in another order the unit would be made again


def test_units_that_move_keep_their_files_and_come_in_the_new_order(tmp_path: Path) -> None:
    items = [Numbers((1, 2, 3)), Numbers((4, 5))]
    first = job(tmp_path).make("many", documents, items)
    folder = tmp_path / "s" / "many"
    written = {n: (folder / n).stat().st_mtime_ns for n in first.shards}
    grown = job(tmp_path).make("many", documents, [Numbers((8, 9)), *items])
    assert grown.table(["bytes"])["bytes"].to_pylist() == [8, 9, 1, 2, 3, 4, 5]
    assert {n: (folder / n).stat().st_mtime_ns for n in written} == written
    new = set(grown.shards) - set(written)
    assert len(new) == 1
    assert new.pop().startswith("00000_")
    fewer = job(tmp_path, replace=True).make("many", documents, items[1:])
    assert fewer.shards == ["00001-000.parquet"]
    assert {f.name for f in folder.iterdir()} == {*fewer.shards, "_phase.json", "_commit.json"}


def test_shards_of_replaced_units_are_gone_before_the_first_new_one(tmp_path: Path) -> None:
    """What is left of them would stand beside the new parts of a run that is killed: they are whole alone."""

    class Stopping(LocalExecutor):
        def map(self, function, items, needs=ONE_CPU):
            yield next(super().map(function, items, needs))
            raise InterruptedError

    job(tmp_path).make("many", documents, [Numbers((1, 2, 3, 4, 5)), Numbers((6,))])
    items = [Numbers((8,)), Numbers((9,))]
    own = dataclasses.replace(job(tmp_path, replace=True), executor=Stopping())
    with pytest.raises(InterruptedError):
        own.make("many", documents, items)
    folder = tmp_path / "s" / "many"
    assert [f.name for f in folder.glob("*.parquet")] == ["00000-000.parquet"]
    written = (folder / "00000-000.parquet").stat().st_mtime_ns
    found = job(tmp_path).make("many", documents, items)
    assert found.shards == ["00000-000.parquet", "00001-000.parquet"]
    assert (folder / "00000-000.parquet").stat().st_mtime_ns == written


def test_phase_remembers_the_contents_that_it_has_grown_from(tmp_path: Path) -> None:
    contents = []
    for num in range(1, 4):
        items = [Numbers((i,)) for i in range(num)]
        found = job(tmp_path).make("many", documents, items)
        assert found.commit.get("grown_from", []) == contents
        contents.append(found.commit["content"])
    other = job(tmp_path, replace=True).make("many", documents, [Numbers((7,))])
    assert "grown_from" not in other.commit


def test_facts_of_all_shards_are_added(tmp_path: Path) -> None:
    corpus = job(tmp_path, "a").mark(
        partial(drop_above, limit=3), made(tmp_path), ("bytes",), by_shard=True
    )
    assert corpus.marks_of("a").commit["facts"] == {
        "in": 7,
        "living": 3,
        "dropped": {"large": 4},
        "by_shard": {"1": 1, "2": 1, "3": 2},
    }


def test_refusal_says_how_many_finished_phases_would_be_redone(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    job(tmp_path, "a").mark(partial(drop_above, limit=5), corpus, ("bytes",))
    with pytest.raises(StaleOutput, match=r"would redo a/marks\. Run"):
        job(tmp_path, "a").mark(partial(drop_above, limit=4), corpus, ("bytes",))
    for number, words in ((1, "1 later phase"), (2, "2 later phases")):
        job(tmp_path, "a").map(f"more {number}", as_is, corpus, ("bytes",))
        with pytest.raises(StaleOutput, match=rf"would redo a/marks and {words}\. Run"):
            job(tmp_path, "a").mark(partial(drop_above, limit=4), corpus, ("bytes",))


def test_replaced_phase_that_stays_names_the_fields_of_the_last_run(tmp_path: Path) -> None:
    """Fields that this phase does not depend on; without --replace nothing is written."""
    mark, corpus = partial(drop_above, limit=5), made(tmp_path)
    description = tmp_path / "a" / "marks" / "_phase.json"

    def run(other: tuple[int, ...], replaced: bool) -> dict:
        around = {"fields": {"a": {"other": other}}, "corpus": corpus.identity()}
        dataclasses.replace(job(tmp_path, "a", replaced), around=around).mark(
            mark, corpus, ("bytes",)
        )
        return json.loads(description.read_text())

    first = run((1,), replaced=False)
    commit = description.with_name("_commit.json")
    before = {p: p.stat().st_mtime_ns for p in description.parent.iterdir()}
    assert run((2,), replaced=False) == first
    assert run((1,), replaced=True) == first
    assert {p: p.stat().st_mtime_ns for p in description.parent.iterdir()} == before
    assert run((2,), replaced=True) == {**first, "fields": {"a": {"other": [2]}}}
    assert commit.stat().st_mtime_ns == before[commit]


def test_replaced_phase_that_stays_remembers_what_it_has_grown_from(tmp_path: Path) -> None:
    values = [Numbers((1, 2)), Numbers((3,))]
    for items in (values[:1], values):
        job(tmp_path, "in").make("documents", documents, items)
    description = tmp_path / "in" / "documents" / "_phase.json"
    first = json.loads(description.read_text())
    assert first["grown_from"]
    own = dataclasses.replace(job(tmp_path, "in", True), around={"fields": {"in": {"x": 1}}})
    own.make("documents", documents, values)
    assert json.loads(description.read_text()) == {**first, "fields": {"in": {"x": 1}}}


def test_folders_hold_the_shards_of_their_commits_alone(tmp_path: Path) -> None:
    """Of fewer documents than before, a side output too, and with a shard of a worker that was given up."""

    class Late(LocalExecutor):
        def map(self, function, items, needs=ONE_CPU):
            yield from super().map(function, items, needs)
            shard = tmp_path / "a" / "marks" / "00000.parquet"
            shard.with_name("00077.parquet").write_bytes(shard.read_bytes())

    mark = partial(with_side, limit=5)
    job(tmp_path, "a").mark(mark, made(tmp_path), ("id", "bytes"), sides=("evidence",))
    fewer = Corpus(job(tmp_path, "fewer").make("documents", documents, [Numbers((1, 2, 3))]))
    own = dataclasses.replace(job(tmp_path, "a", replace=True), executor=Late())
    own.mark(mark, fewer, ("id", "bytes"), sides=("evidence",))
    for folder in (tmp_path / "a" / "marks", tmp_path / "a" / "evidence"):
        listed = json.loads((folder / "_commit.json").read_text())["shards"]
        assert {f.name for f in folder.glob("*.parquet")} == {s["name"] for s in listed}
        assert len(listed) == 2


@pytest.mark.parametrize("folder", ["marks", "evidence"])
def test_file_that_vanishes_before_the_commit_is_named_and_made_again(
    tmp_path: Path, folder: str
) -> None:
    class Losing(LocalExecutor):
        def map(self, function, items, needs=ONE_CPU):
            yield from super().map(function, items, needs)
            (tmp_path / "a" / folder / "00001.parquet").unlink()

    corpus, mark = made(tmp_path), partial(with_side, limit=5)
    own = job(tmp_path, "a")
    with pytest.raises(DamagedOutput, match=rf"a/{folder}/00001.parquet: .*it is gone"):
        dataclasses.replace(own, executor=Losing()).mark(
            mark, corpus, ("id", "bytes"), sides=("evidence",)
        )
    marks = own.mark(mark, corpus, ("id", "bytes"), sides=("evidence",)).marks_of("a")
    assert marks.num_rows == corpus.documents.num_rows
    assert (tmp_path / "a" / folder / "00001.parquet").exists()
