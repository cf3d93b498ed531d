"""JSON: an array of objects; what else a file of that name may hold."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import DataError
from pipeline.readers import DamagedError, Fields
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
    ("data", "where"),
    [
        (b'[{"text": "a"}', "not JSON at line 1, byte 14: Expecting ',' delimiter"),
        (
            '{\n "가": "나",\n "text": 다\n}'.encode(),
            "not JSON at line 3, byte 26: Expecting value",
        ),
        (b"", "not JSON at line 1, byte 0: Expecting value"),
    ],
)
def test_broken_file_is_one_reject_with_its_place(data: bytes, where: str) -> None:
    out = read("json", data)
    assert (out.texts, out.rejected, out.warnings) == ([], [(0, "json")], {where})
    assert out.offsets == [int(where.partition("byte ")[2].partition(":")[0])]


def test_large_broken_file_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BROKEN", 10)
    with pytest.raises(DamagedError, match="not JSON at line 1, byte 14"):
        read("json", b'[{"text": "a"}')


def test_other_files_go_on_after_a_broken_one(tmp_path: Path) -> None:
    files = {f"{n}.json": b'{\n"text": "a"\n}' for n in range(3)}
    out = ingest(tmp_path, {**files, "1.json": b'{\n"text": a\n}'})
    assert (out.texts, [r["file"] for r in out.rejects]) == (["a", "a"], ["1.json"])
    assert out.warnings == ["not JSON at line 2, byte 10: Expecting value"]


def test_value_that_is_no_object_is_refused() -> None:
    with pytest.raises(DamagedError, match="holds no array"):
        read("json", b"7")


def test_object_that_a_file_is_becomes_one_record(tmp_path: Path) -> None:
    files = {"a.json": b'{\n "text": "a",\n "n": NaN\n}', "b.json": b'{"text": "b"}'}
    out = ingest(tmp_path, files)
    assert (out.texts, [f["format"] for f in out.files]) == (["a", "b"], ["json", "jsonl"])
    assert out.documents[0]["meta"] == '{"n":"nan"}'


@pytest.mark.parametrize("encoding", ["cp949", "utf-16", "utf-8-sig"])
def test_file_in_another_encoding_is_decoded(encoding: str) -> None:
    text = "학교에서 돌아온 그는 말이 없었다. 창밖에는 비가 내렸다."
    data = json.dumps([{"text": text}], ensure_ascii=False).encode(encoding)
    out = read("json", data)
    assert out.texts == [text]


def test_list_of_records_is_found_by_its_path() -> None:
    value = {"head": {"n": 1}, "data": {"items": [{"text": "a"}, 7, {"text": "b"}]}}
    out = read("json", json.dumps(value).encode(), fields=Fields(records="data.items[]"))
    assert (out.texts, out.numbers, out.rejected) == (["a", "b"], [1, 3], [(2, "not_an_object")])
    whole = json.dumps([value, value]).encode()
    assert read("json", whole, fields=Fields(records="data.items[]")).texts == ["a", "b"] * 2
    with pytest.raises(DamagedError, match=r"no list 'documents\[\]'.*lists are: data.items\[\]"):
        read("json", json.dumps(value).encode(), fields=Fields(records="documents[]"))


@pytest.mark.parametrize("count", [0, 1, 4096, 8192])
def test_every_batch_ends(count: int) -> None:
    assert len(read("json", json.dumps([{"text": "a"}] * count).encode()).texts) == count


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
    with pytest.raises(DataError, match=r"b.json: 1 record json: not JSON at line 2, byte 14"):
        ingest(tmp_path, {}, {"format": "json", "path": str(tmp_path / "in/b.json")})
