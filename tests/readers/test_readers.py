"""Formats: what is read, what is rejected, what is refused. Real compressed files, no mocks."""

import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipeline import readers
from pipeline.core.errors import DataError
from pipeline.readers import Limits, compression, jsonl, parquet, text
from pipeline.stages.ingest import Portion, Source, _files, read_portion


def lines(data: bytes, **limits: object) -> tuple[list, list, list]:
    """(records, their numbers, (number, reason) of rejects)."""
    batches = list(jsonl.read(io.BytesIO(data), Limits(**limits)))  # type: ignore[arg-type]
    records = [r for b in batches for r in b.records]
    numbers = [n for b in batches for n in b.numbers]
    return records, numbers, [(r.record, r.reason) for b in batches for r in b.rejected]


def test_bad_lines_are_rejected_alone() -> None:
    data = b'{"text": "a"}\n{broken\n\n[1]\n{"text": "\xff"}\n"x"\n{"text": "b"}'
    records, numbers, rejected = lines(data)
    assert records == [{"text": "a"}, {"text": "b"}]
    assert numbers == [1, 7]
    assert rejected == [(2, "json"), (4, "not_an_object"), (5, "encoding"), (6, "not_an_object")]


def test_byte_order_mark_and_crlf_are_no_part_of_a_record() -> None:
    records, _, rejected = lines(b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "b"}\r\n')
    assert ([r["text"] for r in records], rejected) == (["a", "b"], [])


def test_lone_surrogate_is_a_reject_and_never_another_character() -> None:
    assert lines(b'{"text": "\\ud800"}')[2] == [(1, "json")]


def test_deep_nesting_is_a_reject() -> None:
    assert lines(b"[" * 5000 + b"]" * 5000)[2] == [(1, "json")]


@pytest.mark.parametrize("size", [jsonl.BLOCK - 1, jsonl.BLOCK, 3 * jsonl.BLOCK + 5])
def test_line_above_the_limit_is_rejected_and_its_neighbours_kept(size: int) -> None:
    long = b'{"text": "' + b"x" * size + b'"}'
    records, numbers, rejected = lines(
        b'{"text": "a"}\n' + long + b'\n{"text": "b"}\n', max_record=1000
    )
    assert ([r["text"] for r in records], numbers, rejected) == (
        ["a", "b"],
        [1, 3],
        [(2, "record_too_large")],
    )


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=20))
def test_every_line_is_a_record_or_a_reject(values: list[str]) -> None:
    data = "".join(json.dumps({"text": v}, ensure_ascii=False) + "\n" for v in values).encode()
    records, numbers, rejected = lines(data)
    assert [r["text"] for r in records] == values
    assert numbers == list(range(1, len(values) + 1))
    assert rejected == []


def unpacked(data: bytes) -> bytes:
    return compression.decompressed(io.BytesIO(data)).read()


@pytest.mark.parametrize(
    "data", [gzip.compress(b"text"), zstandard.compress(b"text"), b"text", b""]
)
def test_compression_is_told_by_magic(data: bytes) -> None:
    assert unpacked(data) == (b"text" if data else b"")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_all_members_of_an_archive_are_read(pack) -> None:
    assert unpacked(pack(b"one ") + pack(b"two")) == b"one two"


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_cut_archive_raises_and_never_ends_early(pack) -> None:
    import random

    whole = pack(bytes(random.Random(1).randbytes(200_000)))
    for end in (len(whole) // 3, len(whole) - 5):
        with pytest.raises(compression.ERRORS):
            unpacked(whole[:end])


def test_parquet_rows_are_records(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["가", None], "n": [1, 2]}), tmp_path / "a.parquet")
    with (tmp_path / "a.parquet").open("rb") as stream:
        batches = list(parquet.read(stream, Limits()))
    assert batches[0].records == [{"text": "가", "n": 1}, {"text": None, "n": 2}]
    assert batches[0].numbers == [1, 2]


def test_text_is_utf8_then_cp949_then_a_reject() -> None:
    korean = "그는 학교에서 돌아왔다."
    assert text.decode(korean.encode(), None) == (korean, "utf-8")
    assert text.decode(korean.encode("cp949"), None) == (korean, "cp949")
    assert text.decode(korean.encode("utf-16"), "utf-16") == (korean, "utf-16")
    assert text.decode("日本語の文章です。".encode("shift_jis"), None) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.jsonl", "jsonl"),
        ("A.JSONL.ZST", "jsonl"),
        ("x/b.md", "text"),
        ("c.parquet", "parquet"),
        ("d.pdf", None),
    ],
)
def test_format_is_told_by_name(name: str, expected: str | None) -> None:
    assert readers.format_of(name) == expected


def test_missing_file_and_empty_glob_are_refused_naming_the_source(tmp_path: Path) -> None:
    for path in (tmp_path / "no.jsonl", tmp_path / "*.jsonl"):
        with pytest.raises(DataError, match=r"source news: .*jsonl: no such file"):
            _files(Source(name="news", path=str(path)))


def test_unknown_ending_asks_for_a_format(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    with pytest.raises(DataError, match="give `format`"):
        _files(Source(name="news", path=str(tmp_path)))


def test_stray_file_is_a_reject_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("하나의 글")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    source = Source(name="s", path=str(tmp_path))
    tables = list(read_portion(Portion(source, tuple(_files(source))), 1000, 1000))
    assert [t["documents"].column("id").to_pylist() for t in tables] == [["s/a.txt#1"]]
    rejects = tables[0]["rejects"].to_pylist()
    assert [(r["file"], r["reason"]) for r in rejects] == [("b.pdf", "unknown_format")]


def test_folder_is_read_sorted_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.txt", ".hidden.txt", ".git/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [f.name for f in _files(Source(name="s", path=str(tmp_path)))] == [
        "a.txt",
        "b/1.md",
        "b/2.txt",
    ]
