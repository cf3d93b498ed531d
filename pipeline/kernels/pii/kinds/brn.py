"""BRN: Korean business registration numbers."""

from pipeline.kernels.pii.gates import BETWEEN, NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import continues, digits_of, near, separators_of
from pipeline.kernels.pii.vocabulary import Words

_BUSINESS = Words("사업자", "business reg")
# a name, or hyphens
_HYPHENED_OR_NAMED = Words(*_BUSINESS.alternatives, "[0-9]--?[0-9]{2}--?[0-9]")
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def is_business(text: bytes, start: int, end: int) -> bool:
    """True for a check digit, in groups of 3-2-5 or where a business is named nearby."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-.") or not _has_check_digit(digits):
        return False
    return separators_of(text[start:end]) == {ord("-")} or near(_BUSINESS, text, start, end)


def _has_check_digit(digits: str) -> bool:
    """True if the check digit is correct (National Tax Service)."""
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=False))
    total += int(digits[8]) * 5 // 10
    return (10 - total % 10) % 10 == int(digits[9])


KIND = Kind(
    name="BRN",
    precedence=90,
    looks="3-2-5 digits",
    evidence="check digit; bare only with 사업자 nearby",
    forms=(
        Form(
            rf"[0-9]{{3}}{BETWEEN}[0-9]{{2}}{BETWEEN}[0-9]{{5}}|[0-9]{{10}}",
            is_business,
            (NUMBER,),
            needs=_HYPHENED_OR_NAMED,
        ),
    ),
    public=True,
)
