"""The field that holds the text: what stands out, what a message says, `text_field: auto`."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.core.errors import DataError
from pipeline.readers.candidates import Candidates
from tests.faults.outcome import ingest
from tests.readers.samples import parquet_bytes

PROSE = "학교에서 돌아온 그는 말이 없었다. 창밖에는 비가 내렸고 아무도 말하지 않았다. "


def seen(*records: dict[str, Any]) -> Candidates:
    candidates = Candidates()
    for record in records:
        candidates.add(record)
    return candidates


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"본문": "짧다"}, "본문"),
        ({"제목": "비", "내용": "짧은 글"}, "내용"),
        ({"Content": PROSE, "author": "가나다"}, "Content"),
        ({"zz": PROSE * 3, "yy": "가나다라"}, "zz"),
        ({"a": {"body": PROSE}, "b": "x"}, "a.body"),
        ({"paragraphs": [{"form": PROSE}], "id": "7"}, "paragraphs[].form"),
        ({"url": "https://example.com/" + "a" * 500, "본문": PROSE}, "본문"),
        # Digits and marks are no prose, however long.
        ({"hash": "0123456789" * 90, "본문": PROSE}, "본문"),
        # A field that is much longer than the one with the name of a text.
        ({"comment": "짧은 말", "qq": PROSE * 20}, "qq"),
        ({"ko": PROSE, "en": PROSE}, None),
        ({"a": "x", "n": 3}, None),
        ({}, None),
    ],
)
def test_field_that_stands_out(record: dict[str, Any], found: str | None) -> None:
    assert seen(record, record).best() == found


def test_message_lists_fields_with_their_measures_and_is_ready_to_paste() -> None:
    text = seen({"제목": "비", "본문": PROSE}, {"제목": "눈", "본문": PROSE}).advice("text")
    assert text.startswith("no field 'text'; string fields are 본문 (~45 characters, 96% letters)")
    assert text.endswith("; write `text_field: 본문`")
    several = seen({"ko": PROSE, "en": PROSE}, {}).advice("auto")
    assert several.startswith("text_field: auto: no field stands out; string fields are ")
    assert several.endswith("; name one of them as text_field")
    assert seen({"n": 1}).advice("text") == "no field 'text', and the records hold no other string"


def test_object_of_many_documents_is_explained_by_records_and_layout() -> None:
    document = {"id": "1", "paragraph": [{"id": "1.1", "form": PROSE}]}
    assert (
        seen({"id": "x", "document": [document]})
        .advice("text")
        .endswith(
            "write `records: document[]` and `text_field: paragraph[].form` (or `layout: modu_news`)"
        )
    )
    # One document a record: the list is its text.
    assert seen(document, document).advice("text").endswith("write `text_field: paragraph[].form`")


def test_auto_takes_another_field_in_each_file(tmp_path: Path) -> None:
    files = {
        "a.jsonl": json.dumps({"본문": PROSE, "n": "1"}).encode(),
        "b.csv": f"번호,내용\n1,{PROSE}\n".encode(),
        "c.parquet": parquet_bytes(pa.table({"제목": ["비"], "기사내용": [PROSE]})),
        "d.txt": PROSE.encode(),
        "e.json": json.dumps({"document": [{"paragraph": [{"form": PROSE}]}] * 2}).encode(),
        "f.json.gz": __import__("gzip").compress(json.dumps([{"text": PROSE}]).encode()),
    }
    out = ingest(tmp_path, files, {"text_field": "auto"})
    assert [t.strip() for t in out.texts] == [PROSE.strip()] * 7
    assert [d["file"] for d in out.documents][4:6] == ["e.json", "e.json"]
    assert (out.rejects, out.warnings) == ([], [])
    assert "auto" not in "".join(f["columns"] for f in out.files)


def test_auto_decides_alike_in_every_part_of_a_large_file(tmp_path: Path) -> None:
    lines = [{"본문": PROSE, "말": "가"}] * 100 + [{"본문": "가", "내용": PROSE, "말": PROSE}] * 50
    data = "\n".join(json.dumps(x, ensure_ascii=False) for x in lines).encode()
    out = ingest(tmp_path, {"a.jsonl": data}, {"text_field": "auto"}, shard_bytes=3000)
    assert len(out.files) > 3
    assert {t.strip() for t in out.texts} == {PROSE.strip(), "가"}


def test_auto_where_nothing_stands_out_says_which_fields_there_are(tmp_path: Path) -> None:
    data = json.dumps({"ko": PROSE, "en": PROSE}).encode()
    with pytest.raises(DataError) as caught:
        ingest(tmp_path, {"a.jsonl": data}, {"text_field": "auto"})
    assert "no field stands out; string fields are en (~45" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f"번호,본문\n1,{PROSE}\n".encode()),
        ("a.parquet", parquet_bytes(pa.table({"n": ["1"], "본문": [PROSE]}))),
        ("a.jsonl", json.dumps({"n": "1", "본문": PROSE}).encode()),
    ],
)
def test_error_of_every_format_names_the_field_to_write(
    tmp_path: Path, name: str, data: bytes
) -> None:
    with pytest.raises(DataError, match=r"write `text_field: 본문`"):
        ingest(tmp_path, {name: data})


def test_missing_field_of_a_nested_column_is_a_reject_that_counts(tmp_path: Path) -> None:
    table = pa.table({"a": [{"x": PROSE}] * 20})
    with pytest.raises(DataError, match=r"20 records is a document.*write `text_field: a.x`"):
        ingest(tmp_path, {"a.parquet": parquet_bytes(table)}, {"text_field": "a.b"})
