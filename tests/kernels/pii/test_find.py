"""Personal data in text: precision on hard negatives, exact offsets, idempotence, and time on hostile text.

What must be found of each kind is in test_kinds.
"""

from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.demo import negatives
from pipeline.kernels.buffers import utf8
from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find
from pipeline.kernels.pii.view import GONE, SAME, View, replacement
from pipeline.registry import KERNELS
from pipeline.stages.scrub.masking import mask
from tests.kernels.pii.examples import MASKED
from tests.kernels.pii.making import CONTEXTS
from tests.kernels.pii.negatives import NEGATIVES
from tests.kernels.pii.pages import PAGES

KERNEL = KERNELS.kernel("pii", "re2")
PER_CONTEXT = 60


def found(text: str) -> list[tuple[str, str]]:
    documents, starts, ends, kinds = find(pa.array([text], pa.large_string()))
    data = text.encode()
    assert set(documents.tolist()) <= {0}
    return [(KINDS[k], data[s:e].decode()) for s, e, k in zip(starts, ends, kinds, strict=True)]


@pytest.mark.parametrize(
    "far", ['{"store": "가나"}', "[매장명: 가나]", "INSERT INTO t (store) VALUES ('가나');"]
)
@pytest.mark.parametrize(
    "text",
    [
        "자택 서울특별시 마포구 월드컵로 12",
        "거주지: 마포구 월드컵로 12",
        "서울특별시 마포구 월드컵로 12 자택에서",
        "연락처 010-2345-6789, 이름 김민지",
    ],
)
def test_what_stands_far_before_a_value_does_not_hide_it(far: str, text: str) -> None:
    between = "아무 말이나 이어지는 글입니다. " * 60
    assert found(f"{far}\n{between}\n{text}") == found(text) != []


@pytest.mark.parametrize("family", NEGATIVES)
def test_hard_negatives_are_left_alone(family: str) -> None:
    """At most 1 % of a family, 0.5 % of all together (below)."""
    assert _wrong(family) <= 0.01 * PER_CONTEXT * len(CONTEXTS)


def test_precision_over_all_hard_negatives() -> None:
    wrong = sum(_wrong(family) for family in NEGATIVES)
    assert wrong <= 0.005 * PER_CONTEXT * len(CONTEXTS) * len(NEGATIVES)


def _wrong(family: str) -> int:
    random = Random(family)
    texts = [c.format(NEGATIVES[family](random)) for c in CONTEXTS for _ in range(PER_CONTEXT)]
    documents, _, _, kinds = find(pa.array(texts, pa.large_string()))
    return len({int(d) for d, k in zip(documents, kinds, strict=True) if KINDS[k] in MASKED})


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_hard_negatives_of_the_demo_are_left_alone(lang: str) -> None:
    random = Random(lang)
    for _ in range(500):
        sentence = negatives.sentence(random, random.choice(list(negatives.KINDS)), lang)
        assert [f for f in found(sentence) if f[0] in MASKED] == [], sentence


VIEWED = st.text(
    st.sampled_from("a1-가 \n\u200b\u00ad０１－＠．\u2013\u3000\ufeff𝟎𝟗é漢😀")
    | st.characters(exclude_categories=["Cs"]),
    max_size=20,
)


@given(st.lists(VIEWED, min_size=1, max_size=5), st.data())
def test_spans_of_the_view_lead_back_to_their_characters(
    texts: list[str], data: st.DataObject
) -> None:
    """Any run of characters of the view stands for the characters that made it, and no removed ones."""
    view = View(*utf8(pa.array(texts, pa.large_string())))
    for i, text in enumerate(texts):
        kept = [c for c in text if replacement(ord(c)) != GONE]
        made = [c if replacement(ord(c)) == SAME else chr(replacement(ord(c))) for c in kept]
        begin = int(view.starts[i])
        assert view.text(i) == f"{''.join(made)}\n".encode()
        if not kept:
            continue
        first = data.draw(st.integers(0, len(kept) - 1))
        last = data.draw(st.integers(first, len(kept) - 1))
        sizes = np.cumsum([0, *(len(c.encode()) for c in made)])
        a, b = view.span(i, begin + int(sizes[first]), begin + int(sizes[last + 1]))
        places = [j for j, c in enumerate(text) if replacement(ord(c)) != GONE]
        wanted = text[places[first] : places[last] + 1]
        assert text.encode()[a:b].decode() == wanted


PIECES = [
    "010-1234-5678",
    "kim@naver.com",
    "900101-1234567",
    "8.8.8.8",
    "4111 1111 1111 1111",
    "https://a:b@c.com",
    "12가3456",
    "성명: 김민지",
    "-",
    " ",
    ".",
    "1",
    "은",
    "a",
    "\n",
    "\u200b",
    "<|PI:EMAIL|>",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_masking_twice_changes_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    _, once = mask(pa.array([text], pa.large_string()), MASKED, KERNEL)
    _, twice = mask(pa.array([once.get(0, text)], pa.large_string()), MASKED, KERNEL)
    assert twice == {}


@pytest.mark.parametrize(
    "text",
    [
        "1-" * 200_000,
        "a" * 300_000 + "@",
        "0." * 200_000,
        "a@" * 100_000,
        "a@a." * 50_000,
        "4" * 300_000,
        "1 " * 200_000,
        "1:" * 150_000,
        "2001:" * 50_000,
        "aa:" * 100_000,
        "공일" * 50_000,
        "시 가로 1" * 30_000,
        "성명: 김" * 30_000,
        "://a:" * 50_000,
        "eyJ" + "a" * 200_000,
        "-----BEGIN PRIVATE KEY-----" * 5_000,
        "A1" * 100_000,
        "골뱅이" * 50_000,
        "12가" * 50_000,
        "kim@naver.com " * 20_000,
    ],
)
@pytest.mark.timeout(60)
def test_hostile_text_ends(text: str) -> None:
    assert isinstance(found(text), list)


@pytest.mark.parametrize(
    "unit",
    [
        "이름: 김민지 ", "성명: 응우옌 티 흐엉, ", "Name: John Smith, ", "010-2345-6789, ", "kim@gmail.com ", "version 8.8.4.4 ",
        "주소: 서울 강남구 테헤란로 123, 101동 502호 ", '{"name": "김민지", "phone": "010-2345-6789"}, ',
        "('김민지', '010-2345-6789'), ", "sk-abcdEFGH1234567890 ", "계좌 110-234-567890 국민 ",
    ],
)  # fmt: skip
def test_as_much_is_found_in_a_long_line_as_in_a_short_one(unit: str) -> None:
    times = 200_000 // len(unit.encode())
    _, _, _, kinds = find(pa.array([unit * times], pa.large_string()))
    few = len(found(unit * 300))
    assert abs(len(kinds) / times - few / 300) < 0.02


@pytest.mark.parametrize("seed", range(4))
def test_finds_do_not_depend_on_the_texts_beside(seed: int) -> None:
    """The automaton reads all texts of a shard as four parts, which may meet inside a value."""
    random = Random(seed)
    texts = [CONTEXTS[0].format(make(random)) for make in (*PAGES.values(), *NEGATIVES.values())]
    texts += [f"연락처 010-{random.randint(2000, 9999)}-1234" for _ in range(80)]
    random.shuffle(texts)

    def spans_of(first: int, some: list[str]) -> list[tuple[int, ...]]:
        rows, *others = (part.tolist() for part in find(pa.array(some, pa.large_string())))
        return list(zip([first + row for row in rows], *others, strict=True))

    together = spans_of(0, texts)
    assert len(together) > 50
    width = random.randint(1, 9)
    cut = [spans_of(i, texts[i : i + width]) for i in range(0, len(texts), width)]
    assert [span for part in cut for span in part] == together


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("문의: 사람@회사.한국 으로", "사람@회사.한국"),
        ("홍길동@도메인.한국입니다", "홍길동@도메인.한국"),
        ("x.y@mail.회사.한국.", "x.y@mail.회사.한국"),
        ("여기는 @나라.한국 모임", None),
        ("가@나.한국어 문법", None),
    ],
)
def test_addresses_under_the_korean_top_level(text: str, address: str | None) -> None:
    assert found(text) == ([("EMAIL", address)] if address else [])
