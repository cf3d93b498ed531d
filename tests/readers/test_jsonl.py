"""JSON lines: whole, in parts, with lines of any length."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers import Fields, Part, jsonl
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
    assert (out.columns["title"], json.loads(out.columns["meta"][0])["a"]) == (
        ["title"],
        {"b": "text", "k": 1},
    )


def test_slow_and_fast_path_make_the_same_columns() -> None:
    """A block with one odd line is read line by line; its good lines must not differ."""
    rows = [{"text": f"글 {i}", "url": f"u{i}", "n": i, "id": f"i{i}"} for i in range(5)]
    plain = b"".join(json.dumps(r).encode() + b"\n" for r in rows)
    fast, slow = read("jsonl", plain), read("jsonl", plain + b"{broken\n")
    assert (fast.texts, fast.columns) == (slow.texts, slow.columns)
