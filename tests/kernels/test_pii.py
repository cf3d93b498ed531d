"""Personal data: what must be found in which surroundings, and what must be left alone."""

from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.identity import Kernel
from pipeline.demo.personal import MAKERS, negative
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find
from pipeline.stages.scrub import mask

# josa attached, spaced, glued on both sides, after a colon (the four contexts in which peers fail)
CONTEXTS = (
    "기록된 {} 에 있다",
    "그것은 {}으로 남았다",
    "연락처{}입니다",
    "값:{}, 다음",
    "It was {} and ended",
)
KERNEL = Kernel("pii", "re2")


def found(text: str) -> list[tuple[str, str]]:
    documents, starts, ends, kinds = find(pa.array([text], pa.large_string()))
    data = text.encode()
    assert set(documents.tolist()) <= {0}
    return [(KINDS[k], data[s:e].decode()) for s, e, k in zip(starts, ends, kinds, strict=True)]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("context", CONTEXTS)
def test_value_is_found_whole_in_every_context(kind: str, context: str) -> None:
    random = Random(kind + context)
    for _ in range(200):
        value = MAKERS[kind](random)
        assert found(context.format(value)) == [(kind, value)]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_hard_negatives_are_left_alone(lang: str) -> None:
    random = Random(lang)
    for _ in range(1000):
        sentence = negative(random, lang)
        assert found(sentence) == [], sentence


@pytest.mark.parametrize(
    "text",
    [
        "바코드 8801043015967 이다",  # a Korean EAN-13 that has the form of a resident number
        "ISBN 9788912345678",
        "2023-2024-2025",
        "시각 20240115123045",
        "가격은 1000000원",
        "99.02.31-1234567 같은 날은 없다 990231-1234567",
        "법인등록번호 110111-0062438",
        "v1.2.3.4 과 버전 8.8.8.8 과 제8.8.4.4항",
        "경로 2024.1.15.3 과 1.2.3.4.5",
        "192.168.0.1, 10.0.0.1, 127.0.0.1",
        "카드처럼 보이는 4111-1111-1111-1112",
        "1588-1234",
        "r = y + 0.9468822170900693",
        "https://example.com/groups/902678696597634/",
        "version=8.8.8.8",
        "x@y, @naver, a@b",
    ],
)
def test_look_alike_is_no_personal_data(text: str) -> None:
    assert found(text) == []


def test_resident_number_issued_after_2020_needs_no_checksum() -> None:
    assert found("생년 201105-3123456") == [("RRN", "201105-3123456")]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "010-1234-5678",
                "kim@naver.com",
                "900101-1234567",
                "8.8.8.8",
                "4111 1111 1111 1111",
                "-",
                " ",
                ".",
                "1",
                "은",
                "a",
                "\n",
                "<|PI:EMAIL|>",
            ]
        ),
        max_size=12,
    )
)
def test_masking_twice_changes_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    _, once = mask(pa.array([text], pa.large_string()), KINDS, KERNEL)
    _, twice = mask(pa.array([once.get(0, text)], pa.large_string()), KINDS, KERNEL)
    assert twice == {}


@pytest.mark.parametrize(
    "text",
    [
        "1-" * 200_000,
        "a" * 300_000 + "@",
        "0." * 200_000,
        "@" * 200_000,
        "4" * 300_000,
        "1:" * 150_000,
    ],
)
@pytest.mark.timeout(60)
def test_hostile_text_ends(text: str) -> None:
    assert isinstance(found(text), list)
