"""SSN: social security numbers of the United States."""

import re

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.gates import GAP, NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import continues, digits_of, is_of_thing, near
from pipeline.kernels.pii.vocabulary import Words

# printed on sample cards, and never assigned again (SSA)
_ADVERTISED = ("123456789", "078051120", "219099999")
_GROUPED = re.compile(rb"[0-9]{3}-[0-9]{2}-[0-9]{4}")
_SECURITY = Words(
    "social security",
    "soc(?:ial)?\\.? ?sec",
    "(?:^|[^a-z])ss[n#]",
    "(?:my|your|his|her|their|wrong|the|full) social(?: |:|#|,|\\.)",
    "사회 ?보장",
    "(?:쏘셜|소셜) ?(?:시큐리티|번호|넘버)",
)
# a name, or hyphens
_HYPHENED_OR_NAMED = Words(*_SECURITY.anywhere().alternatives, "[0-9]{3}-[0-9]{2}-[0-9]{4}")


def is_ssn(text: bytes, start: int, end: int) -> bool:
    """True unless a part has a value that is never assigned (SSA, since 2011)."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-.") or digits[0] == "9" or digits[:3] in ("000", "666"):
        return False
    if digits in _ADVERTISED or digits[3:5] == "00" or digits[5:] == "0000":
        return False
    if near(_SECURITY, text, start, end, behind=24):
        return True
    return bool(_GROUPED.fullmatch(text, start, end)) and not is_of_thing(text, start)


def is_partly_hidden(text: bytes, start: int, end: int) -> bool:
    """True for the last four digits behind hidden ones: XXX-XX-6789."""
    hidden = text[start:end].translate(None, b"0123456789-. ").lower()
    return len(set(hidden)) == 1 and not continues(text, start, end, b"-.*")


# the first five hidden digits by one sign, which the check confirms
_HIDDEN_FORM = r"[*xX#\x7f]{3}[ \-.][*xX#\x7f]{2}[ \-.][0-9]{4}"
_HIDDEN = Gate(_HIDDEN_FORM, 2, 4)

KIND = Kind(
    name="SSN",
    precedence=150,
    looks="3-2-4 digits, the first five also hidden (XXX-XX-6789)",
    evidence="SSA: no 000, 666, 9xx; no 00; no 0000; hyphens, or SSN or social security nearby",
    forms=(
        Form(
            rf"[0-9]{{3}}{GAP}[0-9]{{2}}{GAP}[0-9]{{4}}",
            is_ssn,
            (NUMBER,),
            needs=_HYPHENED_OR_NAMED,
        ),
        Form(_HIDDEN_FORM, is_partly_hidden, (_HIDDEN,)),
        hidden.form(range(9, 10), _SECURITY),
    ),
    # area 000
    pseudonym=with_fixed_digits({0: "0", 1: "0", 2: "0"}),
)
