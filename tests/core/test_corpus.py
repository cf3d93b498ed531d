"""A corpus: where it is opened from, what it refuses, and how drops are told."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from pipeline.core.corpus import CORPUS_FILE, Corpus, record_of, restore
from pipeline.core.errors import MalmoiError
from pipeline.core.forgotten import FORGOTTEN
from pipeline.core.schema import CUT, DOCUMENTS, conform
from pipeline.core.store import Store
from pipeline.core.unit import KEPT, NO_TEXT
from tests.core.phases import Numbers, documents, drop_above, job, made


def marked(tmp_path: Path) -> Corpus:
    """Seven documents; stage b drops d6 and d7, stage a after it d4 and d5."""
    corpus = job(tmp_path, "b").mark(partial(drop_above, limit=5), made(tmp_path), ("bytes",))
    return job(tmp_path, "a").mark(partial(drop_above, limit=3), corpus, ("bytes",))


def write_record(tmp_path: Path, corpus: Corpus) -> None:
    Store(str(tmp_path)).write_json(
        CORPUS_FILE, {"stages": [record_of(made(tmp_path), "in"), record_of(corpus, "a")]}
    )


def test_corpus_of_the_last_stage_is_opened_as_it_was(tmp_path: Path) -> None:
    corpus = marked(tmp_path)
    write_record(tmp_path, corpus)
    again = Corpus.open(str(tmp_path))
    assert again.fingerprint == corpus.fingerprint
    assert again.ledger().equals(corpus.ledger())


def test_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalmoiError, match="no corpus here"):
        Corpus.open(str(tmp_path))


def test_misspelt_root_is_answered_with_the_one_beside_it(tmp_path: Path) -> None:
    write_record(tmp_path / "글-모음", marked(tmp_path / "글-모음"))
    with pytest.raises(MalmoiError, match=r"did you mean .*/글-모음"):
        Corpus.open(str(tmp_path / "글 모음"))


def test_folder_of_roots_is_answered_with_the_roots(tmp_path: Path) -> None:
    write_record(tmp_path / "out" / "news", marked(tmp_path / "out" / "news"))
    with pytest.raises(MalmoiError, match=r"did you mean .*/out/news\?"):
        Corpus.open(str(tmp_path / "out"))


def test_corpus_whose_marks_were_made_again_is_refused(tmp_path: Path) -> None:
    corpus = marked(tmp_path)
    job(tmp_path, "a", replace=True).mark(
        partial(drop_above, limit=2), corpus.before("a"), ("bytes",)
    )
    with pytest.raises(MalmoiError, match="inputs of stage a have changed on storage"):
        restore(Store(str(tmp_path)), record_of(corpus, "a"))


def test_drops_are_listed_in_the_order_of_stages_with_documents_and_bytes(tmp_path: Path) -> None:
    rows = marked(tmp_path).drops().select("dropped_by", "drop_reason", "documents", "bytes").rows()
    assert rows == [("b", "large", 2, 13), ("a", "large", 2, 9)]
    assert made(tmp_path).drops().rows() == []


def test_what_a_stage_dropped_and_the_corpus_before_it(tmp_path: Path) -> None:
    corpus = marked(tmp_path)
    assert [name for name, _ in corpus.before("a").marks] == ["b"]
    with pytest.raises(MalmoiError, match=r"'c' has no marks in this corpus.*are: b, a"):
        corpus.before("c")
    with pytest.raises(MalmoiError, match="c must come earlier"):
        corpus.folder("c")


def test_address_is_the_shard_and_the_row_of_a_document(tmp_path: Path) -> None:
    table = marked(tmp_path).columns(3, ["address", "row", "a.drop_reason", "bytes"])
    assert table["address"].to_pylist() == [3 << 32, (3 << 32) + 1]
    assert table["row"].to_pylist() == [0, 1]
    assert table["bytes"].to_pylist() == [6, 7]
    assert table.column_names == ["address", "row", "a.drop_reason", "bytes"]


def cut(table: pa.Table) -> pa.Table:
    """Mark the first two bytes of every text to be cut."""
    spans = pa.array([[{"start": 0, "end": 2}]] * len(table), CUT)
    return pa.table({"drop_reason": pa.nulls(len(table), pa.string()), "cut": spans})


def test_texts_come_without_the_spans_that_a_stage_has_cut(tmp_path: Path) -> None:
    items = [Numbers((1, 2)), Numbers((3,))]
    texts = job(tmp_path, "in").make("documents", with_texts, items)
    corpus = job(tmp_path, "c").mark(cut, Corpus(texts), ("id",))
    corpus = job(tmp_path, "b").mark(partial(drop_above, limit=2), corpus, ("bytes",))
    assert corpus.table(["text"])["text"].to_pylist() == ["xt of d1", "xt of d2"]


def with_texts(item: Numbers) -> Iterator[pa.Table]:
    return (renamed(table) for table in documents(item))


def renamed(table: pa.Table) -> pa.Table:
    """Each document with a text."""
    texts = pa.array([f"text of {i}" for i in table["id"].to_pylist()], pa.large_string())
    return conform(table.set_column(table.schema.get_field_index("text"), "text", texts), DOCUMENTS)


def test_rewrite_keeps_dead_documents_in_their_places_without_their_text(tmp_path: Path) -> None:
    corpus = job(tmp_path, "b").mark(keep_odd, made(tmp_path), ("bytes",))
    rewritten = job(tmp_path).map("documents", renamed, corpus, DOCUMENTS.names, keep_rows=True)
    after = corpus.rewritten(rewritten)
    assert rewritten.table(["id"])["id"].to_pylist() == [f"d{i}" for i in range(1, 8)]
    assert rewritten.table(["text"])["text"].to_pylist() == [
        f"text of d{i}" if i % 2 else "" for i in range(1, 8)
    ]
    blank = rewritten.table(["text_hash", "bytes"]).take(pa.array(np.arange(1, 7, 2))).to_pylist()
    assert blank == [{"text_hash": NO_TEXT, "bytes": 0}] * 3
    assert after.columns(0, KEPT).equals(corpus.columns(0, KEPT))
    assert [i for t in after.living(["id"]) for i in t["id"].to_pylist()] == [
        "d1",
        "d3",
        "d5",
        "d7",
    ]


def keep_odd(table: pa.Table) -> pa.Table:
    reasons = [None if v % 2 else "even" for v in table["bytes"].to_pylist()]
    return pa.table({"drop_reason": pa.array(reasons, pa.string())})


def test_cells_and_funnel_count_what_the_ledger_lists(tmp_path: Path) -> None:
    corpus = replace(marked(tmp_path), trail=("in", "b", "a"))
    keys = ["lang", "dropped_by", "drop_reason"]
    counted = (
        corpus.ledger()
        .group_by(keys)
        .agg(pl.len().cast(pl.Int64).alias("documents"), pl.col("bytes").sum())
    )
    cells = corpus.cells(["lang"])
    assert cells.equals(counted.sort(keys, nulls_last=True))
    assert corpus.num_shards > 1
    assert corpus.funnel(["lang"], cells).equals(corpus.funnel(["lang"]))
    assert [row[-2:] for row in corpus.funnel([], cells).rows()] == [(7, 28), (5, 15), (3, 6)]


def with_languages(item: Numbers) -> Iterator[pa.Table]:
    """Every third document in no known language, the others in two."""
    for table in documents(item):
        langs = [(None, "ko", "en")[v % 3] for v in table["bytes"].to_pylist()]
        column = pa.array(langs, DOCUMENTS.field("lang").type)
        yield table.set_column(table.schema.get_field_index("lang"), "lang", column)


def test_drops_are_those_of_the_ledger_with_unknown_languages_last(tmp_path: Path) -> None:
    items = [Numbers(tuple(range(1, 10))), Numbers(tuple(range(10, 20)))]
    texts = job(tmp_path, "in").make("documents", with_languages, items)
    corpus = job(tmp_path, "b").mark(partial(drop_above, limit=12), Corpus(texts), ("bytes",))
    corpus = job(tmp_path, "a").mark(partial(drop_above, limit=3), corpus, ("bytes",))
    dropped = corpus.ledger().filter(pl.col("drop_reason").is_not_null())
    expected = [
        (stage, "large", lang, len(rows), rows["bytes"].sum())
        for stage in ("b", "a")
        for lang in ("en", "ko", None)
        if len(
            rows := dropped.filter(
                (pl.col("dropped_by") == stage) & pl.col("lang").cast(str).eq_missing(lang)
            )
        )
    ]
    assert len(expected) == 6
    assert corpus.drops().rows() == corpus.drops(corpus.cells(["source", "lang"])).rows()
    columns = ("dropped_by", "drop_reason", "lang", "documents", "bytes")
    assert corpus.drops().select(columns).rows() == expected


def test_forgotten_documents_live_no_more_and_are_told_as_drops_of_the_first_stage(
    tmp_path: Path,
) -> None:
    path = tmp_path / "in" / "documents" / "_commit.json"
    made(tmp_path)
    commit = json.loads(path.read_text())
    commit["shards"][1]["forgotten"] = [1]
    path.write_text(json.dumps(commit))
    corpus = replace(made(tmp_path), trail=("in",))
    living = [i for t in corpus.living(["id"]) for i in t["id"].to_pylist()]
    assert living == ["d1", "d2", "d3", "d5", "d6", "d7"]
    rows = corpus.ledger().select("id", "dropped_by", "drop_reason").rows()
    assert rows == [
        (f"d{i}", *(("in", FORGOTTEN) if i == 4 else (None, None))) for i in range(1, 8)
    ]
