"""Objects of JSON stay JSON when their strings are cleaned."""

from typing import Any

import orjson
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernels.clean.numba import clean
from pipeline.readers.objects import cleaned

ODD = st.text(st.sampled_from('"\\＂＼＂가a<|PI:｜\u200b\u3000\n﹨﹣ＡÂ“ï¼‚'), max_size=12)
VALUES = st.recursive(
    ODD | st.integers(-9, 9) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD, inner, max_size=3),
    max_leaves=8,
)


def clean_object(value: dict) -> dict:
    text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return orjson.loads(cleaned(pa.array([text], pa.large_string()), clean)[0].as_py())


@pytest.mark.parametrize(
    ("value", "expected"),
    [("＼신호", "\\신호"), ("＂인용＂", '"인용"'), ("a＼＂", 'a\\"'), ("전각　빈칸", "전각 빈칸")],
)
def test_signs_of_json_in_full_width_stay_in_their_string(value: str, expected: str) -> None:
    assert clean_object({"x": [{"y": value}], "k＂": 1}) == {"x": [{"y": expected}], 'k"': 1}


def test_an_escaped_mark_in_full_width_keeps_both_of_its_signs() -> None:
    assert clean_object({"＼＂": []}) == {'\\"': []}


def by_string(value: Any) -> Any:
    if isinstance(value, str):
        return clean(pa.array([value], pa.large_string()))[0][0].as_py()
    if isinstance(value, dict):
        return {by_string(key): by_string(value[key]) for key in sorted(value)}
    return [by_string(inner) for inner in value] if isinstance(value, list) else value


@given(st.dictionaries(ODD, VALUES, max_size=3))
def test_an_object_is_as_it_came_or_each_string_is_clean(value: dict) -> None:
    """A string such as `Â‚` is mojibake when it is the whole text, and may be too little in an object."""
    made = clean_object(value)
    assert made == by_string(value) or made == value
    if "＂" in str(value) or "＼" in str(value):
        assert made == by_string(value)


def test_rows_without_repairs_are_unchanged() -> None:
    rows = pa.array(['{"a":"＂"}', '{"a":"b"}', "{}"], pa.large_string())
    assert cleaned(rows, clean).to_pylist() == ['{"a":"\\""}', '{"a":"b"}', "{}"]
