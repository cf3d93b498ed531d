"""HEALTH_INSURANCE: numbers of the Korean national health insurance."""

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.gates import GAP, NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import continues, digits_of, near
from pipeline.kernels.pii.vocabulary import Words

_HEALTH = Words(
    "건강보험",
    "보험증",
    "의료보험",
    "건보",
    "피보험자 ?번호",
    "(?:health|medical|nhis?)[_ ]?(?:insurance)?",
    "insurance[_ ]?(?:no|num|card|id|certificate)",
)


def is_insurance(text: bytes, start: int, end: int) -> bool:
    """True if the first digit is not 0 and the insurance is named nearby."""
    if continues(text, start, end, b"-.") or digits_of(text[start:end])[0] == "0":
        return False
    return near(_HEALTH, text, start, end, behind=24)


KIND = Kind(
    name="HEALTH_INSURANCE",
    precedence=120,
    looks="11 digits",
    evidence="건강보험 or 보험증 nearby",
    forms=(
        Form(rf"[0-9]{GAP}[0-9]{{10}}", is_insurance, (NUMBER,), needs=_HEALTH),
        hidden.form(range(11, 12), _HEALTH),
    ),
    # no number begins with 0
    pseudonym=with_fixed_digits({0: "0", 1: "0"}),
)
