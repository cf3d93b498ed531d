"""ADDRESS: Korean addresses of homes, from the number of the building on."""

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form, Kind
from pipeline.kernels.pii.surroundings import WORD, after, before, digits_of, words
from pipeline.kernels.pii.tables import head

_PERSONAL = words(
    "주소", "거주", "자택", "집은", "집이", "사는 ?곳", "받으실", "address", "배송지", "수령지", "받는 ?사람", "받는 ?분", "우편물", "본적", "등록기준지"
)  # fmt: skip
_INSTITUTION = words(
    "본점", "지점", "본사", "지사", "지소", "사무소", "사무실", "공장", "센터", "기업", "회사", "위치하", "매장"
)  # fmt: skip
# particles, the copula and units that follow the number of a building without a space
_AFTER_NUMBER = tuple(
    w.encode()
    for w in [
        "에",
        "로",
        "으로",
        "이",
        "입니다",
        "의",
        "번",
        "옆",
        "앞",
        "뒤",
        "은",
        "는",
        "을",
        "를",
        "인",
        "도",
        "까지",
    ]
)
_FLAT_UNITS = ("호".encode(), "층".encode())


def is_home(text: bytes, start: int, end: int) -> bool:
    """True if a home is named in the line, the one above or the head of the column; a flat needs no name
    where no institution is named."""
    span = text[start:end]
    right = after(text, end)
    # 5백만원 is a sum
    if right in WORD or (0xEA <= right <= 0xED and not text.startswith(_AFTER_NUMBER, end)):
        return False
    line = _lines_before(text, start)
    if _PERSONAL.search(line) or _PERSONAL.search(head(text, start)):
        return True
    flat = any(unit in span for unit in _FLAT_UNITS)
    return flat and not (_INSTITUTION.search(line) or _INSTITUTION.search(text[end : end + 48]))


def is_flat(text: bytes, start: int, end: int) -> bool:
    """True for the number of a flat in a block, 101동 502호, where no institution is named."""
    right = after(text, end)
    if before(text, start) in WORD or before(text, start) in b"-." or right in WORD:
        return False
    # 000동 0000호 stands for any flat
    if set(digits_of(text[start:end])) == {"0"}:
        return False
    if 0xEA <= right <= 0xED and not text.startswith(_AFTER_NUMBER, end):
        return False
    line = _lines_before(text, start)
    return bool(_PERSONAL.search(line)) or not (
        _INSTITUTION.search(line) or _INSTITUTION.search(text[end : end + 48])
    )


def _lines_before(text: bytes, start: int) -> bytes:
    """The line before a span and the line above, at most 160 bytes: an address is long."""
    above = text.rfind(b"\n", 0, max(0, text.rfind(b"\n", 0, start)))
    return text[max(above + 1, start - 160) : start]


_WORD = r"(?:" + HANGUL + r"|[0-9A-Za-z]){1,12}"
_NUMBER = r"[0-9]{1,5}(?:-[0-9]{1,5})?"
_REST = (
    r"(?:,? ?" + _WORD + r"(?:아파트|빌라|빌딩|오피스텔|타워|맨션|하이츠))?"
    r"(?:,? ?[0-9A-Za-z]{1,5}동)?(?:,? ?[0-9]{1,3}층)?(?:,? ?[0-9]{1,5}호)?"
)  # fmt: skip
# The part before the number: a road (Road Name Address Act), or the quarter of a lot. A city or a label comes first.
_CITY = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|(?:주소|자택|배송지|거주지|수령지|본적) ?[:=|)]?"
_HEAD = rf"(?:시|군|구|읍|면|경기도|강원도|충청(?:남|북)도|전라(?:남|북)도|경상(?:남|북)도|제주도|자치도|{_CITY}) "
# 으로 is a particle, not the end of a road's name: the syllable before 로 is not 으 (EC 9C BC)
_NOT_EU = (
    r"(?:[\xea\xeb\xed][\x80-\xbf][\x80-\xbf]|\xec[\x80-\x9b\x9d-\xbf][\x80-\xbf]|\xec\x9c[\x80-\xbb\xbd-\xbf]"
    r"|[0-9A-Za-z])"
)
_ROAD = (
    _HEAD
    + r"(?:"
    + HANGUL
    + r"|[0-9A-Za-z]){0,11}"
    + _NOT_EU
    + r"(?:로|길)(?:[0-9]{1,4}(?:번길|길|번가))? ?"
)
_LOT = _HEAD + r"(?:" + _WORD + r"(?:동|리)|" + _WORD + r"[0-9]가) ?"
_GATE = Gate(rf"(?:{_ROAD}|{_LOT}(?:산 ?)?)[0-9]", 2, 240)
_BLOCK = r"[0-9A-Za-z]{1,4} ?동[ ,]{0,2}(?:[0-9]{1,2} ?층[ ,]{0,2})?[0-9]{2,5} ?호"
_FLAT = Gate(_BLOCK, 2, 24)

KIND = Kind(
    name="ADDRESS",
    precedence=190,
    looks="road names and lots, from the building number on; a flat of a block, 101동 502호",
    evidence="a home is named (주소, 자택, 배송지), or a flat is given and no company is named",
    forms=(
        Form(_ROAD + r"(" + _NUMBER + _REST + r")", is_home, (_GATE,), group=1),
        Form(
            _LOT + r"((?:산 ?)?" + _NUMBER + r"(?: ?번지)?" + _REST + r")",
            is_home,
            (_GATE,),
            group=1,
        ),
        Form(_BLOCK, is_flat, (_FLAT,)),
    ),
)
