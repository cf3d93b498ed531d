"""Items of evaluation sets: the same from every format, with the values of what they stand in."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.readers.evaluation import UNREADABLE, ending, records

ITEMS = [{"question": f"질문 {i}?", "answer": f"답, {i}"} for i in range(3)]


def written(folder: Path, kind: str) -> Path:
    path = folder / f"test.{kind}"
    lines = "".join(json.dumps(item) + "\n" for item in ITEMS)
    if kind == "jsonl":
        path.write_text(lines + "\n", encoding="utf-8")
    elif kind == "jsonl.gz":
        path.write_bytes(gzip.compress(lines.encode()))
    elif kind == "json":
        path.write_text(json.dumps(ITEMS), encoding="utf-8")
    elif kind == "parquet":
        pq.write_table(pa.Table.from_pylist(ITEMS), path)
    else:
        with path.open("w", newline="", encoding="utf-8-sig") as stream:
            writer = csv.DictWriter(stream, ITEMS[0], delimiter="\t" if kind == "tsv" else ",")
            writer.writeheader()
            writer.writerows(ITEMS)
    return path


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "json", "parquet", "csv", "tsv"])
def test_formats_give_the_same_items(tmp_path: Path, kind: str) -> None:
    assert list(records(written(tmp_path, kind))) == ITEMS


def test_nested_items_have_the_values_of_what_they_stand_in(tmp_path: Path) -> None:
    """As in KorQuAD: questions in paragraphs in articles. Lists and objects stay where they are."""
    questions: list[dict[str, Any]] = [
        {"question": "?", "id": "q1"},
        {"question": "!", "title": "own"},
    ]
    data = {
        "version": 1,
        "data": [
            {"title": "글", "paragraphs": [{"context": "단락", "tags": [1], "qas": questions}]}
        ],
    }
    path = tmp_path / "k.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    around = {"version": 1, "title": "글", "context": "단락"}
    assert list(records(path, "data.paragraphs.qas")) == [{**around, **q} for q in questions]
    assert list(records(path, "data.nothing")) == []


def test_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n{"a": \n', encoding="utf-8")
    with pytest.raises(UNREADABLE, match="record 2"):
        list(records(path))


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    with pytest.raises(UNREADABLE, match="expected a file ending in"):
        list(records(tmp_path / "a.txt"))
    assert [ending(n) for n in ("a.jsonl.zst", "b.v1.parquet", "c.txt")] == [
        ".jsonl",
        ".parquet",
        "",
    ]
