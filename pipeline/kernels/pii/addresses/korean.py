"""Addresses in Hangul, from the number of the building on, and flats: 동탄대로 23, 101동 502호, 래미안 101-502."""

import re

from pipeline.kernels.pii.addresses.places import (
    BRANCHES,
    INSTITUTION,
    OF_PLACE,
    OFFICE_BEHIND,
    OPENING,
    PARTY,
    PERSONAL,
    RECORD_OF_PERSON,
    RECORD_OF_PLACE,
    REGISTER,
    RENTED,
    ROOM,
    ROOMS,
    behind,
    lines_before,
)
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form
from pipeline.kernels.pii.lines import ends_line, line_begin
from pipeline.kernels.pii.offices import is_in_row_of_office
from pipeline.kernels.pii.surroundings import WORD, after, before, continues, digits_of
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

# 해운대구 우동 1234번지에 살아요
_LIVES = (
    "사는|사시(?:는|던|고|다|며|면|지)|사셔|사셨|사신|산다|삽니다|살(?:아|고|았|던|며|면|다|잖|거)|거주|이주|거처를|이사(?:를)? ?(?:했|왔|갔|해)|방(?:을)? ?옮|세 ?들"
    "|지내고|계십니다|계신다|계셔"
)
# Between the address and the verb: with whom and how long, and no shop or park that stands there.
_STANDS = "있|위치|열리|열린|열렸|들어서|들어설|세워|자리|문을|지은|짓는"
# 신림로 12 고시원 화재: such houses are businesses too, where nobody is reported to live in them
_POOR_ROOMS = "판잣집|단칸방|옥탑방|셋방|반지하|자취방"
_ROOMS_LET = f"{_POOR_ROOMS}|원룸|투룸|고시원|하숙집"
_HOME_BEHIND = re.compile(
    f"[ ,]{{0,2}}(?:의 )?(?:자택|(?:[0-9]층 ?)?집(?:에서|으로|에|을|이|은| 맞)|댁)|(?:쪽에|근처에)? ?(?:{_LIVES})|[ ,]{{1,2}}(?:[0-9]층 ?)?(?:{_POOR_ROOMS})"
    f"|(?: [0-9]층| ?(?:전부|일부|그 |이 )?(?:{_ROOMS_LET}|주택|집|빌라|아파트|오피스텔))?(?:에서|에|으로|로)(?: (?:(?!{_STANDS})[^.!?\\n]){{0,90}}?)?(?:{_LIVES})".encode()
)
# what a parcel is brought to: 수완로 11-21 대문 안쪽에 놓아 드렸습니다
_BROUGHT = "놓아 ?(?:드|주|두|둘)|놓고 ?(?:가|갑|갔|간)|두고 ?(?:가|갔|간)|갖다 ?(?:놓|놨|주|드)|보내 ?(?:주|드|줄)|(?:등기|우편|발송|반송|송달)[^.!?\\n]{0,24}(?:하였|했|되었|됐|합니다|됩니다)|맡겨 ?(?:주|드|두)"
_BROUGHT_BEHIND = re.compile(f"[^.!?\\n]{{0,60}}?(?:{_BROUGHT})".encode())
# papers, and the offices that they are sent to: 접수처 ... 세종대로 209 인사혁신처로 보내 주시기 바랍니다
_TO_OFFICE = Words(
    "원서|제안서|신청서|지원서|서류|접수|제출|공모|응모|입찰|담당자|작품|견적",
    "[^\\x00-\\x7f](?:처|청|과|팀|실|국|센터|위원회|학교|공단|은행|협회)(?:로|으로|에|$|[ ,)])",
    "\\(주\\)|㈜|주식회사",
)
# 사업장소재지 해당없음 / 자택 부산: what stands before the home is of another place
_OWN_HOMES = tuple(home.encode() for home in ("자택", "집주소", "집 주소"))
# 인근에 거주하는 주민들이 칠성로 118에 들어설 창고를: a place is spoken of
_PLACE_BEHIND = re.compile(
    "에 ?(?:들어서|들어설|세워|건립|신축|문을|개관|자리)|에서 ?열| ?(?:공원|시장|광장|유적|사찰|회관)".encode()
)
_FLAT_BELOW = re.compile("[ ,\r]{0,2}\n[^\n]{0,40}[0-9]{1,4}동 ?[0-9]{1,4}호".encode())
# bytes around a house in which they stand
_BEHIND = 160
# particles, the copula and units that follow the number of a building without a space
_ENDINGS = "에 로 으로 이 입니다 의 번 옆 앞 뒤 은 는 을 를 인 도 까지 고 며 야 요 와 과 만 부터 쪽 근처 예요 라 임 였 시 네 거 던 여".split()  # noqa: SIM905
_AFTER_NUMBER = tuple(ending.encode() for ending in _ENDINGS)
_HYPHEN_UNIT = re.compile(rb"[ ,][0-9]{1,4}-[0-9]{2,5}$")
_YEAR = re.compile(rb"(?:19|20)[0-9]{2}-")
# shops and offices give their floor alone; nobody has an office in a half-basement
_FLAT = ("호", "지층", "반지하", "옥탑")
# buildings and floors of shops
_OF_SHOPS = re.compile("프라자|플라자|상가(?!주택)|지식산업".encode())
_UNDERGROUND = re.compile("B[0-9]층".encode())
_FLAT_UNIT = re.compile("[0-9A-Z]호|지층|반지하|옥탑".encode())
# a home is named, or a flat is given
_HOME_OR_FLAT = Words(
    *PERSONAL.alternatives,
    "자택",
    "집",
    "댁",
    _LIVES,
    _ROOMS_LET,
    _BROUGHT,
    *PARTY.anywhere().alternatives,
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
    # 00번지 stands for any house
    if set(digits_of(span)) <= {"0"}:
        return False
    line = lines_before(text, start)
    line = line[max(0, *(line.rfind(home) for home in _OWN_HOMES)) :]
    # 텃밭 주소: a place of work or of things
    if OF_PLACE.search(line) or REGISTER.search(line) or REGISTER.search(heads(text, start)):
        return False
    if _UNDERGROUND.search(span) or BRANCHES.search(heads(text, start)):
        return False
    if OF_PLACE.search(head(text, start)) or is_in_record_of_place(text, start, end):
        return False
    # a place that visitors go to
    if OPENING.search(text[max(0, start - _BEHIND) : start] + b"\n" + text[end : end + _BEHIND]):
        return False
    if _PLACE_BEHIND.match(text, end):
        return False
    if PERSONAL.search(line) or PERSONAL.search(head(text, start)):
        if is_in_row_of_office(text, start, end):
            return False
        # 주소: 서울시 종로구 세종대로 209 정부서울청사
        return not OFFICE_BEHIND.search(text[end - 24 : end] + behind(text, end))
    # 흥덕구 대농로 78 자택에서, a verb of living in the same sentence, and a flat that begins the line below
    if _HOME_BEHIND.match(text, end) or _FLAT_BELOW.match(text, end):
        return True
    if PARTY.search(line) and not INSTITUTION.search(line):
        return True
    if _BROUGHT_BEHIND.match(text, end) and not (
        INSTITUTION.search(line + behind(text, end)) or _TO_OFFICE.search(line + behind(text, end))
    ):
        return True
    # a room to let, of the one who lives in it
    if _FLAT_UNIT.search(span) and RENTED.search(line + text[end : end + _BEHIND]):
        return True
    if _OF_SHOPS.search(span):
        return False
    flat = bool(_FLAT_UNIT.search(span)) or bool(_HYPHEN_UNIT.search(span))
    return flat and not (INSTITUTION.search(line) or INSTITUTION.search(behind(text, end)))


def is_in_record_of_place(text: bytes, start: int, end: int) -> bool:
    """True in a record, between braces, of a shop or a place that names no person."""
    begin = text.rfind(b"{", max(0, start - _RECORD), start)
    record = text[begin:start]
    if begin < 0 or not RECORD_OF_PLACE.search(record):
        return False
    rest = text[end : end + _RECORD].partition(b"}")[0]
    return not RECORD_OF_PERSON.search(record + rest)


# bytes of a record around an address
_RECORD = 400


def is_below_its_town(text: bytes, start: int, end: int) -> bool:
    """`is_home` for a road at the beginning of a line whose town ends the line above."""
    begin = line_begin(text, start) - 1
    if (
        begin <= 0
        or not ends_line(text, begin)
        or not _TOWN_ENDS.search(text, max(0, begin - 24), begin)
    ):
        return False
    # the label stands above the town: 받는 사람 ... / 경기도 화성시 / 동탄대로 23
    town = line_begin(text, begin)
    above = text[max(0, town - _LABEL_LINE) : town]
    named = PERSONAL.search(above) and not INSTITUTION.search(above)
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
    line = lines_before(text, start)
    # 위치 also leads to a home whose block has a number as estates give them
    if PERSONAL.search(line) or (_ESTATE_BLOCK.match(text, start) and _LOCATED.search(line)):
        return not ROOM.search(behind(text, end))
    rest = behind(text, end)
    if ROOM.search(rest) or ROOMS.search(line) or REGISTER.search(heads(text, start)):
        return False
    return not (INSTITUTION.search(line) or INSTITUTION.search(rest))


_ESTATE_BLOCK = re.compile("[1-9][0-9]{2,3} ?동[ ,]{0,2}[0-9]{3,4} ?호".encode())
_LOCATED = re.compile("위치 ?[:=](?:(?!본사|지점|매장|사무|공장|센터|회사)[^\n])*$".encode())


def is_hyphened(text: bytes, start: int, end: int) -> bool:
    """True for 101-502 behind the name of an estate; a year or a part of a longer number is not one."""
    if _YEAR.match(text, start):
        return False
    return not continues(text, start, end, b"-.") and is_flat(text, start, end)


_WORD = r"(?:" + HANGUL + r"|[0-9A-Za-z]){1,12}"
# 12-3, 12 - 3, 12 다시 3
_NUMBER = r"[0-9]{1,5}(?:(?: ?- ?| ?다시 ?)[0-9]{1,5})?"
_UNIT = r"(?:[0-9A-Za-z]{1,5}|가|나|다|라|마|바|사)동"
# 101동 502호, 3층 302호, 101-502
_FLAT_NUMBER = (
    rf"(?:{_UNIT}(?:,? ?(?:지하 ?)?[0-9]{{1,3}}층)?(?:,? ?[0-9A-Za-z]{{1,5}}호)?"
    r"|(?:지하 ?)?[0-9]{1,3}층(?:,? ?[0-9A-Za-z]{1,5}호)?|지층|반지하|옥탑(?:방)?|B[0-9]{1,2}(?:층|호)|[A-Za-z]?[0-9]{1,5}호|[1-9][0-9]{0,3}-[0-9]{2,5}(?:호)?)"
)
# the name of a block, and the quarter in brackets, may stand between the house and the flat
_SEP = r"(?: ?, ?| |에 )"
_BUILDING = r"(?:아파트|빌라|빌딩|오피스텔|타워|맨션|하이츠)"
_REST = (
    rf"(?: ?\([^()\n]{{1,48}}\))?(?:(?:{_SEP}{_WORD}){{0,2}}(?:{_SEP})?{_FLAT_NUMBER}|{_SEP}{_WORD}{_BUILDING})?"
    rf"(?: ?\({HANGUL}{{1,6}}[0-9]?(?:동|가|리)(?:,? ?{_WORD}){{0,2}}\))?"
)
# The part before the number: a road (Road Name Address Act), or the quarter of a lot. A city or a label comes first.
# cities and provinces without the word for what they are: 수원, not 수원시
_TOWNS = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|서귀포"
    "|수원|성남|용인|안양|안산|고양|과천|광명|군포|부천|시흥|김포|안성|오산|의왕|이천|평택|하남|화성|여주|양주|동두천"
    "|의정부|구리|남양주|파주|포천|춘천|원주|강릉|동해|태백|속초|삼척|청주|충주|제천|천안|공주|보령|아산|서산|논산|계룡"
    "|당진|전주|군산|익산|정읍|남원|김제|목포|여수|순천|나주|광양|포항|경주|김천|안동|구미|영주|영천|상주|문경|경산"
    "|창원|마산|진해|진주|통영|사천|김해|밀양|거제|양산|일산|분당"
)
_CITY = _TOWNS + "|(?:주소|자택|배송지|거주지|수령지|본적) ?[:=|)]?"
_HEAD = rf"(?:시|군|구|읍|면|경기도|강원도|충청(?:남|북)도|전라(?:남|북)도|경상(?:남|북)도|제주도|자치도|{_CITY}) "
# 으로 is a particle, not the end of a road's name: the syllable before 로 is not 으 (EC 9C BC)
_NOT_EU = (
    r"(?:[\xea\xeb\xed][\x80-\xbf][\x80-\xbf]|\xec[\x80-\x9b\x9d-\xbf][\x80-\xbf]|\xec\x9c[\x80-\xbb\xbd-\xbf]"
    r"|[0-9A-Za-z])"
)
# 관악로 12번길, 난곡로 63가길
_SIDE_STREET = r"(?:(?:번|가|나|다|라|마|바|사|아)?길|번가)"
_ROAD = (
    _HEAD
    + r"(?:"
    + HANGUL
    + r"|[0-9A-Za-z]){0,11}"
    + _NOT_EU
    + rf"(?:로|길)(?:[ |]?[0-9]{{1,4}} ?{_SIDE_STREET})?[ |\t]?"
)
# the same at the beginning of a line
_ROAD_BELOW = (
    r"(?m:^)[ \t]{0,16}(?:"
    + HANGUL
    + r"|[0-9A-Za-z]){0,11}"
    + _NOT_EU
    + rf"(?:로|길)(?: ?[0-9]{{1,4}} ?{_SIDE_STREET})? "
)
_LOT = _HEAD + r"(?:" + _WORD + r"(?:동|리)(?:[0-9]가)?|" + _WORD + r"[0-9]가) ?"
# 2013년 and 3위 are not houses: what may follow the number without a space is listed
_FOLLOWS = rf"(?:[^0-9\xea-\xed]|동|층|호|번지|{'|'.join(_ENDINGS)})"


def _uncounted(pattern: str) -> str:
    """The pattern with words of any length: counted syllables took an eighth of the states of the automaton."""
    return pattern.replace("{0,11}", "*").replace("{1,12}", "+").replace("{0,16}", "*")


_GATE = Gate(_uncounted(rf"(?:{_ROAD}|{_LOT}(?:산 ?)?){_NUMBER} ?{_FOLLOWS}"), 2, 160)
_BELOW = Gate(_uncounted(rf"{_ROAD_BELOW}{_NUMBER}"), 2, 160)
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

# ADR;TYPE=HOME:;;동탄대로 23, 101동 502호;화성시;...: the street of a vCard
_OF_CARD = (
    r"ADR[^:\n]{0,60}:[^;\n]{0,20};[^;\n]{0,40};[^;\n]{0,40}?(?:로|길) ?([0-9]{1,5}[^;\n]{0,60})"
)
_CARD_GATE = Gate(r"ADR[;:]", 2, 240)
_AT_WORK = re.compile(rb"(?i)adr[^:\n]{0,60}work")
# bytes of a card before the number of a house
_CARD_REACH = 200


def is_on_card(text: bytes, start: int, end: int) -> bool:
    """True for the street of a home on a vCard."""
    low = max(0, start - _CARD_REACH)
    return not _AT_WORK.search(text, max(low, text.rfind(b"\n", low, start) + 1), start)


# a road without its town, and a flat: 기사님 중앙로 284 옥탑이에요
_FLAT_BEHIND = (
    rf"(?: ?\([^()\n]{{1,48}}\))?(?:{_SEP}{_WORD}){{0,2}}{_SEP}"
    r"(?:[0-9]{1,4}동 ?[0-9]{1,4}호|반지하|옥탑(?:방)?|B[0-9]{1,2}호|[1-9][0-9]{1,3}호|[1-9][0-9]{1,3}-[0-9]{3,4})"
    rf"(?: ?\({_WORD}\))?"
)
_NUMBERED_ROAD = rf"(?:로|길)(?: ?[0-9]{{1,4}} ?{_SIDE_STREET})? "
_ROAD_ALONE = (
    rf"(?:(?m:^)|[^\xea-\xed\x80-\xbf])(?:{HANGUL}|[0-9]){{0,8}}{HANGUL}{_NOT_EU}{_NUMBERED_ROAD}"
    rf"({_NUMBER}{_FLAT_BEHIND})"
)
# It begins with the end of the road: a gate that any syllable begins multiplies the states of the automaton.
_ALONE_GATE = Gate(rf"{_NUMBERED_ROAD}{_NUMBER}[, (]", 48, 120)
# who lives there, what is brought there
_LIVED_IN = Words(
    *PERSONAL.alternatives,
    "집",
    "댁",
    "세대",
    "택배|배달|배송",
    "이삿? ?짐",
    "사다리차",
    "기사님",
    "현관",
    "문 ?앞",
    "설치 ?(?:요청|기사|방문)",
    "[^\\x00-\\x7f]님[ /|,)]",
)


# 우리집은 금평길 41-7이고: a road without its town right behind the home
_OWN_ROAD = rf"(?:우리|저희|제|내) ?집(?:은|이)? (?:{HANGUL}|[0-9]){{1,8}}{_NOT_EU}{_NUMBERED_ROAD}({_NUMBER}{_REST})"
_OWN_GATE = Gate(rf"집(?:은|이)? (?:{HANGUL}|[0-9])+{_NUMBERED_ROAD}[0-9]", 16, 96)


def is_lived_in(text: bytes, start: int, end: int) -> bool:
    """`is_home` for a road without its town, in a line that names a home, a delivery or a removal."""
    line = lines_before(text, start) + b" " + behind(text, end)
    return _LIVED_IN.search(line) and is_home(text, start, end)


FORMS = (
    Form(_OF_CARD, is_on_card, (_CARD_GATE,), group=1),
    Form(_ROAD + r"(" + _NUMBER + _REST + r")", is_home, (_GATE,), group=1, needs=_HOME_OR_FLAT),
    Form(_ROAD_BELOW + r"(" + _NUMBER + _REST + r")", is_below_its_town, (_BELOW,), group=1),
    Form(
        _LOT + r"((?:산 ?)?" + _NUMBER + r"(?: ?번지)?(?:의 ?[0-9]{1,4})?" + _REST + r")",
        is_home,
        (_GATE,),
        group=1,
        needs=_HOME_OR_FLAT,
    ),
    Form(_OWN_ROAD, is_home, (_OWN_GATE,), group=1),
    Form(_ROAD_ALONE, is_lived_in, (_ALONE_GATE,), group=1),
    Form(_BLOCK, is_flat, (_FLAT_GATE,)),
    Form(_HYPHENED, is_hyphened, (_HYPHEN,), group=1),
)
