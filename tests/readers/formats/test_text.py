"""Text: a file is a record, in whatever encoding it arrives."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.outcome import ingest
from tests.readers.reading import read

KOREAN = "학교에서 돌아온 그는 말이 없었다. 창밖에는 비가 내리고 있었다."


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x0e\x1b\ufeff")))
def test_file_is_one_record_with_its_whole_text(text: str) -> None:
    out = read("text", text.encode())
    assert (out.texts, out.numbers, out.rejected) == ([text], [1], [])


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig"])
def test_text_in_another_encoding_is_read(encoding: str) -> None:
    out = read("text", KOREAN.encode(encoding))
    assert out.texts == [KOREAN]


def test_undecodable_file_is_a_reject_or_gets_replacements() -> None:
    data = KOREAN.encode() + b"\xff"
    assert read("text", data).rejected == [(1, "encoding")]
    out = read("text", data, replace=True)
    assert (out.texts, out.columns["repairs"]) == ([KOREAN + "\ufffd"], [["undecodable"]])


def test_file_above_the_limit_is_a_reject() -> None:
    assert read("text", b"x" * 101, max_record=100).rejected == [(1, "record_too_large")]
    assert read("text", b"x" * 100, max_record=100).texts == ["x" * 100]


def test_names_of_text_files_are_known(tmp_path: Path) -> None:
    files = {"a.md": b"# a", "b.rst": b"b", "c.txt.gz": gzip.compress(b"c"), "d.MARKDOWN": b"d"}
    out = ingest(tmp_path, files)
    assert (out.texts, {f["format"] for f in out.files}) == (["# a", "b", "c", "d"], {"text"})
