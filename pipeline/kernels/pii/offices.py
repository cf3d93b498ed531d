"""Whether a telephone number or an address in a register or a line belongs to an office or a firm.

동구보건소 042-869-2434, 주식회사 가온푸드 대표전화 031-800-6420, | 기관명 | 대표전화 |: such numbers are
printed for the public. The number of a person stands beside a name, or in a table with a column of names.
"""

import re

from pipeline.kernels.pii.businesses import is_of_business
from pipeline.kernels.pii.names.hearing import hearing
from pipeline.kernels.pii.names.writings import (
    HIDDEN_NAME,
    LATIN_NAME,
    is_in_latin,
    is_rare_or_short,
    is_usual,
)
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

# offices of the state and of towns
_PUBLIC = (
    "시청|구청|군청|도청|[가-힣]청|세무서|소방서|경찰서|보건소|도서관|우체국|행정복지센터|주민센터"
    "|플러스센터|법원|검찰청|교육청"
)
_OFFICE = (
    f"(?:{_PUBLIC}|[가-힣]{{0,4}}사무소|공업사|매표소|동물병원|경비실|프런트|프론트|대사관|영사관|반점|호텔|리조트|모텔|펜션"
    "|보건지소|박물관|미술관|파출소|지구대"
    "|[가-힣]센터|교육지원청|사업소|초등학교|중학교|고등학교|대학교|유치원|어린이집|복지관"
    "|문화회관|체육관|공단|공사|협회|재단|조합|농협|수협|병원|의원|약국|은행|[가-힣]{2,}[0-9]?과"
    "|[가-힣]{2,}[0-9]?팀|[가-힣]{2,}본부|출장소|진흥원|국악원|공원사무소|법원 [가-힣]{2,3}지원|민원실"
    "|(?:국수|고기|국밥|만두|통닭|술|찻)집|세탁소|정육점|철물점|꽃집|[가-힣]서점|미용실|부동산|중개사|빵집|문구점|방앗간|떡집|카센터|정비소|횟집"
    "|안경원|사진관|목욕탕|이발소|한의원|치과|편의점|슈퍼|분식|식당"
    "|[가-힣]{1,4}(?:접종|진료|상담|민원|행정|원무|총무|교무|관리)실|종합자료실|당직실|상황실|운영실|보건실|관제실|종무소|사무국|관리소|대여점|동물원|식물원|놀이공원|관측소|방송국|[가-힣]{2,6}사업부|[가-힣]{2,6}국장실|안내데스크|교환실)"
)
_FIRM = r"(?:주식회사|유한회사|\(주\)|㈜|\(유\)|\(재\)|\(사\))"
_LABEL = (
    r"(?:(?:대표|행정|민원|안내|문의|야간|상담|신고|참여|직통)?"
    r" ?(?:전화|번호|연락처|문의|직통)(?: ?번호)?(?:는|은|가|로)?"
    r"|예약(?:은|전화)?|접수(?:는)?"
    r"|☎|☏|TEL\.?|[Tt]el\.?|FAX\.?|[Ff]ax\.?|팩스)"
)
# the line before a number holds an office or a firm, perhaps one of its rooms, and a label
_LEADS = re.compile(
    rf"(?:^|[|,\t/] ?|[.:] )[^\n|,\t:]{{0,40}}(?:{_OFFICE}|{_FIRM} ?[가-힣A-Za-z0-9]{{1,20}}"
    rf"|[가-힣A-Za-z0-9]{{1,20}}{_FIRM})"
    rf"(?: [가-힣]{{0,8}}(?:실|과|팀|계|단|데스크|원콜|센터|예약"
    rf"|응급|안내|상담|접수|당직|컨시어지|외래|직통|문의)| (?:서울|부산|본점|본관|별관)){{0,2}}"
    rf"(?:\([가-힣]{{1,6}}\))?[ |,\t:·\-(/]{{0,4}}(?:[.·…]{{3,60}} ?)?"
    rf"{_LABEL}?[ :.)|\t,/+]{{0,4}}$"
)
_OF_OFFICES = Words(
    "기관 ?명|부서 ?명|(?:업소|업체|점포|매장|가맹점|가게|병원|의원|약국|식당) ?명|상호"
    "|시설 ?명|학교 ?명|도서관 ?명|보건소|공공 ?기관"
    "|보건지소|관서 ?명|센터 ?명|지점 ?명|소재지|진료일|영업 ?시간|휴무"
    "|행정 ?전화|대표 ?(?:전화|번호)|기관 ?전화|도서관 ?전화|인허가"
)
# what a place of business says beside its number
_TRADE = Words(
    "진료 ?(?:예약|시간|과목|안내|접수)",
    "휴진|휴관|휴무|정기 ?휴일",
    "영업 ?(?:시간|[0-9]{1,2} ?(?:시|:))",
    "체크인|입실",
    "주차 ?(?:가능|무료|[0-9]+ ?(?:시간|대))",
    "(?:급식|행정|교무|민원|편집|원무)실",
    "(?:편집|영업|관리|총무|홍보|판매)부",
    "관리동|고객 ?센터|안내 ?데스크",
    "본사 ?:|지점 ?:|공장 ?:",
    "견적",
    "매장 ?전화|주문 ?전화|업소 ?(?:명|전화)|가맹점|음식점|배달 ?안내|전문점|전문<|"
    "리뷰 ?[0-9]|맛집|대표 ?메뉴|메뉴 ?[:=]|브레이크 ?타임|라스트 ?오더|재료 ?소진",
    "내선|조직도|행정복지센터|읍면동|대변인실|수강생 ?모집|예약 ?전화|대표 ?전화|대표 ?번호",
    "객실 ?예약|연회장|접수 ?데스크|응급실|원무과",
    "생방송|청취자|방청|폐기물|분실물은|유실물|템플스테이|우천 ?시|관측 ?자료|기상 ?상담",
    "(?:조례|공고|고시|입찰|채용|사업)[^\\n]{0,12}문의",
)
_FIRST_CELL = re.compile(rb"^[| ]*[^|,\t]*[|,\t]")
_FAX_BELOW = re.compile("[^\n]{0,8}\n[^\n0-9]{0,12}(?:FAX|Fax|fax|팩스)".encode())
# 우체국 위치 안내, above the rows of a list
_TITLE_OF_OFFICES = re.compile(
    f"(?:{_OFFICE})[ 가-힣]{{0,10}}(?:위치|안내|현황|목록|전화번호|연락처)"
)
_BLOCK = 200
# a private person writes
_PRIVATE = Words(
    "팝니다|삽니다|판매합니다|직거래|급처|쪽지|구합니다|구해요|과외|레슨|분실(?:했|하|한|된|신고|,| |$)",
    "잃어|찾습니다|주우신|습득|주인",
    "전세|월세|내놓|세놓|개인(?:입니다|이에요|예요|거래|연락처)",
    "신고인|민원인|신청인|목격자|알바|사는 사람|사람인데",
    "동창|연락망|통화 ?(?:돼|가능|하고)|답장|회신|연락 ?(?:줘|달라)|(?:해|알려) ?(?:드려요|드릴게|주실)",
    "우리 ?집|(?:^|[^\\x80-\\xff])집(?:[ :)은이에으]|$)|자취|원룸|세입자|이사|구직|이력서",
    "(?:^|[^\\x80-\\xff])(?:저는|제가|제 |저희|나는|내가|엄마|아빠|어머니|아버지|할머니|할아버지)",
    "(?:^|[^\\x80-\\xff])(?:아내|남편|아들|딸)",
    "(?:신랑|신부|상주|부고|별세|결혼)",
)
_OF_PERSONS = Words(
    "성 {0,4}명|이름|성함|담당자|회원|학생|보호자|세대주|직원 ?명|이용자|고객|휴대|핸드폰"
    "|자택|집 ?전화|주민 ?등록|생년|name|mobile|home"
    "|대표자|영업자|원장|직원|학부모|어르신|댁|교사|담임|직위|직급|집 ?주소"
    "|거주|직장|근무처|소속|피해자|환자|대상자|수급자|배우자|자녀"
)
_NUMBER_OF_OFFICE = "(?:대표번호|대표전화|기관전화|행정전화)"
_TAG = re.compile(rf"(?:<{_NUMBER_OF_OFFICE}>|\"{_NUMBER_OF_OFFICE}\" ?: ?\")$")
_LATIN = re.compile(LATIN_NAME.encode())
_TITLES = "선생|주무관|사무관|과장|팀장|대리|계장|원장|교장|교감|교사|부장|차장"
_TITLE = re.compile(f"{HIDDEN_NAME}|{_TITLES}".encode())
_WORDS = re.compile("[가-힣]+")
_TOWN = re.compile("[시동군구읍면리로길]$")
# 하시기 바랍니다, 주세요
_ENDINGS = ("시기", "세요", "니다", "시오")
_FLAT = re.compile("[0-9](?:동|호)|지층|반지하|옥탑".encode())
_ENDS_OF_OFFICES = re.compile(f"(?:{_OFFICE})$")
# syllables, and hundredths of a nat for each, from which on a word is taken for a name from abroad
_SHORT, _SURE = 3, 250
_REACH = 160
# | 지방세무서 | 울산 남구 삼산로 266 |: a public office in a cell before the address, and nobody named
_OFFICE_CELL = re.compile(
    f"(?:^|[|\\t,\"'])[^|\\t,\"'\\n]{{0,40}}(?:{_PUBLIC})[\"' ]{{0,2}}(?:[|\\t,]|$)"
)
# the department that runs a place: ,"양천구청 공원녹지과"
# 042-481-2268 (통계서비스기획과): the department stands behind its number
_IN_BRACKETS = re.compile(" ?\\([가-힣]{2,12}(?:과|팀|실|부|센터|계)\\)")
_DEPARTMENT = re.compile(
    "[^,|\\t]{0,16}[\"' ]{0,2}[,|\\t][\"' ]{0,2}[가-힣]{1,8}(?:시청|구청|군청|도청|공단)"
)


def is_of_office(text: bytes, start: int, end: int) -> bool:
    """True for a number that a line or a row gives to an office or a firm, and to nobody by name."""
    begin = text.rfind(b"\n", max(0, start - _REACH), start) + 1
    stop = text.find(b"\n", end, end + _REACH)
    line = text[max(begin, start - _REACH) : start].decode(errors="ignore")
    around = text[max(begin, start - _REACH) : stop if stop >= 0 else end + _REACH]
    if around.isascii() and is_of_business(text, start, end):
        return True
    titles = heads(text, start)
    if _OF_PERSONS.search(titles) or _OF_PERSONS.search(around) or _PRIVATE.search(around):
        return False
    if _OF_OFFICES.search(head(text, start)) or _OF_OFFICES.search(titles):
        # | 한빛 | 월·수·금 | 032-...: the first cell is the office
        return not _names(_FIRST_CELL.sub(b"", around))
    if _TRADE.search(around) and not _names_surely(around):
        return True
    leads = _LEADS.search(line) or _TAG.search(line) or _FAX_BELOW.match(text, end)
    leads = leads or _IN_BRACKETS.match(text[end : end + 64].decode(errors="ignore"))
    # 독감백신 소진: behind the number many words look like a short name
    rest = around[len(line.encode()) :]
    if leads and not (_names(line.encode()) or _names_surely(rest)):
        return True
    if _names(around):
        return False
    above = text[max(0, begin - _REACH) : max(0, begin - 1)].decode(errors="ignore")
    if any(_TITLE_OF_OFFICES.search(title) for title in above.split("\n")[-2:]):
        return True
    return _is_in_block_of_trade(text, start, end)


def _is_in_block_of_trade(text: bytes, start: int, end: int) -> bool:
    """True if the lines around a number are those of a place of business, and of nobody. The name of an
    office there says less: 동구청 민원, and a number in the next line."""
    block = _block(text, start, end)
    if _OF_PERSONS.search(block) or _PRIVATE.search(block) or _names_surely(block):
        return False
    return _TRADE.search(block)


def _block(text: bytes, start: int, end: int) -> bytes:
    """The lines around a number, at most as far as a blank one."""
    before = text[max(0, start - _BLOCK) : start].rpartition(b"\n\n")[2]
    if start > _BLOCK:
        before = before[before.find(b"\n") + 1 :] if b"\n" in before else before
    return before + b" " + text[end : end + _BLOCK // 2].partition(b"\n\n")[0]


def is_in_row_of_office(text: bytes, start: int, end: int) -> bool:
    """True in a row with a public office in a cell beside the address, and no person in row or head."""
    begin = max(text.rfind(b"\n", max(0, start - _REACH), start) + 1, start - _REACH)
    row, rest = text[begin:start], text[end : end + 48].partition(b"\n")[0]
    beside = _OFFICE_CELL.search(row.decode(errors="ignore"))
    if not beside and not _DEPARTMENT.match(rest.decode(errors="ignore")):
        return False
    # offices have no flats
    if _FLAT.search(text, start, end) or _OF_PERSONS.search(heads(text, start)):
        return False
    return not (_OF_PERSONS.search(row) or _names(row) or _names(rest))


def _names_surely(line: bytes) -> bool:
    """True if a word of the line is a title of persons, or a name of usual syllables."""
    words = _WORDS.findall(line.decode(errors="ignore"))
    return bool(_TITLE.search(line)) or any(
        is_usual(word.encode()) and not (_TOWN.search(word) or word.endswith(_ENDINGS))
        for word in words
    )


def _names(line: bytes) -> bool:
    """True if a word of the line is a name, hidden and in Latin letters too, or a title of persons."""
    if _TITLE.search(line) or any(
        is_in_latin(line, match.start(1), match.end(1)) for match in _LATIN.finditer(line)
    ):
        return True
    words = _WORDS.findall(line.decode(errors="ignore"))
    return any(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    """True for a Korean name, or a word that sounds like one from abroad; the name of a town is not one."""
    if _TOWN.search(word) or word.endswith(_ENDINGS):
        return False
    raw = word.encode()
    if is_usual(raw) or is_rare_or_short(raw):
        return True
    model = hearing()
    heard = len(word) > _SHORT and not _ENDS_OF_OFFICES.search(word)
    return heard and word not in model.loan_words and model.score(word) > _SURE
