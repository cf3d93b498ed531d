"""Names in columns of tables whose head is a label of persons."""

import re

from pipeline.kernels.pii.fields import cells, column
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form
from pipeline.kernels.pii.names.labels import ENGLISH_LABEL, HEAD, LABELS
from pipeline.kernels.pii.names.words import is_no_word
from pipeline.kernels.pii.names.writings import NAME, OTHER, is_in_other_letters, is_usual
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

PERSONAL = Words(
    "연락처", "전화", "휴대", "핸드폰", "생년", "생일", "주소", "메일", "나이", "성별", "계좌", "직책", "직급", "소속", "학년", "주민",
    "부서", "phone", "mail", "birth", "[^a-z]age[^a-z]", "gender", "address", "mobile", "tel",
)  # fmt: skip


# 신청인 성명: what stands before 성명 in a head says nothing
_COLUMN = Gate(
    rf"{column(f'(?:{LABELS}|{ENGLISH_LABEL})').pattern}|(?:성 *명|성 *함)\"? *(?:[|\t,;]|  )"
    rf"|[|\t,;]\"? ?{HANGUL}{HANGUL}{HANGUL}? ?(?:성 *명|성 *함)\"?(?m:$)",
    0,
    0,
    is_head=True,
)


_IN_HEADS = re.compile(_COLUMN.pattern.encode())


# heads of tables of goods, places and fields
_OF_THINGS = Words(
    "가격|단가|수량|종류|품종|분류|높이|면적|지역|위치|재료|용량|칼로리|규격|원산지|효능|설명|타입|형식|기본값|type|desc|price|value"
)


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True in a column whose head is a label of names, if another column is about persons too.

    성명 needs no other column; 이름 is also the head of names of things.
    """
    label = head(text, start)
    if not HEAD.search(label) or not _IN_HEADS.search(heads(text, start)):
        return False
    if not is_no_word(text[start:end]):
        return False
    if b"\xec\x84\xb1" in label:
        return True
    if is_usual(text[start:end]) and not _OF_THINGS.search(heads(text, start)):
        return True
    return bool(PERSONAL.search(heads(text, start)))


def is_other_in_column(text: bytes, start: int, end: int) -> bool:
    """True in a column whose head is a label of names."""
    if not HEAD.search(head(text, start)) or not _IN_HEADS.search(heads(text, start)):
        return False
    return is_in_other_letters(text, start, end)


FORMS = (
    Form(cells(OTHER), is_other_in_column, (_COLUMN,), group=1),
    Form(cells(NAME), is_in_column, (_COLUMN,), group=1),
)
