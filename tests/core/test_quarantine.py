"""Quarantine: which documents it drops, for how long, and which shards notice."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.errors import MalmoiError
from pipeline.core.poison import Culprit
from pipeline.core.quarantine import LIST, Quarantine, culprit
from pipeline.core.stage import Stage
from tests.core.phases import double, job, made


class Judge(Stage):
    act = "mark"
    limit: int = 5


def blamed(*ids: str) -> tuple[Culprit, ...]:
    return tuple(Culprit(i, "crash", "SIGSEGV", "marks") for i in ids)


def held(tmp_path: Path, *ids: str, limit: int = 5) -> Quarantine:
    """The quarantine that the root has before Judge, with these documents more; it is written."""
    own = job(tmp_path, "judge")
    quarantine = Quarantine.before(Judge(limit=limit), own).with_more(blamed(*ids))
    quarantine.write(own.store)
    return quarantine


def test_quarantined_documents_are_dropped_by_their_kind_and_others_live(tmp_path: Path) -> None:
    corpus = held(tmp_path, "d2").dropped_from(made(tmp_path), job(tmp_path, "judge"))
    assert corpus.dropped("quarantine_judge", ["id"]).to_pylist() == [
        {"id": "d2", "drop_reason": "crash"}
    ]
    assert [i for t in corpus.living(["id"]) for i in t["id"].to_pylist()] == [
        "d1", "d3", "d4", "d5", "d6", "d7",
    ]  # fmt: skip
    assert corpus.trail == ("quarantine_judge",)


def test_empty_quarantine_leaves_the_corpus_as_it_is(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    assert held(tmp_path).dropped_from(corpus, job(tmp_path, "judge")) is corpus
    assert not (tmp_path / "quarantine_judge" / "marks").exists()


def test_list_stays_until_the_stage_changes_and_can_grow(tmp_path: Path) -> None:
    held(tmp_path, "d4", "d2")
    assert held(tmp_path, "d3", "d2").culprits == blamed("d2", "d3", "d4")
    assert held(tmp_path, limit=6).culprits == ()


def test_document_more_replaces_the_marks_of_the_quarantine(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    held(tmp_path, "d2").dropped_from(corpus, job(tmp_path, "judge"))
    more = held(tmp_path, "d5").dropped_from(corpus, job(tmp_path, "judge"))
    assert more.dropped("quarantine_judge", ["id"])["id"].to_pylist() == ["d2", "d5"]


def test_shard_without_quarantined_documents_is_not_made_again(tmp_path: Path) -> None:
    corpus = made(tmp_path)
    dropped = held(tmp_path, "d2").dropped_from(corpus, job(tmp_path, "judge"))
    same = [dropped.shard_identity(i) == corpus.shard_identity(i) for i in range(corpus.num_shards)]
    assert same == [False, True, True, True, True]
    job(tmp_path).map("doubled", double, corpus, ("bytes",))
    shard = tmp_path / "s" / "doubled" / "00001.parquet"
    written = shard.stat().st_mtime_ns
    again = replace(job(tmp_path), replace=True).map("doubled", double, dropped, ("bytes",))
    assert shard.stat().st_mtime_ns == written
    assert again.num_rows == 6


def test_culprit_is_found_by_its_id_in_the_quarantine_alone(tmp_path: Path) -> None:
    held(tmp_path, "d2")
    store = job(tmp_path).store
    assert culprit(store, "quarantine_judge", "d2") == blamed("d2")[0]
    assert culprit(store, "quarantine_judge", "d3") is None
    assert culprit(store, "judge", "d2") is None
    assert culprit(store, "quarantine_other", "d2") is None


@pytest.mark.parametrize("text", ["[]", "{}", '{"made": "", "documents": [{"id": "a"}]}', "half"])
def test_list_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    held(tmp_path, "d2")
    (tmp_path / "quarantine_judge" / LIST).write_text(text)
    with pytest.raises(MalmoiError, match=f"quarantine_judge/{LIST}: is no list"):
        held(tmp_path)
