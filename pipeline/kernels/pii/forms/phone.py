"""Telephone numbers: Korean (Numbering Plan of the Republic of Korea) and North American."""

from pipeline.kernels.pii.forms import Form
from pipeline.kernels.pii.surroundings import (
    DIGITS,
    before,
    continues,
    digits_of,
    in_columns,
    near,
    separators_of,
    words,
)

_PHONE_WORDS = words(
    "전화", "연락", "휴대", "핸드폰", "팩스", "문의", "상담", "번호", "☎", "tel", "fax", "phone", "call", "mobile"
)  # fmt: skip
_SPELT = {**{c: str(i) for i, c in enumerate("공일이삼사오육칠팔구")}, "영": "0"}

# Blocks of representative numbers (Ministry of Science and ICT)
_REPRESENTATIVES = frozenset(
    b"1522 1533 1544 1551 1555 1566 1577 1588 1599 1600 1644 1660 1661 1666 1668 1670 1688 1800 1811 "
    b"1833 1855 1877 1899".split()
)


def _national(span: bytes) -> str:
    """The digits with the leading zero that +82 takes away."""
    digits = digits_of(span)
    if digits.startswith("82"):
        return "0" + digits[2:].lstrip("0")
    return digits


def _alike(span: bytes) -> bool:
    """Whether one kind of separator stands between the blocks; brackets and +82 may add another."""
    return len(separators_of(span) - set(b" ()+")) < 2


def _apart(text: bytes, start: int, end: int) -> bool:
    """Whether no longer number goes on around the span."""
    return not continues(text, start, end, b"-.") and not (
        before(text, start) in b"./" and start > 1 and text[start - 2] in DIGITS
    )


def mobile(text: bytes, start: int, end: int) -> bool:
    """010 and eight digits, or 011, 016 to 019 and seven or eight."""
    span = text[start:end]
    national = _national(span)
    if not _apart(text, start, end) or not _alike(span) or national[3] == "0":
        return False  # no block in the middle begins with 0
    if separators_of(span) == {32} and in_columns(text, start, end):
        return False
    return len(national) == 11 or (len(national) == 10 and not national.startswith("010"))


def landline(text: bytes, start: int, end: int) -> bool:
    """An area code, 070 or 050x, three or four digits, four digits: with separators, or named."""
    span = text[start:end]
    national = _national(span)
    area = 2 if national.startswith("02") else 4 if national.startswith("050") else 3
    rest = national[area:]
    if (
        not _apart(text, start, end)
        or not _alike(span)
        or len(rest) not in (7, 8)
        or rest[0] in "01"
    ):
        return False
    separators = separators_of(span)
    if not separators or separators == {32}:
        return near(_PHONE_WORDS, text, start, end)
    return True


def spelt(text: bytes, start: int, end: int) -> bool:
    """A mobile number with digits spelt in Hangul."""
    found = text[start:end].decode()
    digits = "".join(_SPELT.get(c, c if c.isdigit() else "") for c in found)
    spelt_ones = sum(c in _SPELT for c in found)
    numerals = [c for c in found if c in _SPELT or c.isdigit()]
    return (
        digits[:3] in ("010", "011", "016", "017", "018", "019")
        and len(digits) in (10, 11)
        and spelt_ones >= 3
        and any(c in _SPELT for c in numerals[:4])
        and digits[3] != "0"
    )


def representative(text: bytes, start: int, end: int) -> bool:
    """Four digits that are given out, and four; or 080: of institutions. 1802-2017 are years."""
    span = text[start:end]
    if continues(text, start, end, b"-."):
        return False
    if span.startswith(b"080"):
        return True
    years = span[-4:-2] in (b"15", b"16", b"17", b"18", b"19", b"20")
    doubtful = years or b"-" not in span
    return span[:4] in _REPRESENTATIVES and (not doubtful or near(_PHONE_WORDS, text, start, end))


def american(text: bytes, start: int, end: int) -> bool:
    """NANP: area code and exchange from 2 on, neither N11; with +1, brackets, hyphens or points."""
    span = text[start:end]
    digits = digits_of(span)[-10:]
    if continues(text, start, end, b"-./") or digits[1:3] == "11" or digits[4:6] == "11":
        return False
    if digits[3:8] == "55501":
        return False  # reserved for fiction
    separators = separators_of(span)
    if b"+1" in span or b"(" in span:
        return True
    return len(separators) == 1 and (separators != {32} or near(_PHONE_WORDS, text, start, end))


def ssn(text: bytes, start: int, end: int) -> bool:
    """A US social security number: no 000, 666, 9xx; no 00; no 0000 (SSA, since 2011)."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-.") or digits[0] == "9" or digits[:3] in ("000", "666"):
        return False
    return digits[3:5] != "00" and digits[5:] != "0000"


_PLUS = r"(?:\+ ?82[ .\-]{0,2}|82[ \-])(?:\(0\))?"
_GAP = r"(?: ?- ?|[ .])?"
_AREA = r"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8])"
_ONE = "[0-9]|공|영|일|이|삼|사|오|육|칠|팔|구"

FORMS = (
    Form(
        "PHONE",
        r"(?:"
        + _PLUS
        + r"0?1[016789]|\(?01[016789]\)?)"
        + _GAP
        + r"[0-9]{3,4}"
        + _GAP
        + r"[0-9]{4}",
        mobile,
        ("number",),
    ),
    Form(
        "PHONE",
        r"(?:"
        + _PLUS
        + r"0?|\(?0)"
        + _AREA
        + r"(?:\) ?-?|"
        + _GAP
        + r")[0-9]{3,4}"
        + _GAP
        + r"[0-9]{4}",
        landline,
        ("number",),
    ),
    Form(
        "PHONE",
        r"(?:(?:" + _ONE + r")[ .\-]?){9,10}(?:" + _ONE + r")",
        spelt,
        ("spelt",),
    ),
    Form(
        "REPRESENTATIVE",
        r"1[568][0-9]{2}[ \-]?[0-9]{4}|080[ \-][0-9]{3,4}[ \-][0-9]{4}",
        representative,
        ("number", "eight"),
    ),
    Form("SSN", r"[0-9]{3}-[0-9]{2}-[0-9]{4}", ssn, ("number",)),
    Form(
        "US_PHONE",
        r"(?:\+1[ .\-]?|1[ .\-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .\-])[2-9][0-9]{2}[ .\-][0-9]{4}",
        american,
        ("number",),
    ),
)
