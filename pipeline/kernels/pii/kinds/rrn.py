"""RRN: resident registration numbers of Korean citizens."""

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.gates import GAP, NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.residents import (
    BIRTH_DATE,
    DATED,
    DATES,
    HALVES,
    IN_HALVES,
    NAMED_OR_APART,
    RESIDENT,
    is_in_halves,
    is_named_person,
    is_person,
)
from pipeline.kernels.pii.surroundings import continues, is_of_thing, near

_H = "[*xX#]"
_DAY = r"[0-9]{2}[0-9*]{4}"
_BREAK = r" {0,2}[\-~./] {0,2}"
# a writer hides the last digits, the birth date, or both in part
_HALF_HIDDEN = (
    rf"{_DAY}{_BREAK}[0-9*xX#]{{7}}|{BIRTH_DATE}[0-9]{_H}{{6}}|{_H}{{6}}{_BREAK}[0-9]{{7}}"
)
_HALF = Gate(
    rf"{_DAY}{_BREAK}[0-9*xX#][0-9*xX#]{{5}}|[0-9]{{7}}{_H}{{6}}|{_H}{{6}}{_BREAK}[0-9]{{7}}", 2, 8
)


def is_citizen(text: bytes, start: int, end: int) -> bool:
    """True for a confirmed number with the seventh digit of a citizen."""
    return is_person(text, start, end, "123490")


def is_named_citizen(text: bytes, start: int, end: int) -> bool:
    """True for thirteen digits in any groups, with the seventh digit of a citizen, that a name confirms."""
    return is_named_person(text, start, end, "1234")


def is_citizen_in_halves(text: bytes, start: int, end: int) -> bool:
    """True for two halves with words between them, with the seventh digit of a citizen."""
    return is_in_halves(text, start, end, "1234")


def is_half_masked(text: bytes, start: int, end: int) -> bool:
    """True for a number with three or more hidden digits, if a resident number is named nearby.

    A birth date and a hidden rest, or a hidden birth date and a rest, need no name.
    """
    span = text[start:end]
    hidden = len(span.translate(None, b"0123456789 -~./"))
    if hidden < 3 or continues(text, start, end, b"-*") or is_of_thing(text, start, RESIDENT):
        return False
    month = span[2:4].decode()
    if month.isdigit() and not "01" <= month <= "12":
        return False
    rest = span[-7:]
    front = (
        span[:6].isdigit() and "01" <= span[4:6].decode() <= "31" and rest[:1] in b"12345678*xX#"
    )
    back = hidden > 3 and rest.isdigit() and rest[:1] in b"12345678"
    return front or back or near(RESIDENT, text, start, end, behind=24)


KIND = Kind(
    name="RRN",
    precedence=60,
    looks="YYMMDD-GXXXXXX, G 1-4 (0, 9 named), partly hidden (`960121-1******`), in halves "
    "(앞자리 960121, 뒷자리 1234567)",
    evidence="a real birth date; hyphen, or check digit, or a word such as 주민 (Resident Registration Act, "
    "Rule 2). The check digit never vetoes: numbers since October 2020 have none",
    forms=(
        Form(BIRTH_DATE + GAP + r"[0-9]{7}", is_citizen, (NUMBER,)),
        Form(rf"[0-9](?:{GAP}[0-9]){{12}}", is_named_citizen, (NUMBER,), needs=NAMED_OR_APART),
        Form(DATED, is_named_citizen, (NUMBER, DATES), needs=NAMED_OR_APART),
        Form(IN_HALVES, is_citizen_in_halves, (HALVES,)),
        Form(_HALF_HIDDEN, is_half_masked, (_HALF,)),
        hidden.form(range(13, 14), RESIDENT),
    ),
    # month 00
    pseudonym=with_fixed_digits({2: "0", 3: "0"}),
)
