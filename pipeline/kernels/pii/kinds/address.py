"""ADDRESS: addresses of homes, Korean ones from the number of the building on, English ones of a street."""

import re

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form, Kind
from pipeline.kernels.pii.surroundings import WORD, after, before, continues, digits_of
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

_PERSONAL = Words(
    "주 {0,4}소",
    "거주",
    "거소",
    "(?:^|[^a-z])addr",
    "체류지",
    "송달 ?장소",
    "자택",
    "집은",
    "집이",
    "사는 ?곳",
    "받으실",
    "address",
    "배송지",
    "도착지",
    "수령지",
    "배송 ?(?:메모|요청|메시지)",
    "받는 ?사람",
    "보내는 ?(?:사람|분|이)",
    "받는 ?분",
    "우편물",
    "본적",
    "등록기준지",
    "보낼 ?곳",
    "보내실 ?곳",
    "보내 ?줄 ?곳",
    "받을 ?곳",
    "받는 ?곳",
    "받으실 ?곳",
    "주거(?:지|[: ])",
    "시골 ?집",
    "고향 ?집",
    "친정 ?집",
    "부모님 ?댁",
    "본가 ?주소",
    "이사 ?(?:갈|온|간)",
    "살고 ?있",
    "수신처",
    "송부처",
    "반송지",
    "수거지",
    "배달 ?(?:주소|장소|지[: ])",
    "거처",
)
# the parties of a paper of a court, whose homes stand beside or below them
_PARTY = Words(
    "(?:^|[^\\x80-\\xff])(?:원 *고|피 *고|채 *권 *자|채 *무 *자|신 *청 *인|피신청인|고 *소 *인|피고소인|고발인|진정인|청구인|항고인|항소인|상속인|피상속인|망인)(?:[ :|,(\\t\\n]|$)"
)  # fmt: skip
_INSTITUTION = Words(
    "본점", "지점", "본사", "지사", "지소", "사무소", "사무실", "공장", "센터", "기업", "회사", "위치", "매장", "출장소", "자본금", "연구소", "연구원", "협회", "재단",
    "매출", "설립", "입주 ?(?:기업|업체|기관|시설|점포|사 )", "여객", "공사", "상가"
)  # fmt: skip
# 주소 of these is not where a person lives
_OF_PLACE = Words(
    "(?:텃밭|농장|매장|본사|지사|지점|점포|공장|행사장|시설|건물|물건|현장|촬영지|관광지|업소|가맹점|식당|음식점|숙소|호텔|펜션|캠핑장"
    "|병원|학교|사업장|주차장|박물관|미술관|도서관|센터|기관|상가|토지|부동산|경매|정류장|역) ?(?:의 )?(?:주소|소재지|위치)[^\n]*$"
)
# heads of registers of land, buildings and roads
_REGISTER = Words(
    "지목|공시지가|필지|부여 ?사유|기초 ?번호|건물 ?용도|도로 ?구간|고시일|시설 ?명|업소 ?명|매장 ?명|점포 ?명|지점 ?명|지점 ?코드|상호|(?:우체국|학교|기관|업체|업소|회사|법인|병원|의원|약국|은행|센터|도서관|유치원|어린이집|경로당|주유소|충전소|식당|음식점|호텔|캠퍼스|영업소|대리점|공장|사업장|점포|시설) ?명|정류장|도로명 ?주소 ?부여|효력 ?발생"
)
# C동 416호 강의실: a room for work, and what stands before one
_ROOM = Words(
    "^[ (,]{0,2}(?:[^\\x00-\\x7f]{0,12})(?:강의실|교실|실험실|연구실|회의실|세미나실|열람실|시험장|고사장|사무실|진료실|병실|행정실|강당|작업실|전산실|실습실|창고|상담실)"
)
_ROOMS = Words(
    "강의실|교실|실험실|연구실|회의실|세미나|열람실|고사장|시험실|시험 ?장소|실험 ?수업|수업 ?장소|강의|카드키|층별 ?안내|병실|강당|전산실|실습실"
)
_OPENING = Words(
    "(?:이용|영업|운영|개방|관람|개장) ?시간|예약 ?문의|매장 ?안내|휴무|휴관|입장료|관람료|라스트 ?오더|지정 ?현황"
)
# | 지방세무서 | 울산 남구 삼산로 266 |: a public office in a cell before the address, and nobody named
_OFFICE_CELL = re.compile(
    "(?:^|[|\\t,\"'])[^|\\t,\"'\\n]{0,40}(?:시청|구청|군청|도청|[가-힣]청|세무서|소방서|경찰서|보건소|도서관|우체국|행정복지센터|주민센터|플러스센터|법원|검찰청|교육청)"
    "[\"' ]{0,2}(?:[|\\t,]|$)"
)
# the department that runs a place: ,"양천구청 공원녹지과"
_DEPARTMENT = re.compile(
    "[^,|\\t]{0,16}[\"' ]{0,2}[,|\\t][\"' ]{0,2}[가-힣]{1,8}(?:시청|구청|군청|도청|공단)"
)
_NAMED = re.compile("성 {0,4}명|성 {0,4}함|이름|name|phone|연락처|휴대", re.IGNORECASE)


def _is_of_office(text: bytes, start: int, end: int) -> bool:
    """True in a row with a public office in a cell beside the address, if neither row nor head names a person."""
    begin = text.rfind(b"\n", 0, start) + 1
    row = text[begin:start].decode(errors="ignore")
    behind = _behind(text, end).decode(errors="ignore")
    if not (_OFFICE_CELL.search(row) or _DEPARTMENT.match(behind)):
        return False
    return not _NAMED.search(row + heads(text, start).decode(errors="ignore"))


_OFFICE_BEHIND = Words("청사|진흥원|위원회|공단|사옥|본사")
_RENTED = Words("원룸|투룸|자취|월세|전세|보증금|사는 ?(?:방|집)")
_HOME_BEHIND = re.compile("[ ,]{0,2}(?:의 )?(?:자택|집(?:에서|으로|에)|댁)".encode())
_FLAT_BELOW = re.compile("[ ,\r]{0,2}\n[^\n]{0,40}[0-9]{1,4}동 ?[0-9]{1,4}호".encode())
# bytes around a house in which they stand
_BEHIND = 160
# particles, the copula and units that follow the number of a building without a space
_ENDINGS = "에 로 으로 이 입니다 의 번 옆 앞 뒤 은 는 을 를 인 도 까지 고 며 야 요 와 과 만 부터 쪽 근처 예요 라 임".split()  # noqa: SIM905
_AFTER_NUMBER = tuple(ending.encode() for ending in _ENDINGS)
_LINES_OF_LETTER = 4
_DISTRICT = Words("-(?:gu|si|gun|do)(?:[^a-z]|$)", "seoul", "busan", "korea")
_HYPHEN_UNIT = re.compile(rb"[ ,][0-9]{1,4}-[0-9]{2,5}$")
_YEAR = re.compile(rb"(?:19|20)[0-9]{2}-")
# shops and offices give their floor alone; nobody has an office in a half-basement
_FLAT = ("호", "지층", "반지하", "옥탑")
_FLAT_UNIT = re.compile("|".join(_FLAT).encode())
# a home is named, or a flat is given
_HOME_OR_FLAT = Words(
    *_PERSONAL.alternatives,
    "자택",
    "집",
    "댁",
    *_PARTY.anywhere().alternatives,
    *_FLAT,
    "[ ,][0-9]{1,4}-[0-9]{2}",
)


def is_home(text: bytes, start: int, end: int) -> bool:
    """True if a home is named in the line, the one above or the head of the column; a flat needs no name
    where no institution is named."""
    span = text[start:end]
    right = after(text, end)
    # 5백만원 is a sum
    if right in WORD or (0xEA <= right <= 0xED and not text.startswith(_AFTER_NUMBER, end)):
        return False
    line = _lines_before(text, start)
    # 텃밭 주소: a place of work or of things
    if _OF_PLACE.search(line) or _REGISTER.search(line) or _REGISTER.search(heads(text, start)):
        return False
    # a place that visitors go to
    if _OPENING.search(text[max(0, start - _BEHIND) : start] + b"\n" + text[end : end + _BEHIND]):
        return False
    if _PERSONAL.search(line) or _PERSONAL.search(head(text, start)):
        if _is_of_office(text, start, end):
            return False
        # 주소: 서울시 종로구 세종대로 209 정부서울청사
        return not _OFFICE_BEHIND.search(text[end - 24 : end] + _behind(text, end))
    # 흥덕구 대농로 78 자택에서, and a flat that begins the line below
    if _HOME_BEHIND.match(text, end) or _FLAT_BELOW.match(text, end):
        return True
    if _PARTY.search(line) and not _INSTITUTION.search(line):
        return True
    # a room to let, of the one who lives in it
    if _FLAT_UNIT.search(span) and _RENTED.search(line + text[end : end + _BEHIND]):
        return True
    flat = bool(_FLAT_UNIT.search(span)) or bool(_HYPHEN_UNIT.search(span))
    return flat and not (_INSTITUTION.search(line) or _INSTITUTION.search(_behind(text, end)))


def is_below_its_town(text: bytes, start: int, end: int) -> bool:
    """`is_home` for a road at the beginning of a line whose town ends the line above."""
    begin = text.rfind(b"\n", 0, start)
    if begin <= 0 or not _TOWN_ENDS.search(text, max(0, begin - 24), begin):
        return False
    # the label stands above the town: 받는 사람 ... / 경기도 화성시 / 동탄대로 23
    town = text.rfind(b"\n", 0, begin) + 1
    above = text[max(0, town - _LABEL_LINE) : town]
    named = _PERSONAL.search(above) and not _INSTITUTION.search(above)
    return bool(named) or is_home(text, start, end)


# bytes of the lines above a town in which a label stands
_LABEL_LINE = 64
_TOWN_ENDS = re.compile("(?:시|군|구|읍|면)[ \t,]*$".encode())


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
    # 위치 also leads to a home whose block has a number as estates give them
    if _PERSONAL.search(line) or (_ESTATE_BLOCK.match(text, start) and _LOCATED.search(line)):
        return not _ROOM.search(_behind(text, end))
    behind = _behind(text, end)
    if _ROOM.search(behind) or _ROOMS.search(line):
        return False
    return not (_INSTITUTION.search(line) or _INSTITUTION.search(behind))


_ESTATE_BLOCK = re.compile("[1-9][0-9]{2,3} ?동[ ,]{0,2}[0-9]{3,4} ?호".encode())
_LOCATED = re.compile("위치 ?[:=](?:(?!본사|지점|매장|사무|공장|센터|회사)[^\n])*$".encode())


def _behind(text: bytes, end: int) -> bytes:
    """What stands behind a span in its line, at most 48 bytes."""
    return text[end : end + 48].partition(b"\n")[0]


def is_hyphened(text: bytes, start: int, end: int) -> bool:
    """True for 101-502 behind the name of an estate; a year or a part of a longer number is not one."""
    if _YEAR.match(text, start):
        return False
    return not continues(text, start, end, b"-.") and is_flat(text, start, end)


def is_in_latin(text: bytes, start: int, end: int) -> bool:
    """True for a house before a road in Latin letters, with its district, where no institution is named."""
    if before(text, start) in WORD or before(text, start) in b"-.":
        return False
    behind = text[end : end + 96]
    line = _lines_before(text, start)
    home = _DISTRICT.search(behind) or _HOME.search(line)
    return bool(home) and not _INSTITUTION.search(line) and not _NOT_HOME.search(line)


def is_on_street(text: bytes, start: int, end: int) -> bool:
    """True for a house of an English street where a home is named in the line, and no institution."""
    if before(text, start) in WORD or before(text, start) in b"-.#" or after(text, end) in WORD:
        return False
    line = text[max(text.rfind(b"\n", 0, start) + 1, start - 96) : start]
    # the line below the name of the person whom a letter or a parcel is for, perhaps with an office between
    if not line.strip():
        above = text[max(0, start - 160) : start].split(b"\n")
        line = b"\n".join(above[-_LINES_OF_LETTER:])
    home = _HOME.search(line) or _STREET_HEAD.search(head(text, start).lower())
    return bool(home) and not _NOT_HOME.search(line) and not _NOT_HOME.search(heads(text, start))


def _lines_before(text: bytes, start: int) -> bytes:
    """The line before a span and the line above, at most 160 bytes: an address is long."""
    above = text.rfind(b"\n", 0, max(0, text.rfind(b"\n", 0, start)))
    return text[max(above + 1, start - 160) : start]


_WORD = r"(?:" + HANGUL + r"|[0-9A-Za-z]){1,12}"
_NUMBER = r"[0-9]{1,5}(?:-[0-9]{1,5})?"
_UNIT = r"(?:[0-9A-Za-z]{1,5}|가|나|다|라|마|바|사)동"
# 101동 502호, 3층 302호, 101-502
_FLAT_NUMBER = (
    rf"(?:{_UNIT}(?:,? ?(?:지하 ?)?[0-9]{{1,3}}층)?(?:,? ?[0-9A-Za-z]{{1,5}}호)?"
    r"|(?:지하 ?)?[0-9]{1,3}층(?:,? ?[0-9A-Za-z]{1,5}호)?|지층|반지하|옥탑방?|B[0-9]{1,2}(?:층|호)|[A-Za-z]?[0-9]{1,5}호|[1-9][0-9]{0,3}-[0-9]{2,5}(?:호)?)"
)
# the name of a block, and the quarter in brackets, may stand between the house and the flat
_SEP = r"(?:, ?| )"
_BUILDING = r"(?:아파트|빌라|빌딩|오피스텔|타워|맨션|하이츠)"
_REST = (
    rf"(?: ?\([^()\n]{{1,48}}\))?(?:(?:{_SEP}{_WORD}){{0,2}}(?:, ?| )?{_FLAT_NUMBER}|{_SEP}{_WORD}{_BUILDING})?"
    rf"(?: ?\({HANGUL}{{1,6}}[0-9]?(?:동|가|리)(?:,? ?{_WORD}){{0,2}}\))?"
)
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
    + r"(?:로|길)(?: ?[0-9]{1,4} ?(?:번길|길|번가))? ?"
)
# the same at the beginning of a line
_ROAD_BELOW = (
    r"(?m:^)[ \t]{0,16}(?:"
    + HANGUL
    + r"|[0-9A-Za-z]){0,11}"
    + _NOT_EU
    + r"(?:로|길)(?: ?[0-9]{1,4} ?(?:번길|길|번가))? "
)
_LOT = _HEAD + r"(?:" + _WORD + r"(?:동|리)|" + _WORD + r"[0-9]가) ?"
# 2013년 and 3위 are not houses: what may follow the number without a space is listed
_FOLLOWS = rf"(?:[^0-9\xea-\xed]|동|층|호|번지|{'|'.join(_ENDINGS)})"
_GATE = Gate(rf"(?:{_ROAD}|{_LOT}(?:산 ?)?){_NUMBER} ?{_FOLLOWS}", 2, 160)
_BELOW = Gate(rf"{_ROAD_BELOW}{_NUMBER}", 2, 160)
_BLOCK = r"[0-9A-Za-z]{1,4} ?동[ ,]{0,2}(?:[0-9]{1,2} ?층[ ,]{0,2})?[0-9]{2,5} ?호"
_FLAT_GATE = Gate(_BLOCK, 2, 24)
# an estate and its flat with a hyphen: 래미안아파트 101-502
_ESTATE = (
    "(?:아파트|빌라|오피스텔|맨션|하이츠|래미안|자이|푸르지오|힐스테이트|아이파크|롯데캐슬|더샵|이편한세상|위브|센트레빌|주공"
    "|파크|팰리스|캐슬|단지"
    "|마을|편한세상|리센츠|더제니스|꿈에그린|휴먼시아|해모로|어울림)"
)
_HYPHENED = rf"{_ESTATE} ?([0-9]{{1,4}}-[0-9]{{3,4}}(?:호)?)"
_HYPHEN = Gate(rf"{_ESTATE} ?[0-9]{{1,4}}-[0-9]{{3,4}}", 2, 16)
# 101-502, 123, Teheran-ro: the numbers stand in front
_LATIN_ROAD = r"[A-Z][a-z]{1,16}(?:-?[a-z0-9]{1,12}){0,3}-(?:ro|gil|daero|dong|ri|ga)(?: [0-9]{1,4}(?:beon)?-gil)?"
_ROMAN = (
    r"((?:(?:[0-9A-Za-z]{1,5}-(?:ho|dong)|[0-9]{1,2}F|#?[0-9]{1,4}-[0-9]{2,4}|[0-9]{2,5}),? ){0,3}"
    rf"#?[0-9]{{1,5}}(?:-[0-9]{{1,5}})?),? {_LATIN_ROAD}"
)
_IN_LATIN = Gate(r"[0-9],? [A-Z][a-z0-9\-]*-(?:ro|gil|daero|dong|ri|ga)", 60, 8)

# 184 Seongmisan-ro, Unit 105-1003
_UNIT_NAME = r",? (?:Unit|Apt\.?|Apartment|Room|Rm\.?|Suite|#) ?#?"
_ROMAN_UNIT = rf"{_LATIN_ROAD}{_UNIT_NAME}([0-9]{{1,5}}(?:-[0-9]{{1,5}})?)"
_UNIT_GATE = Gate(rf"-(?:ro|gil|daero|dong|ri|ga){_UNIT_NAME}[0-9]", 60, 12)

# 5985 N 14th Street #890, 79 Lakeview Ave., Apt 4D
_STREET_END = (
    r"(?:Street|Avenue|Boulevard|Road|Drive|Lane|Court|Place|Terrace|Circle|Parkway|Square|Highway|Crescent|Trail|Way"
    r"|St|Ave|Blvd|Rd|Dr|Ln|Ct|Pl|Ter|Cir|Pkwy|Hwy)"
)
# a town, its state and its ZIP behind a street
_TOWN = (
    r"(?:,? (?:[A-Z][A-Za-z.'\-]{1,20} ?){1,3},? (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY])(?: [0-9]{5}(?:-[0-9]{4})?)?\b)?"
)
_APARTMENT = r"(?:,? (?:(?:Apt|Apartment|Unit|Suite|Ste|Flat|Rm|Room)\.? ?#?|#)[0-9A-Za-z\-]{1,6})?"
_STREET_WORD = r"[A-Z0-9][A-Za-z0-9'.]{0,20} "
_NUMBERED_ROAD = r"(?:Broadway|(?:County Road|State Route|Highway|Route) [0-9]{1,4})\b"
_STREET = (
    r"([0-9]{1,6}(?:-[0-9]{1,4})?[A-Za-z]? (?:(?:[NSEW]|North|South|East|West)\.? )?"
    rf"(?:(?:{_STREET_WORD}){{0,2}}{_NUMBERED_ROAD}|(?:{_STREET_WORD}){{1,4}}{_STREET_END}\b\.?)(?: (?:[NSEW]{{1,2}})\b)?{_APARTMENT}{_TOWN})"
)
_ON_STREET = Gate(
    rf"[0-9][A-Za-z]? (?:(?:[A-Z0-9][A-Za-z0-9'.]* )+{_STREET_END}[^A-Za-z]|(?:County Road|State Route|Highway|Route) [0-9]|(?:[A-Z][A-Za-z]* )?Broadway[ ,])",
    16,
    40,
)
_HOME = Words(
    "home", "address", "(?:live|lives|lived|living|stay|staying) (?:at|on|in)", "my (?:house|place|apartment|flat)", "our (?:house|place)",
    "(?:^|[^a-z])attn", "next of kin",  "resid", "ship", "recipient", "consignee", "bill to", "tenant", "patient", "deliver", "mail(?:ing)? to", "moved to", "premises", "resume", "famil(?:y|ies)", "grand(?:ma|pa|mother|father)", "'s place", "rsvp", "neighbou?r", "r\xe9sum\xe9", "curriculum vitae", "주소", "자택"
)  # fmt: skip
_STREET_HEAD = Words(
    "^(?:street|addr|address|address ?1|street[_ ]address|addr1|address_line_?1|home_address)$"
)
_NOT_HOME = Words(
    "office", "store", "hotel", "school", "venue", "church", "headquarter", "branch", "company", "compan", "clinic", "museum",
    "library", "station", "embassy", "business", "return address", "fax",
)  # fmt: skip
_ON_STREET_NEEDS = Words(*_HOME.alternatives, *_STREET_HEAD.anywhere().alternatives)

KIND = Kind(
    name="ADDRESS",
    precedence=190,
    looks="road names and lots, from the building number on; a flat of a block, 101동 502호, 래미안 101-502; the numbers "
    "before a road in Latin letters; 5985 N 14th Street, Apt 4D, "
    "with its town and ZIP",
    evidence="a home is named (주소, 자택, 배송지, 보낼 곳, lived at, ship to) or a party of a court, or a flat is given and no "
    "company or room of an office is named",
    forms=(
        Form(
            _ROAD + r"(" + _NUMBER + _REST + r")", is_home, (_GATE,), group=1, needs=_HOME_OR_FLAT
        ),
        Form(_ROAD_BELOW + r"(" + _NUMBER + _REST + r")", is_below_its_town, (_BELOW,), group=1),
        Form(
            _LOT + r"((?:산 ?)?" + _NUMBER + r"(?: ?번지)?" + _REST + r")",
            is_home,
            (_GATE,),
            group=1,
            needs=_HOME_OR_FLAT,
        ),
        Form(_BLOCK, is_flat, (_FLAT_GATE,)),
        Form(_HYPHENED, is_hyphened, (_HYPHEN,), group=1),
        Form(_ROMAN, is_in_latin, (_IN_LATIN,), group=1),
        Form(_ROMAN_UNIT, is_in_latin, (_UNIT_GATE,), group=1),
        Form(_STREET, is_on_street, (_ON_STREET,), group=1, needs=_ON_STREET_NEEDS),
    ),
)
