"""FRN: registration numbers of foreigners in Korea."""

from pipeline.kernels.pii.gates import GAP, NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.residents import (
    BIRTH_DATE,
    DATED,
    DATES,
    HALVES,
    IN_HALVES,
    NAMED_OR_APART,
    is_in_halves,
    is_named_person,
    is_person,
)


def is_foreigner(text: bytes, start: int, end: int) -> bool:
    """True for a confirmed number with the seventh digit of a foreigner."""
    return is_person(text, start, end, "5678")


def is_named_foreigner(text: bytes, start: int, end: int) -> bool:
    """True for thirteen digits in any groups, with the seventh digit of a foreigner, that a name confirms."""
    return is_named_person(text, start, end, "5678")


def is_foreigner_in_halves(text: bytes, start: int, end: int) -> bool:
    """True for two halves with words between them, with the seventh digit of a foreigner."""
    return is_in_halves(text, start, end, "5678")


KIND = Kind(
    name="FRN",
    precedence=70,
    looks="YYMMDD-GXXXXXX, G 5-8",
    evidence="as RRN",
    forms=(
        Form(BIRTH_DATE + GAP + r"[5-8][0-9]{6}", is_foreigner, (NUMBER,)),
        Form(rf"[0-9](?:{GAP}[0-9]){{12}}", is_named_foreigner, (NUMBER,), needs=NAMED_OR_APART),
        Form(IN_HALVES, is_foreigner_in_halves, (HALVES,)),
        Form(DATED, is_named_foreigner, (NUMBER, DATES), needs=NAMED_OR_APART),
    ),
    # month 00
    pseudonym=with_fixed_digits({2: "0", 3: "0"}),
)
