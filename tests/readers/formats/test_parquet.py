"""Parquet: rows as records, row groups as parts."""

import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.readers import Fields
from pipeline.readers.formats import parquet
from tests.faults.outcome import ingest
from tests.readers.reading import read
from tests.readers.samples import TABLE, parquet_bytes


def test_text_of_another_type_is_rejected_row_by_row() -> None:
    out = read("parquet", parquet_bytes(pa.table({"text": [1, None, 3]})))
    assert out.rejected == [(1, "text_not_a_string"), (2, "empty_text"), (3, "text_not_a_string")]


def test_text_inside_a_struct_stands_once() -> None:
    docs = [{"body": "글", "k": 1}, {"body": None, "k": 2}, {"body": "말", "k": None}]
    table = pa.table({"doc": docs, "only": [{"t": "a"}, {"t": "b"}, {"t": "c"}]})
    out = read("parquet", parquet_bytes(table), fields=Fields(text="doc.body"))
    assert (out.texts, out.rejected) == (["글", "말"], [(2, "empty_text")])
    metas = [json.loads(m) for m in out.columns["meta"]]
    assert metas == [
        {"doc": {"k": 1}, "only": {"t": "a"}},
        {"doc": {"k": None}, "only": {"t": "c"}},
    ]
    out = read("parquet", parquet_bytes(table), fields=Fields(text="only.t"))
    assert list(json.loads(out.columns["meta"][0])) == ["doc"]


@pytest.mark.parametrize("target", [1, 60, 10**9])
def test_row_groups_read_apart_are_the_whole(target: int) -> None:
    table = pa.table({"text": [f"글 {i}" for i in range(20)]})
    data = parquet_bytes(table, row_group_size=3)
    texts, numbers, first = [], [], 1
    for part in parquet.split(io.BytesIO(data), target):
        out = read("parquet", data, start=part.start, stop=part.stop, first=first)
        texts, numbers, first = texts + out.texts, numbers + out.numbers, first + part.records
    assert (texts, numbers) == (table.column("text").to_pylist(), list(range(1, 21)))


def test_row_group_of_one_huge_row_is_rejected_unread() -> None:
    table = pa.table({"text": ["a", "x" * 5000, "b"]})
    out = read("parquet", parquet_bytes(table, row_group_size=1), max_record=1000)
    assert (out.texts, out.numbers, out.rejected) == (["a", "b"], [1, 3], [(2, "record_too_large")])


def test_compressed_parquet_is_read_from_a_copy(tmp_path: Path) -> None:
    out = ingest(tmp_path, {"a.parquet.gz": gzip.compress(parquet_bytes(TABLE))})
    assert (out.texts, [f["compression"] for f in out.files]) == (["가", "다"], ["gzip"])
