"""PASSPORT: Korean passports, M12345678, and M123A4567 since 21 December 2021 (Ministry of Foreign Affairs)."""

import re
from collections.abc import Iterator

from pipeline.kernels.pii.gates import NUMBER, Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import redrawn
from pipeline.kernels.pii.surroundings import WORD, after, beside, continues, near
from pipeline.kernels.pii.tables import head
from pipeline.kernels.pii.vocabulary import Words

# one or two letters of the type (also PM, JR), then eight digits, or three, a letter and four, in groups
_GAP = r"[ \-./_~\x7f]{0,3}"
_NUMBER = (
    rf"(?:[MSRGDOmsrgdo]|P[MSRDO]|JR|DG){_GAP}(?:[0-9]{{3}}{_GAP}[0-9A-Za-z]{_GAP}[0-9]{{4}}|[0-9]{{4}}{_GAP}[0-9]{{4}}"
    rf"|(?:[0-9]{_GAP}){{7}}[0-9])|(?:PM|PS)[0-9]{{7}}"
)
_GATE = Gate(_NUMBER, 2, 16)
_GATE_OF_LETTER = Gate(r"[A-Z][0-9]{7}", 2, 4)
# M1234****, and M12345678 right behind its label
_HIDDEN = r"[MSRGDO][0-9]{2,6}\*{2,6}[0-9]{0,3}"
_HIDDEN_GATE = Gate(r"[MSRGDO][0-9]{2,6}\*{2}", 2, 16)
_GLUED = r"(?i:passport ?(?:no|number|num)?\.?|pp ?no\.?)((?:PM|[MSRGDO])[0-9]{3}[0-9A-Z][0-9]{4})"
_GLUED_GATE = Gate(r"(?i:passport|pp ?no) ?[A-Za-z.]*[MSRGDO][0-9]{3}", 2, 16)
# the number, its check digit, the nationality, birth, sex, expiry (ICAO 9303, part 4)
_DATES = r"[0-9][A-Z]{3}[0-9]{7}[MFX<][0-9]{7}"
_MACHINE = rf"[A-Z][0-9A-Z<]{{7,9}}<?{_DATES}[0-9A-Z<]{{14,16}}"
_MACHINE_GATE = Gate(_DATES, 12, 18)
_PLAIN = re.compile(rb"[MSR][0-9]{8}|M[0-9]{3}[A-Z][0-9]{4}")
_SPECIMEN = re.compile("(?:견본|예시)(?:처럼)? ?$".encode())
_FAR = 120
_NAMED = re.compile("여권|[Pp]assport".encode())
# Nine digits, or a letter and eight, as many countries write them (ICAO 9303). X0 is of pseudonyms.
_FOREIGN = r"[A-Z][0-9]{7}[A-Z]|[A-WYZ][0-9]{7,8}|X[1-9][0-9]{6,7}|[1-9][0-9]{8}"
_LABEL = Words(
    "passport[ _]?(?:no\\.?|number|num|#|id)?(?: is)?[ :=#\"'>]{0,4}(?:</?[a-z]{2,4}>){0,2}[\"' ]{0,2}$",
    "pass\\. ?no\\.? ?$",
    "여권 ?(?:번호|no\\.?)?(?:은|는|이)?[ :=|]{0,4}$",
)
_HEAD = Words("passport|여권 ?번호")
_NAMED_ANYWHERE = Words("passport|여권|pass\\. ?no")
_PASSPORT = Words(
    "여권",
    "passport",
    "ppt?\\.? ?(?:no|#)",
    "護照",
    "护照",
    "旅券",
    "パスポート",
    "doc(?:ument)?[ _]?(?:no|num)",
    "docs[^\\n]{0,12}/p/",
)


def is_passport(text: bytes, start: int, end: int) -> bool:
    """True if a passport is named before or after it: many part numbers have the same form."""
    if continues(text, start, end) or _SPECIMEN.search(text, max(0, start - 48), start):
        return False
    # 여권사본이 흐려서 다시 여쭤요. 번호가 M59516095 맞을까요
    asked = _PLAIN.fullmatch(text, start, end) and _NAMED.search(text, max(0, start - _FAR), start)
    return bool(asked) or near(_PASSPORT, text, start, end, behind=30)


def is_foreign(text: bytes, start: int, end: int) -> bool:
    """True for a passport of another country, whose form says little, right behind its label or in its column."""
    if continues(text, start, end):
        return False
    return beside(_LABEL, text, start) or bool(_HEAD.search(head(text, start)))


def is_machine_line(text: bytes, start: int, end: int) -> bool:
    """True for the second line of a passport's machine-readable zone: nothing else has its form."""
    return not continues(text, start, end, b"<")


def is_hidden(text: bytes, start: int, end: int) -> bool:
    """True for nine letters, digits and stars where a passport is named."""
    return 8 <= end - start <= 10 and is_passport(text, start, end)


def is_glued(text: bytes, start: int, end: int) -> bool:
    """True if nothing goes on behind the number."""
    return after(text, end) not in WORD


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """The same shape with the type X and a 0, which do not exist."""
    rest = redrawn(value[1:], source)
    return b"X" + (b"0" + rest[1:] if rest[:1].isdigit() else rest)


KIND = Kind(
    name="PASSPORT",
    precedence=110,
    looks="M12345678, M123A4567 (since 21 December 2021), in groups; M S R G D O; the second line "
    "of the machine-readable zone; nine digits, or a letter and eight, behind passport number",
    evidence="여권 or passport nearby",
    forms=(
        Form(_NUMBER, is_passport, (_GATE,)),
        Form(_FOREIGN, is_foreign, (NUMBER, _GATE_OF_LETTER), needs=_NAMED_ANYWHERE),
        Form(_HIDDEN, is_hidden, (_HIDDEN_GATE,)),
        Form(_GLUED, is_glued, (_GLUED_GATE,), group=1),
        Form(_MACHINE, is_machine_line, (_MACHINE_GATE,)),
    ),
    pseudonym=pseudonym,
)
