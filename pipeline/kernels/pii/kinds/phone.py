"""PHONE: Korean telephone numbers (Numbering Plan of the Republic of Korea)."""

import re
from collections.abc import Iterator

from pipeline.kernels.pii.gates import NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import redrawn_with
from pipeline.kernels.pii.surroundings import (
    DIGITS,
    before,
    continues,
    digits_of,
    in_columns,
    near,
    separators_of,
)
from pipeline.kernels.pii.telephones import PHONE_WORDS

_ZERO, _ONE, _ANY = "공|영", "일", "공|영|일|이|삼|사|오|육|칠|팔|구"
_SPELT = Gate(
    rf"(?:(?:{_ZERO})[ .\-]?(?:{_ONE}|1)|0[ .\-]?(?:{_ONE}))[ .\-]?(?:공|영|일|육|칠|팔|구|[016789])"
    rf"|0[ .\-]?1[ .\-]?(?:[016789][ .\-]?)?(?:{_ANY})",
    2,
    72,
)
_NUMERALS = {**{c: str(i) for i, c in enumerate("공일이삼사오육칠팔구")}, "영": "0"}
_RUN = re.compile(rb"[0-9]+")


def is_mobile(text: bytes, start: int, end: int) -> bool:
    """True for 010 and eight digits, or 011, 016 to 019 and seven or eight."""
    span = text[start:end]
    national = _national(span)
    # no block in the middle begins with 0
    if not _stands_alone(text, start, end) or not _has_one_separator(span) or national[3] == "0":
        return False
    if separators_of(span) == {32} and in_columns(text, start, end):
        return False
    return len(national) == 11 or (len(national) == 10 and not national.startswith("010"))


def is_landline(text: bytes, start: int, end: int) -> bool:
    """True for an area code, 070 or 050x and seven or eight digits, with separators or named nearby."""
    span = text[start:end]
    if not _stands_alone(text, start, end) or not _has_one_separator(span):
        return False
    national = _national(span)
    area = 2 if national.startswith("02") else 4 if national.startswith("050") else 3
    rest = national[area:]
    if len(rest) not in (7, 8) or rest[0] in "01":
        return False
    separators = separators_of(span)
    if not separators or separators == {32}:
        return near(PHONE_WORDS, text, start, end)
    return True


def is_spelt(text: bytes, start: int, end: int) -> bool:
    """True for a mobile number with three or more digits spelt in Hangul."""
    span = text[start:end].decode()
    numerals = [c for c in span if c in _NUMERALS or c.isdigit()]
    digits = "".join(_NUMERALS.get(c, c) for c in numerals)
    return (
        digits[:3] in ("010", "011", "016", "017", "018", "019")
        and len(digits) in (10, 11)
        and sum(c in _NUMERALS for c in span) >= 3
        and any(c in _NUMERALS for c in numerals[:4])
        and digits[3] != "0"
    )


def _national(span: bytes) -> str:
    """The digits, with the leading zero that +82 takes away."""
    digits = digits_of(span)
    if digits.startswith("82"):
        return "0" + digits[2:].lstrip("0")
    return digits


def _has_one_separator(span: bytes) -> bool:
    """True if the blocks have one kind of separator between them; brackets and +82 may add another."""
    return len(separators_of(span) - set(b" ()+")) < 2


def _stands_alone(text: bytes, start: int, end: int) -> bool:
    """True if the span is not a part of a longer number."""
    return not continues(text, start, end, b"-.") and not (
        before(text, start) in b"./" and start > 1 and text[start - 2] in DIGITS
    )


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """The same prefix, and a block in the middle that begins with 0, as no assigned one does.

    A number that is spelt in Hangul becomes 010-0000-0000.
    """
    groups = [m.span() for m in _RUN.finditer(value)]
    digits = sum(b - a for a, b in groups)
    if digits < 9:
        return b"010-0000-0000"
    if len(groups) > 2 or (len(groups) == 2 and groups[-1][1] - groups[-1][0] == 4):
        head = digits - 4 - (groups[-2][1] - groups[-2][0])
    else:
        head = 2 if value.startswith(b"02") else 3
    plain = bytes(b for b in value if 0x30 <= b <= 0x39)
    fixed = {i: chr(plain[i]) for i in range(head)}
    return redrawn_with(value, source, {**fixed, head: "0"})


_PLUS = r"(?:\+ ?82[ .\-]{0,2}|82[ \-])(?:\(0\))?"
_GAP = r"(?: ?- ?|[ .])?"
_BLOCKS = r"[0-9]{3,4}" + _GAP + r"[0-9]{4}"
_AREA = r"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8])"
_NUMERAL = "[0-9]|" + _ANY

KIND = Kind(
    name="PHONE",
    precedence=130,
    looks="mobile, landline, 070, 050x; +82, brackets, points, spaces, digits spelt in Hangul",
    evidence="Numbering Plan: prefixes and lengths; no block in the middle begins with 0, no landline's "
    "with 0 or 1",
    forms=(
        Form(
            r"(?:" + _PLUS + r"0?1[016789]|\(?01[016789]\)?)" + _GAP + _BLOCKS,
            is_mobile,
            (NUMBER,),
        ),
        Form(
            r"(?:" + _PLUS + r"0?|\(?0)" + _AREA + r"(?:\) ?-?|" + _GAP + r")" + _BLOCKS,
            is_landline,
            (NUMBER,),
        ),
        Form(
            r"(?:(?:" + _NUMERAL + r")[ .\-]?){9,10}(?:" + _NUMERAL + r")",
            is_spelt,
            (_SPELT,),
        ),
    ),
    pseudonym=pseudonym,
)
