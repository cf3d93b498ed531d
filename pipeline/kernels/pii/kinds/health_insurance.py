"""HEALTH_INSURANCE: numbers of the Korean national health insurance."""

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.gates import GAP, NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import beside, continues, digits_of, near
from pipeline.kernels.pii.vocabulary import Words

_HEALTH = Words(
    "건강보험",
    "보험증",
    "의료보험",
    "건보",
    "자격 ?득실",
    "보험 ?자격",
    "피보험자 ?번호",
    "(?:health|hlth|medical|nhis?)[_ ]?(?:insurance|ins)?",
    "insurance[_ ]?(?:no|num|card|id|certificate)",
)


_LABEL = Words("증 ?번호[ :|\t]{0,4}$")
# bytes of a card before its number
_CARD = 120


def is_insurance(text: bytes, start: int, end: int) -> bool:
    """True if the first digit is not 0 and the insurance is named nearby."""
    if continues(text, start, end, b"-.") or digits_of(text[start:end])[0] == "0":
        return False
    if near(_HEALTH, text, start, end, behind=24):
        return True
    # 증번호 below the title of the card
    return beside(_LABEL, text, start) and _HEALTH.search(text[max(0, start - _CARD) : start])


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
