"""Names in columns of tables whose head is a label of persons."""

import re

from pipeline.kernels.pii import inserts
from pipeline.kernels.pii.fields import between_separators, cells, column
from pipeline.kernels.pii.kind import Form
from pipeline.kernels.pii.names.labels import ENGLISH_LABEL, HEAD, TAILS
from pipeline.kernels.pii.names.words import is_no_word
from pipeline.kernels.pii.names.writings import NAME, OTHER, is_in_other_letters, is_usual
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

PERSONAL = Words(
    "연락처", "전화", "휴대", "핸드폰", "생년", "생일", "주소", "메일", "나이", "성별", "계좌", "직책", "직급", "소속", "학년", "주민",
    "부서", "(?:^|[^\\x80-\\xff])(?:반|조)(?:[^\\x80-\\xff]|$)", "phone", "mail", "birth", "[^a-z]age[^a-z]", "gender", "address", "mobile", "tel",
)  # fmt: skip
# The last two syllables of a label: whole labels took a fifth of the automaton's states.
COLUMN = column(rf"(?:{ENGLISH_LABEL}|{TAILS})")
# the same in a line without its end
IN_HEADS = re.compile(
    rf"{between_separators(ENGLISH_LABEL)}|{TAILS}(?: ?\([^()\n]*\))?(?:[ *\"'`]{{0,4}}(?:[|\t]|(?m:$))| / |\"?[,;][^ \n]|  )".encode()
)
_FAMILY_NAME = "성".encode()
# heads of things too, and of offices
_OF_THINGS_TOO = Words(
    "^(?:이 *름|name|contact|고객|담당|대표|본인|저자|기자|사용자|이용자|담당자|작성자|대표자|책임자|관리자)$"
)
# heads of tables of goods, places and fields
OF_THINGS = Words(
    "가격|단가|수량|종류|품종|분류|높이|면적|지역|위치|재료|용량|칼로리|규격|원산지|효능|설명|타입|형식|기본값|type|desc|price|value"
)


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True in a column whose head is a label of names, if another column is about persons too.

    성명 needs no other column; 이름 is also the head of names of things.
    """
    if not is_no_word(text[start:end]):
        return False
    if is_usual(text[start:end]):
        return _is_head_of_names(text, start) and (
            _FAMILY_NAME in head(text, start)
            or not OF_THINGS.search(heads(text, start))
            or bool(PERSONAL.search(heads(text, start)))
        )
    return is_headed(text, start)


def is_headed(text: bytes, start: int) -> bool:
    """True in a column whose head names persons: 성명, or 이름 if another column is about persons."""
    if not _is_head_of_names(text, start):
        return False
    return bool(not _OF_THINGS_TOO.search(head(text, start)) or PERSONAL.search(heads(text, start)))


def _is_head_of_names(text: bytes, start: int) -> bool:
    return bool(HEAD.search(head(text, start)) and IN_HEADS.search(heads(text, start)))


def is_other_in_column(text: bytes, start: int, end: int) -> bool:
    """True in a column whose head is a label of names."""
    return _is_head_of_names(text, start) and is_in_other_letters(text, start, end)


FORMS = (
    Form(cells(OTHER), is_other_in_column, (COLUMN, inserts.GATE), group=1),
    Form(cells(NAME), is_in_column, (COLUMN, inserts.GATE), group=1),
)
