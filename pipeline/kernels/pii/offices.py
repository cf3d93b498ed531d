"""Whether a telephone number or an address in a register or a line belongs to an office or a firm.

동구보건소 042-869-2434, 주식회사 가온푸드 대표전화 031-800-6420, | 기관명 | 대표전화 |: such numbers are
printed for the public. The number of a person stands beside a name, or in a table with a column of names.
"""

import re

from pipeline.kernels.pii.names.writings import LIKELY_NAME, is_usual
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

_OFFICE = (
    "(?:시청|구청|군청|도청|[가-힣]청|읍사무소|면사무소|동사무소|보건소|보건지소|도서관|박물관|미술관|우체국|세무서|경찰서|소방서|파출소|지구대|법원|검찰청|교육청"
    "|주민센터|행정복지센터|[가-힣]센터|교육지원청|사업소|초등학교|중학교|고등학교|대학교|유치원|어린이집|복지관|문화회관|체육관|공단|공사|협회|재단|조합"
    "|농협|수협|병원|의원|약국|은행|[가-힣]{2,}과|[가-힣]{2,}팀|민원실|종합자료실|당직실|상황실|안내데스크|교환실)"
)
_FIRM = r"(?:주식회사|유한회사|\(주\)|㈜|\(유\)|\(재\)|\(사\))"
_LABEL = (
    r"(?:(?:대표|행정|민원|안내|문의)? ?(?:전화|번호|연락처|문의)(?: ?번호)?|☎|☏|TEL\.?|[Tt]el\.?)"
)
# the line before a number holds an office or a firm, perhaps one of its rooms, and a label
_LEADS = re.compile(
    rf"(?:^|[|,\t/] ?|[.:] )[^\n|,\t:]{{0,40}}(?:{_OFFICE}|{_FIRM} ?[가-힣A-Za-z0-9]{{1,20}}"
    rf"|[가-힣A-Za-z0-9]{{1,20}}{_FIRM})"
    rf"(?: [가-힣]{{1,8}}(?:실|과|팀|계|데스크|원콜))?[ |,\t:·\-]{{0,4}}{_LABEL}?[ :.)|\t,]{{0,4}}$"
)
_OF_OFFICES = Words(
    "기관 ?명|부서 ?명|업소 ?명|상호|시설 ?명|학교 ?명|도서관 ?명|보건소|공공 ?기관"
    "|행정 ?전화|대표 ?(?:전화|번호)|기관 ?전화|도서관 ?전화|인허가"
)
_OF_PERSONS = Words(
    "성 {0,4}명|이름|성함|담당자|회원|학생|보호자|세대주|직원 ?명|이용자|고객|휴대|핸드폰"
    "|자택|집 ?전화|주민 ?등록|생년|name|mobile|home"
)
_TAG = re.compile("<(?:대표번호|대표전화|기관전화|행정전화)>$")
_NAME = re.compile(LIKELY_NAME.encode())
_REACH = 160
# | 지방세무서 | 울산 남구 삼산로 266 |: a public office in a cell before the address, and nobody named
_OFFICE_CELL = re.compile(
    "(?:^|[|\\t,\"'])[^|\\t,\"'\\n]{0,40}(?:시청|구청|군청|도청|[가-힣]청|세무서|소방서|경찰서|보건소|도서관|우체국|행정복지센터|주민센터|플러스센터|법원|검찰청|교육청)"
    "[\"' ]{0,2}(?:[|\\t,]|$)"
)
# the department that runs a place: ,"양천구청 공원녹지과"
_DEPARTMENT = re.compile(
    "[^,|\\t]{0,16}[\"' ]{0,2}[,|\\t][\"' ]{0,2}[가-힣]{1,8}(?:시청|구청|군청|도청|공단)"
)
_OF_A_PERSON = re.compile("성 {0,4}명|성 {0,4}함|이름|name|phone|연락처|휴대", re.IGNORECASE)


def is_of_office(text: bytes, start: int, end: int) -> bool:
    """True for a number that a line or a row gives to an office or a firm, and to nobody by name."""
    begin = text.rfind(b"\n", max(0, start - _REACH), start) + 1
    stop = text.find(b"\n", end, end + _REACH)
    line = text[max(begin, start - _REACH) : start].decode(errors="ignore")
    around = text[max(begin, start - _REACH) : stop if stop >= 0 else end + _REACH]
    titles = heads(text, start)
    if _OF_PERSONS.search(titles) or _OF_PERSONS.search(around) or _names(around):
        return False
    if _OF_OFFICES.search(head(text, start)) or _OF_OFFICES.search(titles):
        return True
    return bool(_LEADS.search(line) or _TAG.search(line))


def is_in_row_of_office(text: bytes, start: int, end: int) -> bool:
    """True in a row with a public office in a cell beside the address, and no person in row or head."""
    begin = text.rfind(b"\n", 0, start) + 1
    row = text[begin:start].decode(errors="ignore")
    rest = text[end : end + 48].partition(b"\n")[0].decode(errors="ignore")
    if not (_OFFICE_CELL.search(row) or _DEPARTMENT.match(rest)):
        return False
    return not _OF_A_PERSON.search(row + heads(text, start).decode(errors="ignore"))


def _names(line: bytes) -> bool:
    """True if a word of the line is a usual name."""
    return any(
        is_usual(match[1]) and not _touches(line, match.start(), match.end())
        for match in _NAME.finditer(line)
    )


def _touches(line: bytes, start: int, end: int) -> bool:
    """True if Hangul goes on before or behind a span."""
    before, behind = (
        line[:start].decode(errors="ignore")[-1:],
        line[end:].decode(errors="ignore")[:1],
    )
    return "가" <= before <= "힣" or "가" <= behind <= "힣"
