"""Names in fields: a label, then a Korean name. Names in prose are not looked for."""

from functools import cache
from pathlib import Path

from pipeline.kernels.pii.forms import HANGUL, Form
from pipeline.kernels.pii.surroundings import WORD, after, before

# Surnames of one syllable that are common enough to begin a name more often than a word.
SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
DOUBLE = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고")
# What may follow a name without a space: particles, titles, the copula.
_ENDINGS = tuple(
    ending.encode()
    for ending in "은 는 이 가 을 를 의 과 와 도 에 로 님 씨 입니다 께 으로 군 양 인 라 및 외".split()  # noqa: SIM905
)


_AMBIGUOUS = "이름".encode()


@cache
def _no_names() -> frozenset[bytes]:
    """Words that begin like a name, from no_names.txt."""
    lines = (Path(__file__).parent / "no_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.encode() for line in lines if not line.startswith("#"))


def name(text: bytes, start: int, end: int) -> bool:
    """Two to four syllables that begin with a surname, and end where a word or a particle does."""
    span = text[start:end]
    if not _begins_a_field(text, start):
        return False
    if span in _no_names() or (span[:-3] in _no_names() and span.endswith(_ENDINGS)):
        return False
    right = text[end : end + 12]
    return not 0xEA <= after(text, end) <= 0xED or right.startswith(_ENDINGS)


def _begins_a_field(text: bytes, start: int) -> bool:
    """Whether 이름, if that is the label, begins its field: 파일 이름 is none of a person."""
    label = text.rfind(_AMBIGUOUS, max(0, start - 12), start)
    if label < 0:
        return True
    while label > 0 and text[label - 1] == 32:
        label -= 1
    return not 0xEA <= _first_byte_before(text, label) <= 0xED and (
        before(text, label) not in WORD and before(text, label) not in b")]"
    )


def _first_byte_before(text: bytes, at: int) -> int:
    """The first byte of the character that ends at `at`."""
    at -= 1
    while at >= 0 and 0x80 <= text[at] < 0xC0:
        at -= 1
    return text[at] if at >= 0 else 32


_ALL, _PAIRS = "|".join(SURNAMES), "|".join(DOUBLE)
_NAME = (
    r"((?:" + _PAIRS + r")" + HANGUL + r"{1,2}|(?:" + _ALL + r")" + HANGUL + r"{1,2})"
)  # fmt: skip
_FIELDS = "예금주|수취인"  # these name a person without a colon too
_MORE = (
    "성명|성함|수령인|받는 ?사람|받는 ?분|보내는 ?사람|신청인|보호자|환자명|고객명|가입자명|이름"
)
LABEL = f"(?:(?:{_FIELDS})(?: ?[:=] ?| )|(?:{_MORE}) ?[:=] ?)"

FORMS = (Form("NAME", LABEL + _NAME, name, ("label",), group=1),)
