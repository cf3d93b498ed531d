"""The form of every text: NFC, line feeds, no controls, no forged placeholder."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.kernels.clean.reference import clean_one as clean

ANY = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\r\n\x00\ufeff\u1100\u1161<|PI:EMAIL|>")
)


@given(ANY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, [])


@given(ANY)
def test_clean_text_has_the_promised_form(text: str) -> None:
    once, repairs = clean(text)
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert "\x00" not in once
    assert "<|PI:EMAIL|>" not in once
    assert (once == text) == (not repairs)


@given(ANY)
def test_trusted_text_keeps_its_placeholders_and_gets_the_same_form_otherwise(text: str) -> None:
    own = f"{text}\n가 <|PI:EMAIL|> 나"
    once, repairs = clean(own, trusted=True)
    assert once.endswith("가 <|PI:EMAIL|> 나")
    assert "placeholder" not in repairs
    assert clean(once)[0] == clean(own)[0]


def test_decomposed_hangul_is_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "한글")) == ("한글", ["nfc"])


def test_code_keeps_its_indentation() -> None:
    code = "def f():\n    return 1\n\n\tx = 2  \n"
    assert clean(code) == (code, [])
