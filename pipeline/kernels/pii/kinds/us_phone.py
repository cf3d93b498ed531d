"""US_PHONE: telephone numbers of the North American Numbering Plan (NANP)."""

from pipeline.kernels.pii.gates import NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.surroundings import continues, digits_of, is_of_thing, near, separators_of
from pipeline.kernels.pii.telephones import PHONE_WORDS


def is_american(text: bytes, start: int, end: int) -> bool:
    """True unless area code or exchange is N11, with +1, brackets, hyphens, points, or named nearby."""
    span = text[start:end]
    digits = digits_of(span)[-10:]
    if continues(text, start, end, b"-./") or digits[1:3] == "11" or digits[4:6] == "11":
        return False
    # 555-01xx is reserved for fiction
    if digits[3:8] == "55501":
        return False
    if is_of_thing(text, start, PHONE_WORDS):
        return False
    separators = separators_of(span)
    if b"+1" in span or b"(" in span:
        return True
    return len(separators - {32}) == 1 or near(PHONE_WORDS, text, start, end, behind=24)


KIND = Kind(
    name="US_PHONE",
    precedence=160,
    looks="3-3-4 digits (NANP)",
    evidence="with +1, brackets, hyphens or points; 555-01xx is rejected",
    forms=(
        Form(
            r"(?:\+ ?1[ .\-]?|1[ .\-])?(?:\([2-9][0-9]{2}\)[ \-]?|[2-9][0-9]{2}(?: ?[.\-] ?| ))"
            r"[2-9][0-9]{2}(?: ?[.\-] ?| )[0-9]{4}",
            is_american,
            (NUMBER,),
        ),
    ),
)
