"""PLATE: Korean vehicle plates."""

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import WORD, after, before, near, words

# syllables of plates (Ministry of Land, notice on registration plates); each ends in a vowel
SYLLABLES = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자배하허호"
# those of them that are also units, or parts of the names of courts: a vehicle must be named nearby
_UNITS = "도로조호주구부수무소"
_VEHICLE = words(
    "차량", "번호판", "자동차", "주차", "차번호", "승용차", "화물차", "plate", "vehicle"
)
_COURT = words(
    "법원",
    "대판",
    "대법",
    "고법",
    "지법",
    "헌법",
    "선고",
    "판결",
    "결정",
    "사건",
    "판례",
    "헌재",
    "참조",
)

_SYLLABLE = r"(?:" + "|".join(SYLLABLES) + r")"
_GATE = Gate(r"[0-9]{2}" + _SYLLABLE + r" ?[0-9]{4}", 4, 8)


def is_plate(text: bytes, start: int, end: int) -> bool:
    """True unless words nearby show a court case, an article of a law, a unit or a year."""
    span = text[start:end]
    if before(text, start) in WORD or after(text, end) in WORD or before(text, start) in b".,-":
        return False
    # 제12조1234 is an article
    if text[max(0, start - 3) : start] == "제".encode() or after(text, end) in b".-":
        return False
    if span[:2] == b"00":
        return False
    # 88나4751 is a case
    if near(_COURT, text, start, end, behind=30):
        return False
    syllable = next(c for c in span.decode() if not c.isdigit())
    year = b" " in span and span[-4:-2] in (b"19", b"20")
    return not (syllable in _UNITS or year) or near(_VEHICLE, text, start, end)


KIND = Kind(
    name="PLATE",
    precedence=180,
    looks="12가3456, 123하 4567",
    evidence="syllables of the ministry's notice; court cases (88나4751) and units (제12조) are rejected by "
    "words nearby",
    forms=(Form(r"[0-9]{2,3}" + _SYLLABLE + r" ?[0-9]{4}", is_plate, (_GATE,)),),
    # no plate begins with 00
    pseudonym=with_fixed_digits({0: "0", 1: "0"}),
)
