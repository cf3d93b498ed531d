"""PASSPORT: Korean passports, M12345678, and M123A4567 since 21 December 2021 (Ministry of Foreign Affairs)."""

from collections.abc import Iterator

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import redrawn
from pipeline.kernels.pii.surroundings import continues, near, words

_GATE = Gate(r"[MSRGD][ \-]?[0-9]{3}[0-9A-Z][ \-]?[0-9]{4}", 2, 16)
_PASSPORT = words("여권", "passport")


def is_passport(text: bytes, start: int, end: int) -> bool:
    """True if a passport is named before or after it: many part numbers have the same form."""
    return not continues(text, start, end) and near(_PASSPORT, text, start, end, behind=30)


def pseudonym(value: bytes, source: Iterator[int]) -> bytes:
    """The same shape with the type X, which does not exist."""
    return b"X" + redrawn(value[1:], source)


KIND = Kind(
    name="PASSPORT",
    precedence=110,
    looks="M12345678, M123A4567 (since 21 December 2021); M S R G D",
    evidence="여권 or passport nearby",
    forms=(Form(r"[MSRGD][ \-]?(?:[0-9]{3}[0-9A-Z][ \-]?[0-9]{4})", is_passport, (_GATE,)),),
    pseudonym=pseudonym,
)
