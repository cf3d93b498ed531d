"""EMAIL: mail addresses, plain or with the signs spelt as words."""

import re
from collections.abc import Iterator

from pipeline.kernels.pii.gates import AT, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import redrawn
from pipeline.kernels.pii.surroundings import WORD, before

_SPELT_AT = Gate(r"골뱅이|[\[({] ?(?:at|AT|@) ?[\])}]", 160, 200)
_AT_DOT = Gate(r"[A-Za-z0-9] (?:at|AT) [A-Za-z0-9\-]{2,63} (?:dot|DOT) [A-Za-z]", 80, 200)

_COMMON_TLD = frozenset(
    b"com net org edu gov int info biz io co kr jp cn uk us de fr eu me dev ai app xyz".split()
)
# reserved by RFC 2606 and RFC 6762: they belong to nobody
_RESERVED_TLD = (b"invalid", b"local", b"localhost")
_PARTS = re.compile(rb"([A-Za-z0-9._%+\-]+)(?:@([A-Za-z0-9\-]+))?")


def is_email(text: bytes, start: int, end: int) -> bool:
    """True if the local part is complete and the top level is not reserved."""
    span = text[start:end]
    if before(text, start) in b"._%+-@/" or b".." in span or before(text, start) in WORD:
        return False
    return span.rpartition(b".")[2].lower() not in _RESERVED_TLD


def is_spelt_email(text: bytes, start: int, end: int) -> bool:
    """True if an address with its at sign or point in words has a common top level."""
    last = text[start:end].lower()
    for word in (b"dot", "점".encode(), "닷".encode(), b")", b"]", b" "):
        last = last.rpartition(word)[2] if word in last else last
    return before(text, start) not in WORD and last.rpartition(b".")[2] in _COMMON_TLD


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """Other letters at the top level `invalid` (RFC 2606). A spelt address becomes a plain one."""
    local, domain = _PARTS.match(value).groups(b"")  # type: ignore[union-attr]
    return redrawn(local, source) + b"@" + redrawn(domain or b"aaaaaa", source) + b".invalid"


# Local part and domain as people write them (RFC 5321 atoms); the last label has no digits.
_LOCAL = r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}"
_DOMAIN = r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
_AT_IN_WORDS = (
    r"(?: ?(?:\(at\)|\[at\]|\{at\}|\(AT\)|\[AT\]|\( ?@ ?\)|\[ ?@ ?\]) ?"
    r"| ?[\[(]?골뱅이[\])]? ?)"
)
_DOT = (
    r"(?:\.| ?(?:\(dot\)|\[dot\]|\{dot\}|\(DOT\)|\[DOT\]) ?"
    r"| (?:dot|DOT) | ?(?:점|닷) ?)"
)

KIND = Kind(
    name="EMAIL",
    precedence=30,
    looks="plain, `(at)`, `[at]`, ` at ` with ` dot `, 골뱅이, 점",
    evidence="RFC 5321 atoms; spelt addresses at a common top level; `.invalid` and `.local` are rejected",
    forms=(
        Form(_LOCAL + r"@" + _DOMAIN, is_email, (AT,)),
        Form(
            _LOCAL + _AT_IN_WORDS + r"[A-Za-z0-9\-]{2,63}(?:" + _DOT + r"[A-Za-z0-9\-]{2,24}){1,3}",
            is_spelt_email,
            (_SPELT_AT,),
        ),
        Form(
            _LOCAL + r" (?:at|AT) [A-Za-z0-9\-]{2,63}(?: (?:dot|DOT) [A-Za-z0-9\-]{2,24}){1,3}",
            is_spelt_email,
            (_AT_DOT,),
        ),
    ),
    pseudonym=pseudonym,
)
