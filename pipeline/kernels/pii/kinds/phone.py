"""PHONE: Korean telephone numbers (Numbering Plan of the Republic of Korea)."""

import re
from collections.abc import Iterator

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.gates import GAP, NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.offices import is_of_office
from pipeline.kernels.pii.reserved import redrawn_with
from pipeline.kernels.pii.surroundings import (
    DIGITS,
    WORD,
    after,
    before,
    continues,
    digits_of,
    in_columns,
    is_of_thing,
    is_sample,
    near,
    separators_of,
)
from pipeline.kernels.pii.tables import head
from pipeline.kernels.pii.telephones import PHONE_WORDS

# separators that people write between the blocks of telephone numbers; others need a label
_USUAL = frozenset(b" -.()+")
_USUAL_OF_LANDLINES = _USUAL | frozenset(b"~_\x7f")
# what people paint between the blocks; letters, Hangul and white space are not signs
_PUNCTUATION = r"[!#$%&'*+,/:;<=>?@\\^_`{|}~\x7f]"
_PAINTED = r"(?:\xc2[\xa0-\xbf]|\xc3\x97|[\xe2\xe3\xef][\x80-\xbf][\x80-\xbf]|\xf0\x9f[\x80-\xbf][\x80-\xbf])(?:\xef\xb8\x8f)?"
_SIGN = rf" ?(?:{_PUNCTUATION}|{_PAINTED}){{1,3}} ?"
# few of them between numbers of other sorts are lists, sums or times
_ORDINARY = frozenset(b",:;=+<>|&/?%'")


def is_mobile(text: bytes, start: int, end: int) -> bool:
    """True for 010 and eight digits, or 011, 016 to 019 and seven or eight.

    Digits in unusual groups with spaces, and 82 for +82, need a word such as 연락처 nearby.
    """
    span = text[start:end]
    national = _national(span)
    # no block in the middle begins with 0, and zeros and ones alone are binary
    if not _stands_alone(text, start, end) or national[3] == "0" or set(national) <= set("01"):
        return False
    if len(national) != 11 and (len(national) != 10 or national.startswith("010")):
        return False
    # seed=0187090448: ten digits without signs are more often the number of a thing
    is_value = len(span) == 10 and _KEY.search(text, max(0, start - 12), start) is not None
    if is_value and not _is_named(text, start, end):
        return False
    if is_of_thing(text, start, PHONE_WORDS) or _is_tested(text, start):
        return False
    if is_sample(text, start, end):
        return False
    separators = separators_of(span)
    # the path of a file: simpress/01/13050400.html
    if separators == {47} and text[end : end + 1] == b".":
        return False
    # 019235  0039 are two figures
    two_columns = b"  " in span and len(span.split()) == 2
    if separators == {32} and (two_columns or in_columns(text, start, end)):
        return False
    bare_country = span.startswith(b"82") and not separators
    if bare_country or not separators <= _USUAL or not _has_usual_groups(span):
        hyphens = separators <= set(b" -") and span.count(b"-") > 1 and _is_by_digits(span)
        others = _has_usual_groups(span) and not bare_country
        return hyphens or others or _is_named(text, start, end)
    return True


_KEY = re.compile(
    rb"[A-Za-z0-9_]{2}[\"']? ?= ?[\"']?$|(?:id|no|seq|key|num)[\"']? ?: ?[\"']?$", re.IGNORECASE
)


def _is_tested(text: bytes, start: int) -> bool:
    """True in a line of a test of code: assertEquals(11, strip("010-1234-5678"))."""
    begin = max(text.rfind(b"\n", max(0, start - _LINE), start) + 1, start - _LINE)
    return bool(_ASSERTION.search(text, begin, start))


_LINE = 160
_ASSERTION = re.compile(
    rb"\bassert[A-Za-z]*[ (]|\bexpect\(|\bexpected: ?<|--- (?:PASS|FAIL)|@(?:Value|Csv)Source|\bit\(['\"]|\bCASES? ?="
)


def is_without_zero(text: bytes, start: int, end: int) -> bool:
    """True for 1012345678, whose zero a sheet has taken for nothing, right behind its label or in such a
    column."""
    if not _stands_alone(text, start, end) or text[start + 2] in b"0":
        return False
    label = text[max(0, start - 40) : start].rpartition(b"\n")[2]
    beside = PHONE_WORDS.search(label) and not any(c in DIGITS for c in label)
    return bool(beside or PHONE_WORDS.search(head(text, start)))


def is_painted(text: bytes, start: int, end: int) -> bool:
    """True for a mobile number with the same signs twice, 010★2345★6789; ordinary ones need a name nearby."""
    if not _stands_alone(text, start, end) or is_of_thing(text, start, PHONE_WORDS):
        return False
    first, second = (sign.strip() for sign in _SIGNS_OF.findall(text[start:end]))
    if digits_of(text[start:end])[3] == "0" or first != second:
        return False
    return not _ORDINARY.issuperset(first) or _is_named(text, start, end)


def is_with_rings(text: bytes, start: int, end: int) -> bool:
    """True for ㅇ1ㅇ-4421-9983 outside a longer number; the view shows the letters ㅇ as stars."""
    separators = separators_of(text[start:end]) - {42}
    return (
        before(text, start) not in b"*"
        and separators <= set(b"-.")
        and not continues(text, start, end, b"-")
    )


def is_escaped(text: bytes, start: int, end: int) -> bool:
    """True for +82 and a mobile number in the query of an address, where the plus is %2B."""
    national = "0" + digits_of(text[start + 3 : end])[2:].lstrip("0")
    whole = len(national) == _MOBILE_SIZE or not national.startswith("010")
    return whole and after(text, end) not in WORD and national[3] != "0"


def is_glued(text: bytes, start: int, end: int) -> bool:
    """True for a number right behind a Latin label: tel01023456789."""
    left = max(0, start - 8)
    label = len(text[left:start]) - len(text[left:start].rstrip(_LABEL_LETTERS))
    if label < 8 and before(text, start - label) in WORD:
        return False
    alone = b" " + text[start : end + 2]
    return (is_mobile if text[start + 1 : start + 2] == b"1" else is_landline)(
        alone, 1, 1 + end - start
    )


def is_landline(text: bytes, start: int, end: int) -> bool:
    """True for a fixed line that no office prints for the public."""
    return is_line(text, start, end) and not is_of_office(text, start, end)


def is_line(text: bytes, start: int, end: int) -> bool:
    """True for an area code, 070 or 050x and seven or eight digits, with separators or named nearby."""
    span = text[start:end]
    if not _stands_alone(text, start, end) or is_of_thing(text, start, PHONE_WORDS):
        return False
    if _is_tested(text, start) or is_sample(text, start, end):
        return False
    national = _national(span)
    rest = national[_prefix(national) :]
    # a safe number, 050x, is not of the exchange of a place: its middle block may begin with 1
    safe = national.startswith("050")
    if len(rest) not in (7, 8) or rest[0] == "0" or (rest[0] == "1" and not safe):
        return False
    separators = separators_of(span)
    usual = len(separators - set(b" ()+")) < 2 and separators <= _USUAL_OF_LANDLINES
    if not usual or not separators:
        return _is_named(text, start, end)
    if separators == {32}:
        virtual = national[:3] in ("070", "050") and _has_usual_groups(span)
        return (virtual and not in_columns(text, start, end)) or _is_named(text, start, end)
    return separators <= _USUAL or _has_usual_groups(span)


def is_partly_hidden(text: bytes, start: int, end: int) -> bool:
    """True for a number whose writer replaced some digits by stars, x, # or o, and left three or more."""
    span = text[start:end]
    digits = digits_of(span)
    hidden = span.translate(None, b"0123456789-./_~ ()+\x7f").lower()
    prefix = _prefix(digits) if digits.startswith("0") else 4
    if len(set(hidden)) != 1 or len(hidden) < 2 or len(digits) - prefix < 3:
        return False
    if hidden[:1] in b"?o" and not separators_of(span) & set(b"-."):
        return False
    # no block in the middle begins with 0; of a hidden one nothing is known
    block = span.translate(None, b"-./_~ ()+\x7f")
    return _stands_alone(text, start, end) and block[prefix : prefix + 1] != b"0"


def _national(span: bytes) -> str:
    """The digits, with the leading zero that +82 takes away."""
    digits = digits_of(span)
    digits = digits[2:] if digits.startswith("0082") else digits
    if digits.startswith("82"):
        return "0" + digits[2:].lstrip("0")
    return digits


def _prefix(national: str) -> int:
    """Digits of the area code or of the prefix."""
    return 2 if national.startswith("02") else 4 if national.startswith("050") else 3


def _has_usual_groups(span: bytes) -> bool:
    """True if the last four digits, and the three or four before them, stand in groups of their own."""
    groups = "".join(chr(b) if b in DIGITS else " " for b in span).split()
    sizes = [len(group) for group in groups]
    # +82-1012345678
    country = len(sizes) == 2 and sizes[0] == 2 and sizes[1] in (9, 10)
    return (
        len(sizes) == 1
        or country
        or (sizes[-1] in (4, 7, 8) and (len(sizes) < 3 or sizes[-2] in (3, 4, 7)))
    )


def _is_by_digits(span: bytes) -> bool:
    """True for groups of one or two digits, also behind a prefix of three; false for an ISBN, 0-163-02457-7."""
    sizes = [len(group) for group in _SIGNS_OF.split(span) if group]
    return max(sizes) < 3 or sizes[0] == 3 or span[:1] in b"+(8"


def _stands_alone(text: bytes, start: int, end: int) -> bool:
    """True if the span is not a part of a longer number.

    A point before it ends the number of an item: 2.010-1234-5678. A slash parts two numbers.
    """
    if continues(text, start, end, b"-") or _is_in_time(text, start):
        return False
    right = text[end : end + 2]
    if len(right) == 2 and right[0] in b"." and right[1] in DIGITS:
        return False
    left = before(text, start)
    parted = b"-" in text[start:end] or text[start : start + 1] in b"(+"
    return left not in b"./" or start < 2 or text[start - 2] not in DIGITS or parted


def _is_in_time(text: bytes, start: int) -> bool:
    """True for the seconds of 00:09:01.635."""
    return start > 1 and text[start - 1] in b":" and text[start - 2] in DIGITS


def _is_named(text: bytes, start: int, end: int) -> bool:
    """True if a word such as 연락처 stands before the number or behind it."""
    return near(PHONE_WORDS, text, start, end, behind=24)


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """The same prefix, and a block in the middle that begins with 0, as no assigned one does.

    A number with hidden digits becomes 010-0000-0000.
    """
    plain, national = digits_of(value), _national(value)
    if len(national) < 9:
        return b"010-0000-0000"
    head = len(plain) - len(national) + _prefix(national)
    fixed = {i: plain[i] for i in range(head)}
    return redrawn_with(value, source, {**fixed, head: "0"})


_MOBILE_SIZE = 11
_ESCAPED = Gate(r"%2[Bb]82", 2, 24)
_SIGNS = r"[ .\-_/)]"
# without a plus, +82 is parted from what follows it, or a mobile prefix follows
_COUNTRY = (
    rf"(?:(?:\((?:\+|00) ?82\)|\(82\)|(?:\+|00) ?82){_SIGNS}{{0,3}}|82{_SIGNS}{{1,3}})"
    r"(?:\(0\)[ \-]?|0)?"
)
_MOBILE = r"1[016789]"
_AREA = r"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8])"
_BLOCKS = GAP + r"[0-9]{3,4}" + GAP + r"[0-9]{4}"
_START = rf"(?:(?:{_COUNTRY}|82){_MOBILE}|\(0{_MOBILE}\)|0{_MOBILE}\)?)"
_LAND = rf"(?:{_COUNTRY}{_AREA}|\(0{_AREA}\)|0{_AREA}\)?)"
LANDLINE = _LAND + _BLOCKS
# what a writer puts in the place of a digit
_HIDDEN = r"[0-9*#xX?oO\x7f]"
_SMALL_GAP = r"[ \-./_~]{0,2}"
_HIDDEN_BLOCKS = rf"{_SMALL_GAP}{_HIDDEN}{{3,4}}{_SMALL_GAP}{_HIDDEN}{{4}}"
# the label touches the number: tel01023456789
_LABEL = r"(?i:tel|hp|h\.p|phone|mobile|cell|cp|c\.p|fax|contact|call|[tmpfc])[.:]?"
_LABEL_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:"
_GLUED_NUMBER = rf"{_LABEL}(0(?:{_MOBILE}|{_AREA})\)?{GAP}[0-9]{{3,4}}{GAP}[0-9]{{4}})"
_GLUED = Gate(r"[A-Za-z][.:]?0[1-7][0-9]?[0-9\-. )]{0,2}[0-9]{3}[0-9 .\-]{1,3}[0-9]{3}", 10, 12)
_PAINTED_NUMBER = rf"0{_MOBILE}{_SIGN}[0-9]{{3,4}}{_SIGN}[0-9]{{4}}"
_PAINTED_GATE = Gate(_PAINTED_NUMBER, 2, 4)
_SIGNS_OF = re.compile(rb"[^0-9]+")
_RINGS = rf"\*1\*{_BLOCKS}"
_RINGS_GATE = Gate(r"\*1\*[\-.]?[1-9][0-9]{2}", 2, 24)
_MASKED = Gate(
    rf"0(?:{_MOBILE}|{_AREA})\)?{_HIDDEN_BLOCKS}|82[ \-)0(.]{{0,5}}{_MOBILE}{_HIDDEN_BLOCKS}", 12, 8
)

KIND = Kind(
    name="PHONE",
    precedence=130,
    looks="mobile, landline, 070, 050x; +82, 0082, brackets, any separators and signs (010★2345★6789), partly hidden (010-12**-5678), "
    "digits spelt in Hangul",
    evidence="Numbering Plan: prefixes and lengths; no block in the middle begins with 0, no landline's "
    "with 0 or 1; a fixed line of an office or firm in a line or row without a person stays",
    forms=(
        Form(_START + _BLOCKS, is_mobile, (NUMBER,)),
        Form(r"10[1-9][0-9]{7}", is_without_zero, (NUMBER,), needs=PHONE_WORDS),
        # digit by digit, or in pairs
        Form(rf"0{GAP}1{GAP}[016789](?:{GAP}[0-9]){{7,8}}", is_mobile, (NUMBER,)),
        Form(LANDLINE, is_landline, (NUMBER,)),
        Form(
            rf"%2[Bb]82(?:%20|\+|-)?0?{_MOBILE}-?[0-9]{{3,4}}-?[0-9]{{4}}", is_escaped, (_ESCAPED,)
        ),
        Form(_GLUED_NUMBER, is_glued, (_GLUED,), group=1),
        Form(_PAINTED_NUMBER, is_painted, (_PAINTED_GATE,)),
        Form(_RINGS, is_with_rings, (_RINGS_GATE,)),
        Form(rf"(?:{_START}|{_LAND}){_HIDDEN_BLOCKS}", is_partly_hidden, (_MASKED,)),
        hidden.form(range(9, 13), PHONE_WORDS, r"\(?(?:0|82|[*#xX_]{2,4}[\-. )])"),
    ),
    pseudonym=pseudonym,
)
