"""Words around an address that tell a home from an office, a shop or a place for visitors."""

from pipeline.kernels.pii.lines import line_begin
from pipeline.kernels.pii.vocabulary import Words

PERSONAL = Words(
    "주 {0,4}소",
    "거주",
    "거소",
    "(?:^|[^a-z])addr",
    "체류지",
    "송달 ?장소",
    "자택",
    "집은",
    "집이",
    "집인데",
    "저희 ?집",
    "댁(?:이|은) ",
    "배달 ?명단",
    "119 ?신고 ?녹취",
    "방문 ?(?:간호|요양|목욕)",
    "심방 ?(?:대상|명단|예배|보고)",
    "사는 ?(?:곳|데|디|집)",
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
    "본 {0,4}적",
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
    "(?:친정|시댁|처가)(?:은|이|가|는) ",
    "(?:하숙|자취) ?(?:집|방|하던|했던|을 ?(?:하던|했던))",
    "(?:살던|사시던|사셨던|지내던) ?(?:곳|집|데)",
    # 이사를 선임 is of a director
    "이사(?:를)? ?(?:갈|온|간|왔|갔|했|해가|해 ?왔)",
    "살고 ?있",
    "수신처",
    "송부처",
    "반송지",
    "수거지",
    "배달 ?(?:주소|장소|지[: ])",
    "거처",
    "신혼 ?집",
    "우리 ?집",
    "배달 ?메모",
    "(?:신랑|신부|할아버지|할머니|어머니|아버지|어르신|고모|이모|삼촌|엄마|아빠|부모님|언니|누나|오빠|동생|시부모님)[^\\n]{0,6}(?:집|댁)",
)
# the parties of a paper of a court, whose homes stand beside or below them
PARTY = Words(
    "(?:^|[^\\x80-\\xff])(?:원 *고|피 *고|채 *권 *자|채 *무 *자|신 *청 *인|피신청인|고 *소 *인|피고소인|고발인|진정인|청구인|항고인|항소인|상속인|피상속인|망인)(?:[ :|,(\\t\\n]|$)"
)  # fmt: skip
INSTITUTION = Words(
    "본점", "지점", "본사", "지사", "지소", "사무소", "사무실", "공장", "센터", "기업", "회사", "위치", "매장", "출장소", "자본금", "연구소", "연구원", "협회", "재단",
    "매출", "설립", "업무동", "업무시설", "홍보관", "입주 ?(?:기업|업체|기관|시설|점포|사 )", "여객", "공사", "상가"
)  # fmt: skip
# 주소 of these is not where a person lives
OF_PLACE = Words(
    "(?:텃밭|농장|매장|방송국|반품|처리자|사업자|터미널|카페|성당|교회|사찰|극장|공연장|체육관|수영장|학원|본사|지사|지점|점포|공장|행사장|영업점|대리점|시설|건물|물건|현장|촬영지|관광지|업소|가맹점|식당|음식점|숙소|호텔|펜션|캠핑장"
    "|병원|학교|사업장|주차장|박물관|미술관|도서관|센터|기관|상가|토지|부동산|경매|정류장|역) ?(?:의 )?(?:주소|소재지|위치)[^\n]*$"
)
# heads of registers of land, buildings and roads
REGISTER = Words(
    "지목|공시지가|필지|부여 ?사유|기초 ?번호|건물 ?용도|도로 ?구간|고시일|시설 ?명|업소 ?명|매장 ?명|점포 ?명|지점 ?명|가맹점 ?명|지점 ?코드|상호|(?:우체국|학교|기관|업체|업소|회사|법인|병원|의원|약국|은행|센터|도서관|유치원|어린이집|경로당|주유소|충전소|식당|음식점|호텔|캠퍼스|영업소|대리점|공장|사업장|점포|시설) ?명|정류장|도로명 ?주소 ?부여|효력 ?발생"
)
# heads of lists of branches
BRANCHES = Words("지점|점포|매장|대리점|영업소")
# C동 416호 강의실: a room for work, and what stands before one
ROOM = Words(
    "^[ (,]{0,2}(?:[^\\x00-\\x7f]{0,12})(?:강의실|교실|대기실|실험실|연구실|회의실|세미나실|열람실|시험장|고사장|사무실|진료실|병실|행정실|강당|작업실|전산실|실습실|창고|상담실)"
)
ROOMS = Words(
    "면접 ?장소|대기실|강의실|교실|실험실|연구실|회의실|세미나|열람실|고사장|시험실|시험 ?장소|실험 ?수업|수업 ?장소|강의|카드키|층별 ?안내|병실|강당|전산실|실습실"
)
# the record of a shop or a place, unless it names a person: {"store": "...", "address": "..."}
RECORD_OF_PLACE = Words(
    "[\"'](?:store|shop|branch|venue|facility|restaurant|hotel|clinic|pharmacy|매장|점포|지점|가맹점)(?:_?name|명)?[\"'] ?:"
)
RECORD_OF_PERSON = Words(
    "[\"'](?:full_?|first_?)?name[\"'] ?:|customer|recipient|receiver|buyer|member|user|mobile|고객|수령|수취|주문자|받는|회원|성명|이름|휴대"
)
OPENING = Words(
    "(?:이용|영업|운영|개방|관람|개장) ?시간|평일 ?[0-9]{2}|예약 ?문의|매장 ?안내|휴무|휴관|입장료|관람료|라스트 ?오더|지정 ?현황|찾아오시는 ?길|주차장 ?(?:없음|있음|이용)"
)
OFFICE_BEHIND = Words("청사|진흥원|위원회|공단|사옥|본사")
RENTED = Words("원룸|투룸|자취|월세|전세|보증금|사는 ?(?:방|집)")
HOME = Words(
    "home", "address", "(?:live|lives|lived|living|stay|staying) (?:at|on|in)", "my (?:house|place|apartment|flat)", "our (?:house|place)",
    "(?:^|[^a-z])attn", "next of kin",  "resid", "ship", "recipient", "consignee", "bill to", "tenant", "patient", "deliver", "mail(?:ing)? to", "moved (?:to|from|out of)", "moving (?:to|from|out of)", "premises", "resume", "famil(?:y|ies)", "grand(?:ma|pa|mother|father)", "'s place", "rsvp", "neighbou?r", "r\xe9sum\xe9", "curriculum vitae", "주소", "자택"
)  # fmt: skip
STREET_HEAD = Words(
    "^(?:(?:ship|shipping|bill|billing|delivery|mailing|recipient|customer)[_ ]?(?:to[_ ]?)?address(?:[_ ]?1)?|street|addr|address|address ?1|street[_ ]address|addr1|address_line_?1|home_address)$"
)
NOT_HOME = Words(
    "office", "store", "hotel", "school", "venue", "church", "headquarter", "branch", "company", "compan", "clinic", "museum",
    "library", "station", "embassy", "business", "return address", "fax",
)  # fmt: skip


def lines_before(text: bytes, start: int) -> bytes:
    """The line before a span and the line above, at most 160 bytes: an address is long."""
    line = line_begin(text, start, 160)
    return text[max(line_begin(text, max(0, line - 1), 160), start - 160) : start]


def behind(text: bytes, end: int) -> bytes:
    """What stands behind a span in its line, at most 48 bytes."""
    return text[end : end + 48].partition(b"\n")[0]
