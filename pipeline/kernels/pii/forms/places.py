"""Vehicle plates, and Korean addresses from the building number on."""

from pipeline.kernels.pii.forms import HANGUL, Form
from pipeline.kernels.pii.surroundings import WORD, after, before, near, words

# Syllables of plates (Ministry of Land, notice on registration plates): none ends in a consonant.
SYLLABLES = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자배하허호"
# Of these, what is a unit or a kind of court case too: a word must say that it is a plate.
_UNITS = "도로조호주구부수무소"
_VEHICLE = words(
    "차량", "번호판", "자동차", "주차", "차번호", "승용차", "화물차", "plate", "vehicle"
)
_PERSONAL = words(
    "주소",
    "거주",
    "자택",
    "배송지",
    "수령지",
    "받는 ?사람",
    "받는 ?분",
    "우편물",
    "본적",
    "등록기준지",
)
_INSTITUTION = words(
    "본점",
    "지점",
    "본사",
    "지사",
    "지소",
    "사무소",
    "사무실",
    "공장",
    "센터",
    "기업",
    "회사",
    "위치하",
    "매장",
)
_COURT = words("법원", "선고", "판결", "결정", "사건", "판례", "헌재", "참조")
# What may follow the number of a building without a space: particles, the copula, further units.
_AFTER_NUMBER = tuple(w.encode() for w in "에 로 으로 이 입니다 의 번 옆 앞 뒤 은 는".split())  # noqa: SIM905


def plate(text: bytes, start: int, end: int) -> bool:
    """Two or three digits, a syllable, four digits. Behind 제 it is an article: 제12조1234."""
    span = text[start:end]
    if before(text, start) in WORD or after(text, end) in WORD or before(text, start) in b".,-":
        return False
    if text[max(0, start - 3) : start] == "제".encode() or after(text, end) in b".-":
        return False
    if span[:2] == b"00":
        return False
    if near(_COURT, text, start, end, behind=30):
        return False  # 88나4751 is a case
    syllable = next(c for c in span.decode() if not c.isdigit())
    year = b" " in span and span[-4:-2] in (b"19", b"20")
    return not (syllable in _UNITS or year) or near(_VEHICLE, text, start, end)


def address(text: bytes, start: int, end: int) -> bool:
    """The building number of a named home, or one with a flat in it. Those of institutions stay, as far
    as words nearby tell them."""
    span = text[start:end]
    right = after(text, end)
    if right in WORD or (0xEA <= right <= 0xED and not text.startswith(_AFTER_NUMBER, end)):
        return False  # 5백만원 is a sum
    if text[max(0, start - 8) : start].rstrip(b" ").endswith("으로".encode()):
        return False  # a particle, and no road
    line = _line(text, start)
    if _PERSONAL.search(line):
        return True
    flat = any(unit in span for unit in (b"\xed\x98\xb8", b"\xec\xb8\xb5"))  # 호, 층
    return flat and not (_INSTITUTION.search(line) or _INSTITUTION.search(text[end : end + 48]))


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
_HEAD = r"(?:시|군|구|읍|면|경기도|강원도|충청(?:남|북)도|전라(?:남|북)도|경상(?:남|북)도|제주도|자치도) "
ROAD = _HEAD + _WORD + r"(?:로|길)(?:[0-9]{1,4}(?:번길|길|번가))? ?"
LOT = _HEAD + r"(?:" + _WORD + r"(?:동|리)|" + _WORD + r"[0-9]가) ?"

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
