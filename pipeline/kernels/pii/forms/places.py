"""Vehicle plates, and Korean addresses from the building number on."""

from pipeline.kernels.pii.forms import HANGUL, Form
from pipeline.kernels.pii.surroundings import WORD, after, before, near, words

# Syllables of plates (Ministry of Land, notice on registration plates): none ends in a consonant.
SYLLABLES = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자배하허호"
# Of these, what is a unit or a name's end too: with a space after it, a word must say that it is a plate.
_UNITS = "도로조호주구부수무소"
_VEHICLE = words(
    "차량", "번호판", "자동차", "주차", "차번호", "승용차", "화물차", "plate", "vehicle"
)
_PERSONAL = words(
    "주소",
    "거주",
    "자택",
    "사는",
    "배송",
    "수령",
    "받는",
    "우편물",
    "본적",
    "등록기준지",
    "address",
)


def plate(text: bytes, start: int, end: int) -> bool:
    """Two or three digits, a syllable, four digits. Behind 제 it is an article: 제12조1234."""
    span = text[start:end]
    if before(text, start) in WORD or after(text, end) in WORD or before(text, start) in b".,-":
        return False
    if text[max(0, start - 3) : start] == "제".encode() or after(text, end) in b".-":
        return False
    if span[:2] == b"00":
        return False
    syllable = next(c for c in span.decode() if not c.isdigit())
    if b" " not in span:
        return True
    in_units = syllable in _UNITS
    year = span[-4:-2] in (b"19", b"20")
    return not (in_units or year) or near(_VEHICLE, text, start, end)


def address(text: bytes, start: int, end: int) -> bool:
    """The building number of a named home, or one with a flat in it. Those of institutions stay."""
    span = text[start:end]
    if after(text, end) in WORD:
        return False
    flat = any(unit in span for unit in (b"\xed\x98\xb8", b"\xec\xb8\xb5"))  # 호, 층
    return flat or bool(_PERSONAL.search(_line(text, start)))


def _line(text: bytes, start: int) -> bytes:
    """What stands before a span on its line, 160 bytes at most: an address is long."""
    return text[max(text.rfind(b"\n", 0, start) + 1, start - 160) : start]


_WORD = r"(?:" + HANGUL + r"|[0-9A-Za-z]){1,12}"
_NUMBER = r"[0-9]{1,5}(?:-[0-9]{1,5})?"
_REST = (
    r"(?:,? ?" + _WORD + r"(?:아파트|빌라|빌딩|오피스텔|타워|맨션|하이츠))?"
    r"(?:,? ?[0-9A-Za-z]{1,5}동)?(?:,? ?[0-9]{1,3}층)?(?:,? ?[0-9]{1,5}호)?"
)  # fmt: skip
# What an address begins with, up to the number: a road, or a lot's quarter.
ROAD = r"(?:시|도|군|구|읍|면) " + _WORD + r"(?:로|길)(?:[0-9]{1,4}(?:번길|길|번가))? ?"
LOT = r"(?:시|도|군|구|읍|면) " + _WORD + r"(?:동|리|가) ?"

FORMS = (
    Form(
        "PLATE",
        r"[0-9]{2,3}(?:" + "|".join(SYLLABLES) + r") ?[0-9]{4}",
        plate,
        ("plate",),
    ),
    # Road names (Road Name Address Act) and lots: the part from the number on is what is replaced.
    Form("ADDRESS", ROAD + r"(" + _NUMBER + _REST + r")", address, ("address",), group=1),
    Form(
        "ADDRESS",
        LOT + r"((?:산 ?)?" + _NUMBER + r"(?: ?번지)?" + _REST + r")",
        address,
        ("address",),
        group=1,
    ),
)
