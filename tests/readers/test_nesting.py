"""Bounds of JSON: how deep it nests, and what its values take in memory."""

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.keys import num_keys
from pipeline.readers.nesting import DEEPEST, depth_of, depth_of_text, is_dense

VALUES = st.recursive(
    st.none() | st.integers() | st.text('[]{}"\\가', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("a[{"), inner, max_size=3),
    max_leaves=12,
)


def recursive_depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value
    is_nested = isinstance(value, dict | list)
    return 1 + max(map(recursive_depth, inner), default=0) if is_nested else 0


@given(VALUES)
def test_depth_is_that_of_the_deepest_value(value: Any) -> None:
    assert depth_of(value) == recursive_depth(value)


@given(VALUES)
def test_depth_of_text_is_that_of_its_value(value: Any) -> None:
    """Brackets in strings do not count; 300 levels around, as fewer are not counted."""
    text = json.dumps(value, ensure_ascii=False)
    assert depth_of_text("[" * 300 + text + "]" * 300) == 300 + recursive_depth(value)


def test_text_with_few_brackets_is_not_looked_at() -> None:
    assert depth_of_text("[" * DEEPEST) == 0
    assert depth_of_text("[" * (DEEPEST + 1)) == DEEPEST + 1
    assert depth_of_text("{}" * 300 + "[") == 1
    assert depth_of_text('"' + "[" * 300) == 0


def nested(depth: int) -> Any:
    value: Any = 1
    for level in range(depth):
        value = {"a": value} if level % 2 else [value]
    return value


def test_orjson_writes_what_is_deepest_and_no_more() -> None:
    assert depth_of(nested(DEEPEST)) == DEEPEST
    orjson.dumps(nested(DEEPEST))
    with pytest.raises(orjson.JSONEncodeError):
        orjson.dumps(nested(DEEPEST + 1))


def test_keys_are_counted_at_any_depth() -> None:
    assert num_keys(nested(5000)) == 2500
    assert num_keys({"a": [{"b": 1, "c": {"d": []}}, 1], "e": "x"}) == 5


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"{}," * 11_000_000, False),
        (b"{}," * 11_200_000, True),
        (b"[]," * 11_200_000, True),
        (b'"",' * 35_700_000, False),
        (b'"",' * 35_900_000, True),
        (b"x" * (100 << 20), False),
    ],
    ids=["objects", "more-objects", "lists", "strings", "more-strings", "text"],
)
def test_values_of_two_gib_are_dense(data: bytes, expected: bool) -> None:
    assert is_dense(data) == expected
