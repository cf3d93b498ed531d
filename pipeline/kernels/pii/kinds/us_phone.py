"""US_PHONE: telephone numbers of the North American Numbering Plan (NANP)."""

import re

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.businesses import is_of_business
from pipeline.kernels.pii.gates import GAP, NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.offices import is_of_office
from pipeline.kernels.pii.surroundings import (
    WORD,
    after,
    beside,
    continues,
    digits_of,
    in_columns,
    is_of_thing,
    near,
    separators_of,
)
from pipeline.kernels.pii.tables import head
from pipeline.kernels.pii.telephones import PHONE_WORDS, TOLL_FREE
from pipeline.kernels.pii.vocabulary import Words


def is_american(text: bytes, start: int, end: int) -> bool:
    """True unless area code or exchange is N11, with +1, brackets, hyphens, points, or named nearby."""
    span = text[start:end]
    digits = digits_of(span)[-10:]
    # an extension may touch the number: 617-258-5741x12
    stop = len(text) if _EXTENSION.match(text, end) else end
    if continues(text, start, stop, b"-./") or digits[1:3] == "11" or digits[4:6] == "11":
        return False
    # What is 987 - 654 - 3210?
    if b" - " in span and _SUM.search(text, max(0, start - 16), start):
        return False
    # 555-01xx is reserved for fiction
    if digits[3:8] == "55501":
        return False
    # pages 318-325 of 2019
    if _PAGES.fullmatch(span) and not near(PHONE_WORDS, text, start, end, behind=24):
        return False
    if is_of_thing(text, start, PHONE_WORDS) or digits[:3] in TOLL_FREE:
        return False
    if is_of_business(text, start, end) or is_of_office(text, start, end):
        return False
    separators = separators_of(span)
    if b"+1" in span or b"(" in span:
        return True
    return len(separators - {32}) == 1 or (
        near(PHONE_WORDS, text, start, end, behind=24)
        or near(_TALK, text, start, end)
        or (
            not in_columns(text, start, end)
            and _BEHIND_NAME.search(text, max(0, start - 48), start) is not None
        )
    )


def is_slashed(text: bytes, start: int, end: int) -> bool:
    """True for an area code before a slash, with no number around it."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-./") or digits[1:3] == "11" or digits[4:6] == "11":
        return False
    return digits[3:8] != "55501" and digits[:3] not in TOLL_FREE and not is_of_thing(text, start)


def is_labelled(text: bytes, start: int, end: int) -> bool:
    """True for ten digits with any separators right behind a word such as phone."""
    digits = digits_of(text[start:end])
    if continues(text, start, end, b"-./") or digits[1:3] == "11" or digits[4:6] == "11":
        return False
    if digits[:3] in TOLL_FREE:
        return False
    named = beside(_LABEL, text, start) or _HEAD.search(head(text, start))
    return digits[3:8] != "55501" and bool(named) and not is_of_business(text, start, end)


_PAGES = re.compile(rb"[0-9]{3}[.\-][0-9]{3} [0-9]{4}")
_SUM = re.compile(rb"(?:[Ww]hat is|[Cc]alculate|[Cc]ompute|[Ee]valuate|[Ss]olve|[=+*/(])[: ]{0,2}$")
_EXTENSION = re.compile(rb"x[0-9]{1,5}(?![0-9A-Za-z])")
# prose around a number that people give each other
_TALK = Words(
    "reach (?:me|us|him|her)",
    "ask for",
    "(?:^|[^a-z])page me",
    "(?:^|[^a-z])(?:text|sms|dial|ring)(?:[^a-z]|$)",
    "number is",
    "that's my (?:mobile|cell|number|phone)|it's my (?:mobile|cell|number|phone)",
    "caller ?id",
    "구합니다|구해요|팝니다|연락 ?(?:주|바)",
    "landline|(?:^|[^a-z])cell(?:[^a-z]|$)",
    "(?:call|phone) (?:[a-z]+ (?:on|at)|the [^0-9\\n]{1,40} at)",
)
# Yvonne Haldane, 702 965 9959
_BEHIND_NAME = re.compile(
    rb"[^A-Za-z][A-Z][a-z]+ (?:[A-Z]\. )?(?:Mc|Mac|O')?[A-Z][a-z]+(?:,| -|:)? $"
)
_LABEL = Words(
    "(?:phone|tel|cell|mobile|fax|call|telephone|contact|caller)(?: ?(?:number|no\\.?|#|id))?(?: is)?[ .:=(#|\t\"'*,]{0,8}$",
    "(?:^|[^a-z])(?:text|sms|ring|dial)[ :]{1,2}$",
    "call-?back number[a-z ]{0,24}[ :]{1,2}$",
    "(?:call|phone|reach|text) (?:[a-z]+|the [^0-9\\n]{1,40}) (?:on|at) $",
    "(?:전화|연락처|휴대폰|핸드폰)(?: ?번호)?(?:은|는|이|가)?[ .:=(|\t\"'*]{0,8}$",
)

# what stands in every label and head
_NAMED = Words(
    "phone|tel|cell|mobile|fax|call|contact|text|sms|ring|dial|reach|전화|연락처|휴대폰|핸드폰"
)
_HEAD = Words("phone", "(?:^|[^a-z])(?:tel|cell|mobile|fax)", "전화", "연락처", "휴대폰", "핸드폰")

_GLUED = (
    r"(?:[Pp]hone|PHONE|[Tt]el|TEL|[Cc]ell|[Mm]obile|[Ff]ax|FAX|[Cc]all)"
    r"([2-9][0-9]{2}[ .\-]?[2-9][0-9]{2}[ .\-]?[0-9]{4})"
)
_GLUED_GATE = Gate(_GLUED, 2, 2)


def is_glued(text: bytes, start: int, end: int) -> bool:
    """True for ten digits that a word such as tel touches, with nothing behind them."""
    digits = digits_of(text[start:end])
    if after(text, end) in WORD or digits[1:3] == "11" or digits[4:6] == "11":
        return False
    return digits[3:8] != "55501" and digits[:3] not in TOLL_FREE


KIND = Kind(
    name="US_PHONE",
    precedence=160,
    looks="3-3-4 digits (NANP)",
    evidence="with +1, brackets, hyphens or points, or right behind a word such as phone; 555-01xx and toll-free areas are rejected; "
    "an office or a shop and no person in the line or row",
    forms=(
        Form(
            r"(?:\+ ?1[ .\-]{0,2}|(?:00)?1[ .\-])?(?:\( ?[2-9][0-9]{2} ?\)[ \-]?|[2-9][0-9]{2}(?: ?[.\-] ?| ))"
            r"[2-9][0-9]{2}(?: ?[.\-] ?| )[0-9]{4}",
            is_american,
            (NUMBER,),
        ),
        Form(
            r"\+ ?1[ .\-]{0,2}\(?[2-9][0-9]{2}\)?[ .\-]?[2-9][0-9]{2}[ .\-]?[0-9]{4}",
            is_american,
            (NUMBER,),
        ),
        # 718/572-0216
        Form(r"[2-9][0-9]{2}/[2-9][0-9]{2}-[0-9]{4}", is_slashed, (NUMBER,)),
        Form(_GLUED, is_glued, (_GLUED_GATE,), group=1),
        Form(
            rf"[2-9][0-9]{{2}}{GAP}[2-9][0-9]{{2}}{GAP}[0-9]{{4}}",
            is_labelled,
            (NUMBER,),
            needs=_NAMED,
        ),
        hidden.form(range(10, 11), _HEAD),
    ),
)
