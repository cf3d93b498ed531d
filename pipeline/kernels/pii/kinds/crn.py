"""CRN: Korean corporate registration numbers."""

from pipeline.kernels.pii.gates import GAP, NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.residents import CORPORATE, is_behind_company
from pipeline.kernels.pii.surroundings import continues, digits_of, near
from pipeline.kernels.pii.vocabulary import Words

# a name, or a hyphen
_HYPHENED_OR_NAMED = Words(*CORPORATE.alternatives, "[0-9]{6}[^0-9]{0,4}-")


def is_corporate(text: bytes, start: int, end: int) -> bool:
    """True if a company is named nearby, or for a check digit where a person's number has no 9 or 0."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-."):
        return False
    if near(CORPORATE, text, start, end, behind=24) or is_behind_company(text, start):
        return True
    return _has_check_digit(digits) and digits[6] in "90" and b"-" in text[start:end]


def _has_check_digit(digits: str) -> bool:
    """True if the last digit is that of a corporate number (Supreme Court rule on corporate registration)."""
    total = sum(int(d) * (1 + i % 2) for i, d in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])


KIND = Kind(
    name="CRN",
    precedence=80,
    looks="6-7 digits",
    evidence="법인 nearby, a company right before it, or a check digit and a seventh digit that no person has",
    forms=(Form(rf"[0-9]{{6}}{GAP}[0-9]{{7}}", is_corporate, (NUMBER,), needs=_HYPHENED_OR_NAMED),),
    public=True,
)
