"""DRIVER_LICENSE: Korean driver's licences, RR-YY-NNNNNN-CC (Road Traffic Act, Enforcement Rule)."""

from pipeline.kernels.pii import hidden
from pipeline.kernels.pii.gates import GAP, NUMBER
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import (
    continues,
    digits_of,
    is_of_thing,
    near,
    separators_of,
)
from pipeline.kernels.pii.vocabulary import Words

_LICENCE = Words("면허", "licen[cs]e")
# a name, or hyphens
_HYPHENED_OR_NAMED = Words(*_LICENCE.alternatives, "[0-9]-[0-9]{2}-[0-9]{6}-[0-9]")
_REGIONS = "서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산"


def is_licence(text: bytes, start: int, end: int) -> bool:
    """True for a region from 11 to 28, with hyphens or a licence named nearby."""
    span = text[start:end]
    digits = digits_of(span)
    if continues(text, start, end, b"-.") or not ("11" <= digits[:2] <= "28"):
        return False
    if near(_LICENCE, text, start, end, behind=24):
        return True
    whole_groups = span.count(b"-") == 3 and separators_of(span) == {ord("-")}
    return whole_groups and not is_of_thing(text, start)


def is_old_licence(text: bytes, start: int, end: int) -> bool:
    """True for the older form, whose region is a name of two syllables."""
    span = text[start + 6 : end]
    usual = span.count(b"-") == 2 or near(_LICENCE, text, start, end, behind=24)
    return usual and not continues(text, start + 6, end, b"-.")


KIND = Kind(
    name="DRIVER_LICENSE",
    precedence=100,
    looks="RR-YY-NNNNNN-CC, 서울 NN-...",
    evidence="region 11 to 28; hyphens, or 면허 nearby",
    forms=(
        Form(
            rf"[12][0-9]{GAP}[0-9]{{2}}{GAP}[0-9]{{6}}{GAP}[0-9]{{2}}",
            is_licence,
            (NUMBER,),
            needs=_HYPHENED_OR_NAMED,
        ),
        Form(
            r"(?:" + _REGIONS + rf"){GAP}[0-9]{{2}}{GAP}[0-9]{{6}}{GAP}[0-9]{{2}}",
            is_old_licence,
            (NUMBER,),
        ),
        hidden.form(range(10, 13), _LICENCE),
    ),
    # region 00
    pseudonym=with_fixed_digits({0: "0", 1: "0"}),
)
