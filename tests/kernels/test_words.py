"""The splitter against the saved tokenizer's own, and MeCab's cuts."""

from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Regex, pre_tokenizers

from pipeline.kernels.bpe import byte_characters
from pipeline.kernels.nfc import nfc, settled
from pipeline.kernels.words import numba, reference
from pipeline.kernels.words.classes import LETTER, NUMBER, SPACE, classes
from pipeline.kernels.words.morphemes import boundaries, cut, cut_all
from pipeline.stages.tokenizer.assemble import assemble

# What the pattern tells apart, so that short texts meet every alternative and every border between two.
TRAPS = [
    *"aZé가ㄱ漢1٣½ \t\n\r\u00a0\u2028\u3000'\"-._<|>ſK😀\u0301\u200d\x00",
    *("'s", "'RE", "'lL", "'ſ", "\r\n", "  ", " '", "<|PI:EMAIL|>", "<|PI:", "|>"),
]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(TRAPS) | st.characters(exclude_categories=["Cs"]), max_size=14))
def test_split_is_that_of_the_saved_tokenizer(parts: list[str]) -> None:
    text = "".join(parts)
    pieces = numba.split(text)
    assert "".join(pieces) == text
    assert pieces == reference.split(text)


def test_split_of_long_random_texts_is_that_of_the_saved_tokenizer() -> None:
    splitter = assemble(np.zeros((0, 2), np.int64), []).pre_tokenizer
    random = Random(7)
    for _ in range(40):
        text = "".join(random.choices(TRAPS, k=2000))
        spelt = ["".join(byte_characters()[b] for b in p.encode()) for p in numba.split(text)]
        assert [piece for piece, _ in splitter.pre_tokenize_str(text)] == spelt


def test_every_code_point_has_the_class_that_the_engine_sees() -> None:
    points = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    text = "".join(map(chr, points))
    found = classes()[np.array(points)]
    for kind, pattern in ((LETTER, r"\p{L}+"), (NUMBER, r"\p{N}+"), (SPACE, r"\s+")):
        expected = np.ones(len(points), bool)
        for _, (start, end) in pre_tokenizers.Split(Regex(pattern), "removed").pre_tokenize_str(
            text
        ):
            expected[start:end] = False
        assert np.array_equal(found == kind, expected)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.text(
            st.sampled_from("e가ᄀ\u1161\u11a8\u0301\u0323\u08cb\u08eeÅ豈\u0dcf")
            | st.characters(exclude_categories=["Cs"]),
            max_size=9,
        ),
        max_size=5,
    )
)
def test_settled_texts_are_nfc_by_the_tables_of_tokenizers(values: list[str]) -> None:
    assert settled(pa.array(values, pa.large_string())).to_pylist() == [nfc(v) for v in values]


def test_very_long_pre_tokens_are_not_counted() -> None:
    words, counts, _ = numba.count(pa.array(["ab " + "x" * 300 + " ab", "ab"]))
    assert dict(zip(words.to_pylist(), counts.tolist(), strict=True)) == {"ab": 2, " ab": 1}


def test_a_table_grows_with_its_words() -> None:
    texts = pa.array([" ".join(f"w{chr(97 + i % 26)}{chr(0x4E00 + i)}" for i in range(17_000))] * 2)
    words, counts, hashes = numba.count(texts)
    again, expected, same = reference.count(texts)
    assert words.equals(again)
    assert np.array_equal(counts, expected)
    assert np.array_equal(hashes, same)
    assert len(words) > 1 << 14


@pytest.mark.parametrize(
    "word", [" 학교에서는", "한국의", " 갔습니다", "abc", " ", "ㅋㅋㅋ", "가", "(서울에서"]
)
def test_morphemes_of_a_word_join_to_the_word(word: str) -> None:
    assert "".join(cut(word)) == word
    assert sum(cut_all(pa.array([word])).to_pylist()[0]) == len(word.encode())


def test_particle_is_cut_from_its_noun() -> None:
    assert cut(" 학교에서는") == [" 학교", "에서", "는"]


def test_boundaries_are_bytes_of_the_text() -> None:
    text = "나는 학교에\n\n갔다. abc"
    raw, edges = text.encode(), boundaries(text).tolist()
    pieces = [raw[a:b].decode() for a, b in zip(edges, [*edges[1:], len(raw)], strict=True)]
    assert [p.strip() for p in pieces if p.strip()] == [
        "나",
        "는",
        "학교",
        "에",
        "갔",
        "다",
        ".",
        "abc",
    ]
