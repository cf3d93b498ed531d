"""PLATE: Korean vehicle plates."""

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import Form, Kind
from pipeline.kernels.pii.reserved import with_fixed_digits
from pipeline.kernels.pii.surroundings import WORD, after, before, near
from pipeline.kernels.pii.vocabulary import Words

# syllables of plates (Ministry of Land, notice on registration plates); each ends in a vowel
SYLLABLES = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자배하허호"
# those of them that are also units, or parts of the names of courts
_UNITS = "도로조호주구부수무소"
# criminal, civil and administrative cases, which begin with their year
_OF_COURTS = "도다누나마두"
_REGIONS = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_VEHICLE = Words(
    "차량", "번호판", "자동차", "주차", "차 ?번호", "승용차", "화물차", "차주", "견인", "과태료", "렌터카", "렌트카", "택시", "트럭", "블랙박스", "상대 ?차", "가해 ?차", "피해 ?차", "자차", "대물", "보험 ?접수", "문콕", "세웠다", "세워 ?두", "칼치기", "뺑소니", "아반떼", "[소쏘]나타", "그랜저", "카니발", "스타렉스", "포터", "쏘렌토", "싼타페", "투싼", "승합차", "세단", "[Ss][Uu][Vv]", "하이패스", "통행료",
    "plate", "vehicle", "(?:^|[^a-z])car(?:[^a-z]|$)",
)  # fmt: skip
_COURT = Words(
    "법원", "대판", "대법", "고법", "지법", "헌법", "선고", "판결", "결정", "사건", "판례", "헌재", "참조"
)  # fmt: skip
# a sum, a count or an address goes on behind the digits
_AFTER_UNIT = tuple(
    w.encode()
    for w in "억 만 천 원 개 명 년 월 건 호 번지 번길 여 가구 세대 달러 퍼센트".split()  # noqa: SIM905
)

_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_SYLLABLE = r"(?:" + "|".join(SYLLABLES) + r")"
_FORM = rf"(?:(?:{_REGIONS}) ?)?[0-9]{{2,3}} ?{_SYLLABLE}(?: ?- ?| )?[0-9]{{4}}"
_GATE = Gate(rf"[0-9]{{2}} ?{_SYLLABLE}(?: ?- ?| )?[0-9]{{4}}", 12, 8)


def is_plate(text: bytes, start: int, end: int) -> bool:
    """True unless words nearby show a court case, an article of a law, a unit or a year.

    Blanks around the syllable need a region or a vehicle nearby.
    """
    span = text[start:end]
    left, right = before(text, start), after(text, end)
    # 차량번호-12가3456: a hyphen behind Hangul parts a label
    if left in b"-" and before(text, start - 1) > 0x7F:
        left = 32
    if (
        left in WORD
        or right in WORD
        or left in b".-"
        or (right in b".-" and after(text, end + 1) in WORD)
    ):
        return False
    # 제12조1234 is an article
    if text[max(0, start - 3) : start] == "제".encode():
        return False
    number = span.lstrip(_NOT_DIGITS)
    if left in b"," and before(text, start - 1) in WORD and b" " in number and number == span:
        return False
    if number.startswith(b"00"):
        return False
    # 88나4751 is a case
    if near(_COURT, text, start, end, behind=30):
        return False
    if text.startswith(_AFTER_UNIT, end):
        return False
    if number != span or near(_VEHICLE, text, start, end, behind=24):
        return True
    syllable = next(c for c in number.decode() if c in SYLLABLES)
    front, _, rest = number.partition(syllable.encode())
    # 97도2609 is a case of a court
    if syllable in _OF_COURTS and front[:2] >= b"70":
        return False
    return not (front.endswith(b" ") or rest[:1] in b" -") or (
        syllable not in _UNITS and rest[-4:-2] not in (b"19", b"20")
    )


KIND = Kind(
    name="PLATE",
    precedence=180,
    looks="12가3456, 123하 4567, 서울 12 가 3456, with the name of the region",
    evidence="syllables of the ministry's notice; court cases (88나4751) and units (제12조) are rejected by "
    "words nearby",
    forms=(Form(_FORM, is_plate, (_GATE,)),),
    # no plate begins with 00
    pseudonym=with_fixed_digits({0: "0", 1: "0"}),
)
