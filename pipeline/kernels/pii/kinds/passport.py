"""PASSPORT: Korean passports, M12345678, and M123A4567 since 21 December 2021 (Ministry of Foreign Affairs)."""

from collections.abc import Iterator

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import redrawn
from pipeline.kernels.pii.surroundings import continues, near
from pipeline.kernels.pii.vocabulary import Words

# one or two letters of the type (also PM, JR), then eight digits, or three, a letter and four, in groups
_GAP = r"[ \-./_~\x7f]{0,3}"
_NUMBER = (
    rf"(?:[MSRGDOmsrgdo]|P[MSRDO]|JR|DG){_GAP}(?:[0-9]{{3}}{_GAP}[0-9A-Za-z]{_GAP}[0-9]{{4}}|[0-9]{{4}}{_GAP}[0-9]{{4}}"
    rf"|(?:[0-9]{_GAP}){{7}}[0-9])|(?:PM|PS)[0-9]{{7}}"
)
_GATE = Gate(_NUMBER, 2, 16)
_PASSPORT = Words("여권", "passport", "pp ?no")


def is_passport(text: bytes, start: int, end: int) -> bool:
    """True if a passport is named before or after it: many part numbers have the same form."""
    return not continues(text, start, end) and near(_PASSPORT, text, start, end, behind=30)


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """The same shape with the type X, which does not exist."""
    return b"X" + redrawn(value[1:], source)


KIND = Kind(
    name="PASSPORT",
    precedence=110,
    looks="M12345678, M123A4567 (since 21 December 2021), in groups; M S R G D O",
    evidence="여권 or passport nearby",
    forms=(Form(_NUMBER, is_passport, (_GATE,)),),
    pseudonym=pseudonym,
)
