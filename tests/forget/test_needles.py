"""Needles are found in any width, case and spacing, and nothing else is."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import RecipeError
from pipeline.forget import needles


def found(text: str, needle: str, column: str = "text") -> bool:
    (normalized,) = needles.read([needle], "needles")
    return bool(needles.holds(pa.chunked_array([[text]]), column, [normalized])[0])


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("010-1234-5678", "전화 ０１０－１２３４－５６７８ 로"),
        ("010-1234-5678", "01012345678"),
        ("01012345678", "010 1234\n5678"),
        ("01012345678", "010.1234.5678"),
        ("01012345678", "(010) 1234-5678"),
        ("010-1234-5678", "010\u200b1234\u200b5678"),
        ("010-1234-5678", "\U0001d7d8\U0001d7d90-1234-5678"),
        ("Kim@Example.com", "KIM@EXAMPLE.COM"),
        ("김 나비", "김나비"),
        ("김 나비", "김\n  나비"),
        ("김나비", "글쓴이:김나비,"),
        ("ﬁne words", "FINE  WORDS"),
        ("a.b*c", "xa.b*cx"),
        ("C++ (17)", "about c++ (17)"),
    ],
)
def test_a_needle_is_found_however_it_is_spelled(needle: str, text: str) -> None:
    assert found(text, needle)


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("010-1234-5678", "010-1234-5679"),
        ("01012345678", "010 ---- 1234 ---- 5678"),
        ("김나비", "김 나비"),
        ("a.b", "axb"),
        ("김나비", ""),
    ],
)
def test_other_words_are_not(needle: str, text: str) -> None:
    assert not found(text, needle)


def test_addresses_and_json_are_read_through_their_escapes() -> None:
    assert found("https://x.org/%EA%B9%80%EB%82%98%EB%B9%84", "김나비", "url")
    assert found('{"by":"say \\"Kim\\"\\nNabi"}', '"Kim" Nabi', "meta")


def test_null_holds_nothing() -> None:
    column = pa.chunked_array([pa.array([None, "김나비"], pa.string())])
    assert needles.holds(column, "title", ["김나비"]).tolist() == [False, True]


@pytest.mark.parametrize("line", ["", "  ", "-", "\u200b", "!!"])
def test_an_empty_needle_is_refused_by_its_line(line: str) -> None:
    with pytest.raises(RecipeError, match="names, line 2: an empty needle"):
        needles.read(["kim", line], "names")
    with pytest.raises(RecipeError, match="holds no needle"):
        needles.read([], "names")


@given(st.text(min_size=1, max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_what_stands_in_a_text_is_found_in_it(needle: str, before: str, after: str) -> None:
    normalized = needles.normalized(needle)
    if not any(c.isalnum() for c in normalized):
        return
    text = f"{before} {normalized} {after}"
    assert needles.holds(pa.array([text]), "text", [normalized])[0]


def test_many_needles_are_found_as_each_alone() -> None:
    many = [f"needle{i}x" for i in range(1000)]
    texts = pa.array([f"a needle{i}x b" for i in (0, 255, 256, 999)] + ["needle7 x", "none"])
    assert needles.holds(texts, "text", many).tolist() == [True] * 4 + [False, False]
