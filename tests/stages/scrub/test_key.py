"""Pseudonyms: what they need, what they are a function of, and that nobody has them."""

from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import MalmoiError, RecipeError, StaleOutput
from pipeline.kernels.pii import KINDS, PUBLIC, pseudonyms
from pipeline.kernels.pii.re2 import find
from pipeline.stages.scrub.key import Key
from pipeline.stages.scrub.masking import mask, replacement
from pipeline.stages.scrub.stage import Scrub
from tests.corpora import contents
from tests.kernels.pii.examples import EXAMPLES
from tests.stages.scrub.making import KERNEL, rows, run

SECRET_KEY = "a key of more than sixteen bytes"


def test_pseudonyms_need_a_key_and_kinds_that_allow_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MALMOI_PII_KEY", raising=False)
    with pytest.raises(RecipeError, match="MALMOI_PII_KEY with at least 16 bytes"):
        run(tmp_path, policy={"PHONE": "pseudonymize"})
    monkeypatch.setenv("MALMOI_PII_KEY", "k" * 15)
    with pytest.raises(RecipeError, match="at least 16 bytes"):
        Scrub(policy={"PHONE": "pseudonymize"}).check()
    monkeypatch.setenv("MALMOI_PII_KEY", "k" * 16)
    Scrub(policy={"PHONE": "pseudonymize"}).check()
    with pytest.raises(MalmoiError, match="SECRET cannot be pseudonymized"):
        run(tmp_path, policy={"SECRET": "pseudonymize"})


def test_pseudonyms_are_functions_of_value_and_key_and_the_key_is_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALMOI_PII_KEY", SECRET_KEY)
    corpus = run(tmp_path, policy={"PHONE": "pseudonymize", "EMAIL": "pseudonymize"})
    found = rows(corpus)
    phone = found["a"]["text"].rpartition(", ")[2]
    assert phone.startswith("010-0")
    assert phone != "010-2345-6789"
    assert phone in found["b"]["url"]
    assert phone in found["c"]["meta"]
    assert found["a"]["title"].endswith(".invalid")
    assert not any(SECRET_KEY.encode() in data for data in contents(tmp_path / "root").values())
    monkeypatch.setenv("MALMOI_PII_KEY", SECRET_KEY[::-1])
    with pytest.raises(StaleOutput):
        run(tmp_path, policy={"PHONE": "pseudonymize", "EMAIL": "pseudonymize"})


def test_pseudonym_is_the_same_for_all_spellings_of_a_value() -> None:
    key = SECRET_KEY.encode()
    plain = pseudonyms.pseudonym(key, "RRN", b"900101-1234567")
    for spelling in (
        "９００１０１-１２３４５６７",
        "900101&#45;1234567",
        "구공공일공일-일이삼사오육칠",
    ):
        assert pseudonyms.pseudonym(key, "RRN", spelling.encode()) == plain


@pytest.mark.parametrize(
    "text",
    [
        "운전면허 11-**-123456-78", "전화 010-12##-5678", "전화 ***-2345-6789", "주민번호 900101-1XXXXXX", "계좌 110-____-567890",
        "카드번호 4111-1111-1111-####", "사회보장번호 123-**-6789", "전화 02-●●●●-6789", "건강보험증 1-23456*****",
    ],
)  # fmt: skip
def test_pseudonym_of_a_hidden_value_is_not_found_again(text: str) -> None:
    policies = {k: "pseudonymize" if k in pseudonyms.KINDS else "mask" for k in KINDS}
    replace = partial(replacement, policies=policies, key=Key(SECRET_KEY.encode()))
    once = mask(pa.array([text], pa.large_string()), KINDS, KERNEL, replace)[1][0]
    _, _, _, kinds = find(pa.array([once], pa.large_string()))
    assert [KINDS[k] for k in kinds if KINDS[k] not in PUBLIC] == []
    assert not set(once) & set("*#X●_")


@pytest.mark.parametrize("kind", sorted(set(pseudonyms.KINDS)))
def test_pseudonym_has_the_shape_of_its_value_and_is_nobodys(kind: str) -> None:
    from random import Random

    random = Random(kind)
    for maker in EXAMPLES[kind].makers:
        for _ in range(100):
            value = maker.make(random).encode()
            made = pseudonyms.pseudonym(SECRET_KEY.encode(), kind, value)
            assert made == pseudonyms.pseudonym(SECRET_KEY.encode(), kind, value)
            text = f"{maker.before}{made.decode()}"
            _, _, _, kinds = find(pa.array([text], pa.large_string()))
            assert [KINDS[k] for k in kinds if KINDS[k] not in PUBLIC] == [], (value, text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["010-2345-6789", "kim@naver.com", "8.8.8.8", " ", "은 ", ","]), max_size=8
    )
)
def test_scrubbing_twice_changes_nothing_with_pseudonyms(pieces: list[str]) -> None:
    kinds = tuple(k for k in KINDS if k not in PUBLIC)
    policies = {k: "pseudonymize" if k in pseudonyms.KINDS else "mask" for k in kinds}

    def replace(kind: str, value: bytes) -> bytes:
        return replacement(kind, value, policies, Key(SECRET_KEY.encode()))

    text = "".join(pieces)
    _, once = mask(pa.array([text], pa.large_string()), kinds, KERNEL, replace)
    _, twice = mask(pa.array([once.get(0, text)], pa.large_string()), kinds, KERNEL, replace)
    assert twice == {}
