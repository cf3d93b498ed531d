"""RRN: resident registration numbers of Korean citizens."""

from pipeline.kernels.pii.gates import GAP, NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.residents import BIRTH_DATE, RESIDENT, is_person
from pipeline.kernels.pii.surroundings import continues, digits_of, is_of_thing, near

# a writer hides the last six or seven digits, or some of the birth date too
_HALF = Gate(r"[0-9]{2}[0-9*]{4} {0,2}[\-~./] {0,2}[0-9*xX#][0-9*xX#]{5}", 2, 8)


def is_citizen(text: bytes, start: int, end: int) -> bool:
    """True for a confirmed number with the seventh digit of a citizen."""
    return is_person(text, start, end, "123490")


def is_half_masked(text: bytes, start: int, end: int) -> bool:
    """True for a number with three or more hidden digits, if a resident number is named nearby.

    A birth date, a seventh digit of a person and six hidden ones need no name.
    """
    span = text[start:end]
    hidden = len(span.translate(None, b"0123456789 -~./"))
    if hidden < 3 or continues(text, start, end) or is_of_thing(text, start, RESIDENT):
        return False
    month, digits = span[2:4].decode(), digits_of(span)
    if month.isdigit() and not "01" <= month <= "12":
        return False
    plain = hidden == 6 and len(digits) == 7 and digits[6] in "12345678"
    return plain or near(RESIDENT, text, start, end, behind=24)


KIND = Kind(
    name="RRN",
    precedence=60,
    looks="YYMMDD-GXXXXXX, G 1-4 (0, 9 named), partly hidden (`960121-1******`)",
    evidence="a real birth date; hyphen, or check digit, or a word such as 주민 (Resident Registration Act, "
    "Rule 2). The check digit never vetoes: numbers since October 2020 have none",
    forms=(
        Form(BIRTH_DATE + GAP + r"[0-9]{7}", is_citizen, (NUMBER,)),
        Form(
            r"[0-9]{2}[0-9*]{4} {0,2}[\-~./] {0,2}[0-9*xX#]{7}",
            is_half_masked,
            (_HALF,),
        ),
    ),
    # month 00
    pseudonym=with_fixed_digits({2: "0", 3: "0"}),
)
