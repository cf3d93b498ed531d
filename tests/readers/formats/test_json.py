"""JSON: an array of objects; what else a file of that name may hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import DataError
from pipeline.readers import DamagedError
from pipeline.readers.formats import json as reader
from tests.faults.outcome import ingest
from tests.readers.reading import read


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=20))
def test_every_object_of_the_array_is_a_record(texts: list[str]) -> None:
    out = read("json", json.dumps([{"text": t, "n": 1} for t in texts]).encode())
    assert (out.texts, out.numbers) == (texts, list(range(1, len(texts) + 1)))
    assert out.columns.get("meta", []) == ['{"n":1}'] * len(texts)


def test_other_values_are_rejected_alone() -> None:
    out = read("json", b'\xef\xbb\xbf [{"text": "a"}, 7, null, {"text": "b"}, {"no": 1}]')
    assert (out.texts, out.numbers) == (["a", "b"], [1, 4])
    assert out.rejected == [(2, "not_an_object"), (3, "not_an_object"), (5, "no_text")]


def test_long_array_comes_in_batches_with_running_numbers() -> None:
    out = read("json", json.dumps([{"text": str(i)} for i in range(10_000)]).encode())
    assert out.numbers == list(range(1, 10_001))


@pytest.mark.parametrize(
    ("data", "message"),
    [(b'[{"text": "a"}', "not JSON"), (b'{"text": "a"}', "holds no array"), (b"", "not JSON")],
)
def test_file_without_a_whole_array_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DamagedError, match=message):
        read("json", data)


def test_array_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_FILE", 20)
    assert read("json", b'[{"text": "a"}]').texts == ["a"]
    with pytest.raises(DamagedError, match="write one object a line"):
        read("json", b'[{"text": "a"}, {"text": "b"}]')


def test_file_of_that_name_with_an_object_a_line_is_read_as_lines(tmp_path: Path) -> None:
    files = {"a.json": b' [{"text": "a"}]', "b.json": b'{"text": "b"}\n{"text": "c"}\n'}
    out = ingest(tmp_path, files)
    assert (out.texts, [f["format"] for f in out.files]) == (["a", "b", "c"], ["json", "jsonl"])
    assert out.warnings == []
    with pytest.raises(DataError, match=r"source s: .*b.json: damaged .*not JSON"):
        ingest(tmp_path, {}, {"format": "json", "path": str(tmp_path / "in/b.json")})
