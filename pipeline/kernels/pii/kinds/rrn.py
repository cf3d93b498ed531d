"""RRN: resident registration numbers of Korean citizens."""

from pipeline.kernels.pii.gates import NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.residents import BIRTH_DATE, RESIDENT, is_person
from pipeline.kernels.pii.surroundings import continues, near

_HALF = Gate(r"[0-9]{6} ?- ?[0-9](?:[*xX]|●|○|•)", 2, 40)


def is_citizen(text: bytes, start: int, end: int) -> bool:
    """True for a confirmed number with the seventh digit of a citizen."""
    return is_person(text, start, end, "123490")


def is_half_masked(text: bytes, start: int, end: int) -> bool:
    """True for a birth date, a seventh digit and six stars, if a resident number is named nearby."""
    return not continues(text, start, end) and near(RESIDENT, text, start, end)


KIND = Kind(
    name="RRN",
    precedence=60,
    looks="YYMMDD-GXXXXXX, G 1-4 (0, 9 named), also `960121-1******` where named",
    evidence="a real birth date; hyphen, or check digit, or a word such as 주민 (Resident Registration Act, "
    "Rule 2). The check digit never vetoes: numbers since October 2020 have none",
    forms=(
        Form(BIRTH_DATE + r"(?: ?- ?| )?[0-9]{7}", is_citizen, (NUMBER,)),
        Form(BIRTH_DATE + r" ?- ?[0-9](?:[*xX]|●|○|•){6}", is_half_masked, (_HALF,)),
    ),
    # month 00
    pseudonym=with_fixed_digits({2: "0", 3: "0"}),
)
