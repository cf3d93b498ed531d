"""Keys are counted alike, compiled or not; what differs only sends lines to the exact reading."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.keys import _key_ends, key_ends, num_keys, repeats_key

TEXTS = st.text('":,[\\ {}a가\n')
VALUES = st.recursive(
    st.none() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4), st.sampled_from([(",", ":"), (", ", ": ")]))
def test_a_short_text_has_as_many_ends_as_the_compiled_count_finds_or_more(
    value: dict[str, object], separators: tuple[str, str]
) -> None:
    line = json.dumps(value, ensure_ascii=False, separators=separators).encode()
    assert key_ends(line) >= int(_key_ends(np.frombuffer(line, np.uint8)))
    assert not repeats_key(line)


@given(TEXTS)
def test_a_repeated_key_always_ends_more_often_than_there_are_keys(key: str) -> None:
    name = json.dumps(f"k{key}k")
    line = f"{{{name}:1,{name}:2}}".encode()
    assert repeats_key(line)
    assert key_ends(line) > num_keys(json.loads(line))
