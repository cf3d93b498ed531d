"""Scores from outside: they reach their documents whatever the key, the format and the shards."""

import gzip
import json
from pathlib import Path
from random import Random

import polars as pl
import pytest
import xxhash

from malmoi import Corpus, read, run
from malmoi.testing import laws
from pipeline.core.errors import DataError, MalmoiError
from pipeline.stages.imports.files import Scores
from pipeline.stages.imports.stage import Import

NUM = 120


def text(i: int) -> str:
    return f"{i}번 글은 다른 글과 내용이 다르다. 수는 {i * i}이다." * 4


def hash_of(i: int) -> str:
    return xxhash.xxh3_128_hexdigest(text(i).encode())


def documents(folder: Path) -> None:
    rows = [{"id": f"d{i}", "text": text(i), "url": f"http://a.kr/{i}"} for i in range(NUM)]
    del rows[3]["url"]
    (folder / "texts.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))


def finished(
    folder: Path, files: list[dict], name: str = "out", more: str = "", own: bool = False
) -> Corpus:
    if not own:
        documents(folder)
    recipe = {"files": files}
    (folder / "r.yaml").write_text(
        f"root: {folder / name}\nstages:\n"
        "  ingest: {shard_bytes: 4000, sources: [{name: m, path: texts.jsonl, id_field: id}]}\n"
        f"  import: {json.dumps(recipe)}\n{more}execution: {{executor: local}}\n"
    )
    run(read(folder / "r.yaml"))
    return Corpus.open(str(folder / name))


def columns(corpus: Corpus, *names: str) -> dict[str, tuple]:
    table = corpus.table(("id", *(f"import.{n}" for n in names)))
    return {row["id"]: tuple(list(row.values())[1:]) for row in table.to_pylist()}


def lines(folder: Path, name: str, rows: list[dict]) -> None:
    data = "".join(json.dumps(r) + "\n" for r in rows).encode()
    (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)


def test_every_key_and_format_finds_its_documents(tmp_path: Path) -> None:
    random = Random(4)
    edu = {f"d{i}": random.randint(0, 5) for i in range(0, NUM + 50, 2)}
    toxic = {f"http://a.kr/{i}": random.random() < 0.5 for i in range(0, NUM, 3)}
    kind = {hash_of(i): f"종류{i % 3}" for i in range(0, NUM, 5)}
    rows = [{"doc": {"n": 1}, "id": k, "edu": v} for k, v in edu.items()]
    lines(tmp_path, "edu.jsonl.gz", rows)
    pl.DataFrame({"page": list(toxic), "t": list(toxic.values())}).write_csv(tmp_path / "t.csv")
    frame = pl.DataFrame({"text_hash": list(kind), "kind": list(kind.values())})
    frame.write_parquet(tmp_path / "kind.parquet")
    corpus = finished(
        tmp_path,
        [
            {"path": "edu.jsonl.gz", "columns": ["edu"]},
            {"path": "t.csv", "key": "url", "key_field": "page", "columns": {"toxic": "t"}},
            {"path": "kind.parquet", "key": "text_hash", "columns": ["kind"]},
        ],
    )
    expected = {}
    for i in range(NUM):
        url = None if i == 3 else f"http://a.kr/{i}"
        toxicity = toxic.get(url) if url else None
        expected[f"d{i}"] = (
            edu.get(f"d{i}"),
            None if toxicity is None else float(toxicity),
            kind.get(hash_of(i)),
        )
    assert columns(corpus, "edu", "toxic", "kind") == expected


def test_keys_of_one_kind_never_match_those_of_another(tmp_path: Path) -> None:
    lines(tmp_path, "by_id.jsonl", [{"id": "http://a.kr/1", "x": 1}, {"id": "d2", "x": 2}])
    lines(tmp_path, "by_url.jsonl", [{"url": "d4", "y": 1}, {"url": "http://a.kr/5", "y": 5}])
    files = [
        {"path": "by_id.jsonl", "columns": ["x"]},
        {"path": "by_url.jsonl", "key": "url", "columns": ["y"]},
    ]
    found = {k: v for k, v in columns(finished(tmp_path, files), "x", "y").items() if any(v)}
    assert found == {"d2": (2, None), "d5": (None, 5)}


def test_empty_key_matches_no_document_without_one(tmp_path: Path) -> None:
    lines(tmp_path, "s.jsonl", [{"url": "", "x": 1}, {"url": "http://a.kr/4", "x": 2}])
    corpus = finished(tmp_path, [{"path": "s.jsonl", "key": "url", "columns": ["x"]}])
    found = columns(corpus, "x")
    assert (found["d3"], found["d4"]) == ((None,), (2,))


def test_later_stages_use_the_columns(tmp_path: Path) -> None:
    lines(tmp_path, "edu.jsonl", [{"id": f"d{i}", "edu": i % 6} for i in range(NUM)])
    more = (
        '  filter: {low: "import.edu < 2"}\n'
        "  mix: {group_by: [source], phases: [{name: main, tokens: 300, weights: {m: 1}, "
        'where: "import.edu >= 4"}]}\n'
    )
    corpus = finished(tmp_path, [{"path": "edu.jsonl", "columns": ["edu"]}], more=more)
    dropped = corpus.drops().filter(pl.col("dropped_by") == "filter")
    assert dropped["documents"].sum() == NUM / 3
    values = [edu for (edu,) in columns(corpus, "edu").values()]
    assert values
    assert min(values) >= 4


def test_several_files_fill_a_column_and_equal_rows_are_one(tmp_path: Path) -> None:
    lines(tmp_path, "a1.jsonl", [{"id": "d1", "x": 1}, {"id": "d2", "x": None}])
    lines(tmp_path, "a2.jsonl", [{"id": "d2", "x": 2.5}, {"id": "d1", "x": 1}])
    corpus = finished(tmp_path, [{"path": "a*.jsonl", "columns": ["x"]}])
    found = columns(corpus, "x")
    assert (found["d1"], found["d2"], found["d5"]) == ((1.0,), (2.5,), (None,))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "d1", "x": 1}, {"id": "d1", "x": 2}], "x: s.jsonl record 1 and s.jsonl record 2"),
        ([{"id": "d1", "y": 1}], "s.jsonl: no field x; it has: id, y"),
        ([{"id": "d1", "x": 1}, {"x": 2}], "s.jsonl: record 2 has no id"),
        ([{"id": "other", "x": 1}], "none of 1 rows has the id of a document"),
        ([{"id": "d1", "x": [1]}], "s.jsonl: x holds List"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, rows: list[dict], message: str) -> None:
    lines(tmp_path, "s.jsonl", rows)
    with pytest.raises(MalmoiError, match=message.replace("(", r"\(")):
        finished(tmp_path, [{"path": "s.jsonl", "columns": ["x"]}])


def test_file_that_is_no_table_is_refused_with_the_record(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"id": "d1", "x": 1}\nnot json\n')
    with pytest.raises(DataError, match=r"s\.jsonl: behind record 0: cannot be read"):
        finished(tmp_path, [{"path": "s.jsonl", "columns": ["x"]}])
    (tmp_path / "s.txt").write_text("d1 1")
    with pytest.raises(DataError, match=r"expected a file ending in \.parquet, \.jsonl"):
        finished(tmp_path, [{"path": "s.txt", "columns": ["x"]}])


def test_leading_zeros_of_ids_stay(tmp_path: Path) -> None:
    rows = [{"id": i, "text": text(n)} for n, i in enumerate(("001", "1", "2"))]
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    (tmp_path / "s.csv").write_text("id,edu\n001,0.1\n002,0.9\n")
    corpus = finished(tmp_path, [{"path": "s.csv", "columns": ["edu"]}], own=True)
    assert columns(corpus, "edu") == {"001": (0.1,), "1": (None,), "2": (None,)}


def test_empty_file_and_wrong_hash_are_named(tmp_path: Path) -> None:
    lines(tmp_path, "a.jsonl", [{"id": "d1", "x": 1}])
    (tmp_path / "b.jsonl").write_text("")
    assert columns(finished(tmp_path, [{"path": "?.jsonl", "columns": ["x"]}]), "x")["d1"] == (1.0,)
    lines(tmp_path, "h.jsonl", [{"text_hash": "xyz", "x": 1}])
    with pytest.raises(
        DataError, match=r"h\.jsonl: from record 1 on: row 1: a text_hash has 32 hex"
    ):
        finished(tmp_path, [{"path": "h.jsonl", "key": "text_hash", "columns": ["x"]}], name="two")


def test_column_filled_twice_is_refused() -> None:
    one = {"path": "a.jsonl", "columns": ["x"]}
    with pytest.raises(ValueError, match="two of them fill the column x"):
        Import.model_validate({"files": [one, one]})
    with pytest.raises(ValueError, match="drop_reason is a column of every mark"):
        Scores.model_validate({"path": "a.jsonl", "columns": ["drop_reason"]})


def test_stage_obeys_the_laws(tmp_path: Path) -> None:
    lines(tmp_path, "s.jsonl", [{"id": f"{i}-{j}", "x": i} for i in range(60) for j in range(3)])
    laws(Import.model_validate({"files": [{"path": str(tmp_path / "s.jsonl"), "columns": ["x"]}]}))
