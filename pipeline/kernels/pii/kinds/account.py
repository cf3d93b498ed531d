"""ACCOUNT: Korean bank accounts."""

from pipeline.kernels.pii.gates import NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import continues, digits_of, near, separators_of, words

_ACCOUNT_WORDS = words(
    "계좌", "입금", "예금주", "송금", "이체", "국민은행", "신한은행", "우리은행", "하나은행", "농협", "기업은행", "카카오뱅크",
    "케이뱅크", "토스뱅크", "새마을금고", "우체국", "신협", "수협", "부산은행", "대구은행", "광주은행", "전북은행", "경남은행",
    "제주은행", "SC제일", "씨티은행", "산업은행", "account n", "acct", "bank account",
)  # fmt: skip
_PHONE_WORDS = words("전화", "휴대", "핸드폰", "연락처", "팩스", "tel", "fax", "phone")


def is_account(text: bytes, start: int, end: int) -> bool:
    """True for ten to fourteen digits near the word account or the name of a bank."""
    span = text[start:end]
    digits = digits_of(span)
    if not 10 <= len(digits) <= 14 or continues(text, start, end, b"-.,"):
        return False
    if digits.startswith("000") or not near(_ACCOUNT_WORDS, text, start, end, behind=30):
        return False
    if not separators_of(span):
        return not near(_PHONE_WORDS, text, start, end) and not _is_time(digits)
    return not _begins_with_date(span)


def _begins_with_date(span: bytes) -> bool:
    """True for a year and a month: 2024-01-15-2024."""
    groups = span.split(b"-")
    year = len(groups[0]) == 4 and groups[0][:2] in (b"19", b"20")
    return year and len(groups[1]) <= 2 and b"01" <= groups[1] <= b"12"


def _is_time(digits: str) -> bool:
    """True for YYYYMMDDHHMM and YYYYMMDDHHMMSS."""
    return (
        len(digits) in (12, 14)
        and digits[:2] in ("19", "20")
        and "01" <= digits[4:6] <= "12"
        and "01" <= digits[6:8] <= "31"
    )


KIND = Kind(
    name="ACCOUNT",
    precedence=170,
    looks="10 to 14 digits",
    evidence="계좌, 예금주 or a bank's name nearby",
    forms=(
        # groups as Korean banks print them: 6-2-6, 4-2-7, 3-3-6, 3-6-5, 3-4-4-2, 3-6-2-3, 4-4-4, ...
        Form(r"[0-9]{2,6}(?:-[0-9]{2,7}){1,3}|[0-9]{10,14}", is_account, (NUMBER,)),
    ),
    # no bank begins with 000
    pseudonym=with_fixed_digits({0: "0", 1: "0", 2: "0"}),
)
