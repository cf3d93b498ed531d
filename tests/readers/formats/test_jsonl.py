"""JSON lines: whole, in parts, with lines of any length."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers import Fields, Part
from pipeline.readers.formats import jsonl
from tests.readers.reading import read

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None)
@given(st.lists(ANY, max_size=20))
def test_every_line_is_a_record(values: list[str]) -> None:
    data = "".join(json.dumps({"text": v}, ensure_ascii=False) + "\n" for v in values).encode()
    out = read("jsonl", data)
    assert (out.texts, out.numbers, out.rejected) == (values, list(range(1, len(values) + 1)), [])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(ANY | st.none(), max_size=12),
    st.integers(1, 60),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_parts_read_what_the_whole_reads(
    values: list[str | None], target: int, last: bool, end: str
) -> None:
    """However a file is cut, its lines keep their numbers and none is read twice."""
    lines = [json.dumps({"text": v}, ensure_ascii=False) if v else "{broken" for v in values]
    data = (end.join(lines) + (end if last else "")).encode()
    whole, numbers, texts, rejected, offsets, first = read("jsonl", data), [], [], [], [], 1
    for part in jsonl.split(io.BytesIO(data), target):
        out = read("jsonl", data, start=part.start, stop=part.stop, first=first)
        numbers += out.numbers
        texts += out.texts
        rejected += out.rejected
        offsets += out.offsets
        first += jsonl.count(io.BytesIO(data), part)
    assert (numbers, texts) == (whole.numbers, whole.texts)
    assert (rejected, offsets) == (whole.rejected, whole.offsets)


@pytest.mark.parametrize("size", [jsonl.BLOCK - 1, jsonl.BLOCK, 3 * jsonl.BLOCK + 5])
@pytest.mark.parametrize("stop", [None, 30])
def test_line_above_the_limit_is_rejected_and_its_neighbours_kept(
    size: int, stop: int | None
) -> None:
    long = b'{"text": "' + b"x" * size + b'"}'
    data = b'{"text": "a"}\n' + long + b'\n{"text": "b"}\n'
    out = read("jsonl", data, max_record=1000, stop=stop)
    assert out.texts == (["a", "b"] if stop is None else ["a"])
    assert out.rejected == [(2, "record_too_large")]


def test_count_of_an_empty_part_is_zero_and_of_a_whole_its_lines() -> None:
    data = io.BytesIO(b"a\nb\n\nc")
    assert jsonl.count(data, Part(0, 6)) == 4
    assert [jsonl.count(data, Part(i, i + 1)) for i in range(6)] == [1, 0, 1, 0, 1, 1]


def test_nested_fields_are_reached_by_dots() -> None:
    data = b'{"a": {"b": "text", "k": 1}, "m": {"id": 3, "u": "x"}, "t": "title"}'
    fields = Fields(text="a.b", id="m.id", url="m.u", title="t")
    out = read("jsonl", data, fields=fields)
    assert (out.texts, out.columns["id"], out.columns["url"]) == (["text"], ["3"], ["x"])
    assert out.columns["title"] == ["title"]
    # `meta` holds no text a second time: its personal data would count twice, and no cut would reach it.
    assert json.loads(out.columns["meta"][0]) == {"a": {"k": 1}, "m": {"id": 3, "u": "x"}}


def test_nested_text_leaves_no_empty_object_and_stays_among_chosen_fields() -> None:
    data = b'{"a": {"c": {"b": "text"}}, "k": 1}\n'
    out = read("jsonl", data, fields=Fields(text="a.c.b"))
    assert json.loads(out.columns["meta"][0]) == {"k": 1}
    out = read("jsonl", data, fields=Fields(text="a.c.b", meta=("a.c.b", "k")))
    assert json.loads(out.columns["meta"][0]) == {"a.c.b": "text", "k": 1}


def test_slow_and_fast_path_make_the_same_columns() -> None:
    """A block with one odd line is read line by line; its good lines must not differ."""
    rows = [{"text": f"글 {i}", "url": f"u{i}", "n": i, "id": f"i{i}"} for i in range(5)]
    plain = b"".join(json.dumps(r).encode() + b"\n" for r in rows)
    fast, slow = read("jsonl", plain), read("jsonl", plain + b"{broken\n")
    assert (fast.texts, fast.columns) == (slow.texts, slow.columns)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig"])
@pytest.mark.parametrize("target", [200, 1000, 10**6])
def test_parts_of_a_file_in_another_encoding_read_what_the_whole_reads(
    encoding: str, target: int
) -> None:
    texts = [f"학교에서 돌아온 그는 말이 없었다 {i}" for i in range(200)]
    data = "".join(f'{{"text": "{t}"}}\n' for t in texts).encode(encoding)
    found = []
    for part in jsonl.split(io.BytesIO(data), target):
        out = read("jsonl", data, start=part.start, stop=part.stop)
        found += out.texts
        assert not out.rejected
    assert found == texts


def test_encoding_is_judged_by_the_first_lines_beyond_ascii() -> None:
    """Four megabytes of English before it do not make a Korean file one of UTF-8."""
    english = b'{"text": "' + b"x" * 1000 + b'"}\n'
    korean = '{"text": "학교에서 돌아온 그는 말이 없었다"}\n'.encode("cp949")
    out = read("jsonl", english * 5000 + korean)
    assert out.texts[-1] == "학교에서 돌아온 그는 말이 없었다"
    damaged = '{"text": "학교에서"}\n'.encode() + english * 5000 + korean
    assert read("jsonl", damaged).rejected == [(5002, "encoding")]


def test_lone_surrogates_become_marks_in_every_field() -> None:
    fields = Fields(text="text", id="id", url="url", title="title", date="date")
    record = dict.fromkeys(("text", "id", "url", "title", "date", "more"), "x�y")
    out = read("jsonl", json.dumps(record).encode() + b"\n", fields=fields)
    assert out.texts == ["x\ufffdy"]
    assert [out.columns[k] for k in ("id", "url", "title", "date")] == [["x\ufffdy"]] * 4
    assert json.loads(out.columns["meta"][0]) == {"more": "x\ufffdy"}


def test_offsets_count_the_mark_of_the_file() -> None:
    data = b'\xef\xbb\xbf{"text": "a"}\n{broken\n'
    assert read("jsonl", data).offsets == [data.index(b"{broken")]
