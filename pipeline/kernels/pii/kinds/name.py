"""NAME: Korean names in fields, behind a label, before a telephone number or a title, and in columns.

Other names in prose are not searched for.
"""

import re

from pipeline.kernels.pii.fields import SIGN, cells, column, labels, loose
from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form, Kind
from pipeline.kernels.pii.surnames import (
    ABROAD,
    ABROAD_IN_HANGUL,
    CHINESE,
    DOUBLE_SURNAMES,
    GIVEN,
    LATIN,
    MORE_GIVEN,
    SURNAMES,
)
from pipeline.kernels.pii.surroundings import DIGITS, WORD, after, before
from pipeline.kernels.pii.tables import head, heads
from pipeline.kernels.pii.vocabulary import Words

# particles, titles and the copula that follow a name without a space
_ENDINGS = tuple(
    ending.encode()
    for ending in "은 는 이 가 을 를 의 과 와 도 에 로 님 씨 입니다 께 으로 군 양 인 라 및 외 귀하".split()  # noqa: SIM905
)
# words of forms and pages that begin with a surname and are not names
_WORDS = """
각각 강요 강의 거주지 고객 고유 공개 공무원 공통 공란 관리자 국가 국민 금액 기관 기본 기업 기술팀 기재 기타 김치 나이 남자 남편 노동자
도메인 도시 도청 동일 마지막 마케팅 명시 명칭 모두 모름 문서 문의 문자 미정 민원 민원인 반환 방문자 방법 백업 변경 본인 본점 비공개 서류 서버
서비스 서울시 서포터 선생님 선택 설계 설명 설정 성명 성별 성함 소비자 소속 소스 손님 송신자 시청 신규 신청 신청인 신청자 안내 안전 없음 여성 여자
연구원 연락 연락처 오류 우리 운영자 원격 원본 원장 위와 위원회 위치 유저 유형 은행 이력 이름 이메일 이미지 이벤트 이사 이상 이용 이용자 이전
이하 이후 인사팀 인스턴스 인증 인터넷 일부 임대인 임시 임원 임차인 자동 장소 전부 전산 전송 전원 전직원 전체 전화 정렬 정보 정부 정의 제목
제작 제출 제품 조건 조선 조합 조합원 조회 주문 주문자 주민 주소 주소지 주의 지역 지원자 지정 진행 차단 차량 채권자 채무자 천안시 최대 최소 최종
추가 표기 표시 공동 공석 공고문 강사 국장 기입 기명 날인 단체 대외비 모집중 무기명 반장 배정 변호사 부재중 서명 선착순 선임중 심사중 원장님 이장 임시직 임원진 전담 전담팀
지시문 지정자 설정 모양 선택 지금 이유 차이 방식 정도 기준 지식 길이 원인 양식 구성 오늘 권한 최선 연결 기회 현상 제한 이해 제안 명령 인식 표현 조언 이동 주석 용량
장점 이점 배경 변수 정신 안정 지원 마음 이익 변화 기온 소식 도전 방안 차단 함량 인기 여기 고민 하루 권리 문화 공백 구조 방향 장애 소문 전환 조정 소화 추천
구름 기름 노름 반응 신협 여름 위협 주름 설치 정리 인원 주기 윤기 공기 여정 지연 나라 구현 노선 유산 방송 여지 우정 공연 전기 신경 용기 기초 기운 안경 상담 문제 방금 이번 주말 안심 유료 무료 전용
소유자 옥수수 전문가 박람회 표준화 안전성 설명회 차이점 인라인 이정도 최소화 서해안 모조리 천만원 백만원 도자기 지하철 지도자 구성원 한국인 기술자 전시회 설명서 도서관 문화재
유치원 기원전 안정성 소시지 최우수 장애인 이태리 신기술 기관지 유연성 백두산 정보화 지중해 고무신 송아지 소화제 성남시 인천시 장단점 문자열 강아지 고양이 어린이 제주도 강원도
유효성 백화점 민주화 정치인 선진국 전문점 방송국 연평균 정규식 유권자 현대화 정수기 양송이 장학금 제주시 유형별 한마음 차세대 이슬람 도우미 서산시 원자재 원주시 안산시 문서화
반세기 남양주 도시인 금요일 일요일 국제화 진달래 고구마 심심한 소중한 유일한 위대한 안내문 안내자 주최자 공지문 민원처 기상청 문화원 연수원 주민회 안전과 경로당 전기과 구급차
문헌명 마을 현행 기획실 우편 우체국 기관장 성인 차기 전임자 하단 상기 신입 소방서 경찰서 구매팀 이하 노조 이장협의회 공사 공단 구청장 조교 조정중 주무관 주임 지원팀 지점장 진행중 차장 채용중 추후 미상 홍보담당 하나 학생 한국 한글 한자 함수 현재 홍보 홍보팀 황색
"""
_NOT_NAMES = frozenset(word.encode() for word in _WORDS.split())
_PARTICLES = tuple(p.encode() for p in "의 을 를 에 는 요 팀".split())  # noqa: SIM905
# ends of verbs and papers behind a label in prose: 신청인이 선택한, 신청인 서명서
_PROSE = tuple(
    p.encode()
    for p in [
        "한",
        "된",
        "할",
        "될",
        "함",
        "해",
        "하",
        "서",
        "자",
        "다",
        "시",
        "니",
        "게",
        "면",
        "만",
        "며",
        "인",
        "이",
        "가",
        "도",
    ]
)
# ends of the names of offices: 전산과, 고객센터
_OFFICES = tuple(
    o.encode()
    for o in "팀 과 부 국 실 센터 회 청 원 은행 법인 회사 시 후 전 용 처 료 서 중 별 화 란 명".split()  # noqa: SIM905
)
# 으 is the beginning of 으로
_AFTER_WORDS = (*_ENDINGS, "으".encode())
_AFTER_SAID = tuple(
    e.encode()
    for e in "은 는 가 님 씨 입니다 이라 라고 예요 이에요 인데 드림 올림 배상 고객".split()  # noqa: SIM905
)
_AMBIGUOUS_LABEL = "이름".encode()
_BRANCH = "점".encode()
# 이상하 is a name, 이용해 and 위치한 are verbs
_VERBS = ("한".encode(), "해".encode())


def is_name(text: bytes, start: int, end: int) -> bool:
    """True if the span is not a known word and ends where a word or a particle does."""
    span = text[start:end]
    if not _label_begins_field(text, start, _is_likely(span)) or not is_no_word(span):
        return False
    # a role is also the label of an office: three syllables need to be usual ones, and two to stand alone
    if not _IS_NAME_LABEL.search(text[max(0, start - 40) : start]):
        if len(span) == _THREE and not _is_likely(span):
            return False
        if len(span) < _THREE and _HANGUL_BEHIND.match(text, end):
            return False
    return _fills_its_cell(text, start, end) and _ends_word(text, start, end)


def _ends_word(text: bytes, start: int, end: int) -> bool:
    """True if the word ends behind the name, or a particle or title ends it."""
    if not 0xEA <= after(text, end) <= 0xED:
        return True
    # 이 서류는: a name with blanks in it has no particle; 임신했을 begins with a surname
    return _is_likely(text[start:end]) and text[end : end + 12].startswith(_ENDINGS)


def is_common_name(text: bytes, start: int, end: int) -> bool:
    """True for a name of usual syllables behind a label that is a word of prose too: 사용자: 김민지."""
    return _is_likely(text[start:end]) and is_name(text, start, end)


def is_on_line(text: bytes, start: int, end: int) -> bool:
    """True for a usual name that ends the line, or its part of the line, that its label begins: 신청자 김민지."""
    # 이름 김대중, the head of the box of an article on a life
    if _OF_PUBLIC_LIFE.search(text[end : end + _BOX]):
        return False
    return _is_likely(text[start:end]) and bool(_ENDS_PART.match(text, end))


def is_in_column(text: bytes, start: int, end: int) -> bool:
    """True in a column whose head is a label of names, if another column is about persons too.

    성명 needs no other column; 이름 is also the head of names of things.
    """
    label = head(text, start)
    if not _HEAD.search(label) or not _IN_HEADS.search(heads(text, start)):
        return False
    if not is_no_word(text[start:end]):
        return False
    if b"\xec\x84\xb1" in label:
        return True
    if _is_likely(text[start:end]) and not _OF_THINGS.search(heads(text, start)):
        return True
    return bool(_PERSONAL.search(heads(text, start)))


def is_alone(text: bytes, start: int, end: int) -> bool:
    """True for a name that fills the line below its label."""
    rest = text[end : text.find(b"\n", end)].strip(b" \t\r")
    return not rest and is_no_word(text[start:end])


def is_likely_name(text: bytes, start: int, end: int) -> bool:
    """True for a name of usual syllables behind a label without a sign: 성명 김민지."""
    span = text[start:end]
    if span.endswith(_PROSE) or span[:6] in _NOT_NAMES:
        return False
    # 이름 김대중, the head of the box of an article on a life
    if _OF_PUBLIC_LIFE.search(text[end : end + _BOX]):
        return False
    # a bracket holds the name alone: 성명(김민지)
    if before(text, start) in b"(<" and after(text, end) not in b")>,":
        return False
    # 태풍 이름이 정해지는: in a sentence a word before the label decides
    return (
        _is_likely(span)
        and _label_begins_field(text, start, likely=False)
        and is_name(text, start, end)
    )


def is_spaced(text: bytes, start: int, end: int) -> bool:
    """True for a usual name of single syllables, 오 민 재, before a place to sign or two blanks."""
    plain = text[start:end].replace(b" ", b"")
    return _is_likely(plain) and bool(_TO_SIGN.match(text, end))


def is_in_key(text: bytes, start: int, end: int) -> bool:
    """True for a usual name behind an English label; name in lower case is also a key of things."""
    if not _is_likely(text[start:end]) or not _ends_word(text, start, end):
        return False
    line = text.rfind(b"\n", 0, start) + 1
    if _KEY_OF_PERSON.search(text[max(line, start - 28) : start]):
        return True
    capital = b"N" in text[max(line, start - 16) : start]
    around = text[max(0, start - _REACH) : start] + text[end : end + _REACH]
    return (capital and not text[line:start].count(b" ") > 2) or _PERSONAL.search(around)


def is_in_sentence(text: bytes, start: int, end: int) -> bool:
    """True for a usual name at the end of a word that is not a verb: -Name, 지정한."""
    span = text[start:end]
    return not span.endswith(_PROSE) and _is_likely(span) and _ends_word(text, start, end)


def is_alone_in_field(text: bytes, start: int, end: int) -> bool:
    """True for a name that fills its field: a sign, a line end or two blanks stand behind it."""
    return after(text, end) in b"\r\n,/()|\t<\"';" or text.startswith(b"  ", end)


def is_at_contact(text: bytes, start: int, end: int) -> bool:
    """True for a usual name, a word of its own, that stands before a telephone number or a title of office."""
    if 0xEA <= _first_byte_before(text, start) <= 0xED or before(text, start) in WORD:
        return False
    span = text[start:end]
    # 전화해 010-..., 안산점 031-...: a verb of a word of forms, a branch of a shop
    if span.endswith(_BRANCH) or (span[:6] in _NOT_NAMES and span.endswith(_VERBS)):
        return False
    return _is_likely(span)


def is_behind_account(text: bytes, start: int, end: int) -> bool:
    """True for a usual name that fills its part of the line behind a number of three groups and ten digits."""
    number = _GROUPED.search(text, max(0, start - 40), start)
    if number is None or sum(b in DIGITS for b in number[0]) < _ACCOUNT_DIGITS:
        return False
    # a telephone number
    if number[0].startswith(b"0"):
        return False
    return is_at_contact(text, start, end) and after(text, end) in b"\r\n |/)\t,"


def is_beside_value(text: bytes, start: int, end: int) -> bool:
    """True for a usual name that is addressed, introduced or signed, with a telephone number, an address of mail,
    an account or an identity number in the same lines."""
    goes_on = 0xEA <= after(text, end) <= 0xED and not text.startswith(_AFTER_SAID, end)
    if goes_on or not is_at_contact(text, start, end):
        return False
    around = text[max(0, start - _BESIDE) : start] + b"\n" + text[end : end + _BESIDE]
    return bool(_IDENTIFIER.search(around))


def is_in_input(text: bytes, start: int, end: int) -> bool:
    """True for a usual name in a field of HTML that is named or labelled as one."""
    return is_at_contact(text, start, end) and bool(
        _INPUT_LABEL.search(text[max(0, start - _REACH) : start])
    )


def is_hidden_name(text: bytes, start: int, end: int) -> bool:
    """True for a name with hidden syllables behind which no word goes on; the end of bold print hides none."""
    line = text.rfind(b"\n", 0, start) + 1
    if text.startswith(b"**", end - 2) and text.count(b"**", line, start) % 2:
        return False
    right = after(text, end)
    return (right not in WORD and right not in b"*") and (
        not 0xEA <= right <= 0xED or text[end : end + 12].startswith(_ENDINGS)
    )


def is_in_latin(text: bytes, start: int, end: int) -> bool:
    """True for two or three Latin words, the first or last of them a Korean surname."""
    parts = text[start:end].decode().upper().replace(",", " ").split()
    if after(text, end) in WORD or not _PLACES_IN_LATIN.isdisjoint(parts):
        return False
    return parts[0] in LATIN or parts[-1] in LATIN


def is_in_latin_field(text: bytes, start: int, end: int) -> bool:
    """True for a Korean name in Latin letters, or two or three words that fill a field, one of them a name
    from abroad."""
    parts = frozenset(text[start:end].decode().upper().replace(",", " ").split())
    if is_in_latin(text, start, end):
        return True
    if not is_alone_in_field(text, start, end) or not parts.isdisjoint(_PLACES_IN_LATIN):
        return False
    if not parts.isdisjoint(ABROAD):
        return True
    # names of people are without number: a label or a neighbour that only persons have tells
    line = text.rfind(b"\n", 0, start) + 1
    around = text[max(0, start - _REACH) : start] + text[end : end + _REACH]
    return bool(
        _KEY_OF_PERSON.search(text[max(line, start - 28) : start])
        or _OF_PERSON_ALONE.search(around)
    )


def is_in_other_letters(text: bytes, start: int, end: int) -> bool:
    """True for a hidden name, one in Chinese or Latin letters, or one in two writings: 김민지(金敏智)."""
    # no name goes on in Chinese letters: 공동성명(南北共同聲明)
    if _CHINESE_LEAD[0] <= after(text, end) <= _CHINESE_LEAD[1]:
        return False
    front, bracket, inside = text[start:end].rstrip(b")").partition(b"(")
    front = front.rstrip(b" ")
    if front.isascii():
        return is_in_latin(text, start, start + len(front))
    if not bracket or front[0] < _HANGUL_LEAD:
        return is_hidden_name(text, start, end)
    latin = inside.isascii() and not is_in_latin(inside, 0, len(inside))
    return is_no_word(front) and not latin


def is_other_in_column(text: bytes, start: int, end: int) -> bool:
    """True in a column whose head is a label of names."""
    if not _HEAD.search(head(text, start)) or not _IN_HEADS.search(heads(text, start)):
        return False
    return is_in_other_letters(text, start, end)


def _is_likely(span: bytes) -> bool:
    """True for a surname of one syllable and a given name of two usual ones."""
    return bool(_LIKELY.fullmatch(span)) and is_no_word(span)


def _fills_its_cell(text: bytes, start: int, end: int) -> bool:
    """False in a table whose cells hold more than a label and a name: | 잠재 고객 | 지난 180일 |."""
    line = text[text.rfind(b"\n", 0, start) + 1 : start].rstrip(b" *\"'`(")
    if not line.endswith((b"|", b"\t")):
        return True
    label = line.rstrip(b" *\"'`(|\t:").replace(b"\t", b"|").rpartition(b"|")[2].strip(b' *"`-\x7f')
    return bool(_HEAD.search(label)) and text[end : end + 12].lstrip(b' *"')[:1] in b"|\t\n"


def is_no_word(span: bytes) -> bool:
    """True unless the span is a word of forms, also one with a particle, or an office."""
    plain = span.replace(b" ", b"")
    # no given name ends in one of these particles, in the ending of 주세요, or in a team
    if plain.endswith(_PARTICLES):
        return False
    if plain in _NOT_NAMES or (plain[:-3] in _NOT_NAMES and plain.endswith(_AFTER_WORDS)):
        return False
    return not (len(plain) > 6 and plain[:6] in _NOT_NAMES and plain.endswith(_OFFICES))


def _label_begins_field(text: bytes, start: int, likely: bool) -> bool:
    """False if a word stands before the label 이름: 파일 이름 is the name of a file.

    A `likely` name may stand behind other words than those of things.
    """
    label = text.rfind(_AMBIGUOUS_LABEL, max(0, start - 24), start)
    if label < 0:
        return True
    if likely:
        return not _THINGS_WITH_NAMES.search(text[max(0, label - _THING_REACH) : label])
    while label > 0 and text[label - 1] == 32:
        label -= 1
    if _MINE.search(text, max(0, label - _THING_REACH), label):
        return True
    return not 0xEA <= _first_byte_before(text, label) <= 0xED and (
        before(text, label) not in WORD and before(text, label) not in b")]"
    )


def _first_byte_before(text: bytes, at: int) -> int:
    """The first byte of the character that ends at `at`; a space at the beginning."""
    at -= 1
    while at >= 0 and 0x80 <= text[at] < 0xC0:
        at -= 1
    return text[at] if at >= 0 else 32


_THING_REACH = 24
# 제 이름은 김민지
_MINE = re.compile(r"(?:^|[\x00-\x7f])(?:제|내|저의|나의|본인)$".encode())
_THINGS_WITH_NAMES = Words(
    "(?:파일|도메인|상품|제품|함수|변수|클래스|테이블|컬럼|열|필드|서버|호스트|프로젝트|패키지|모듈|회사|가게|브랜드|강아지|고양이|책|영화|노래|게임|캐릭터"
    "|지역|메서드|속성|형식|키|유형|레코드|계정|그룹|역할|팀|부서|동물|식물|꽃|산|강|도시|나라|국가|학교|병원|약|요리|메뉴|별|행성|배|역|호텔|식당"
    "|작품|곡|앨범|밴드|데이터|객체|옵션|태그|라벨|값|인자|인수|개체|명령|작업|서비스|[A-Za-z0-9)\\]`])(?:의|들의)? *$"
)
_SURNAME, _DOUBLE = "|".join(SURNAMES), "|".join(DOUBLE_SURNAMES)
# 김민지, 김 민지, 김 민 지
_NAME = (
    rf"((?:{_DOUBLE})(?: ?{HANGUL}){{1,2}}|(?:{_SURNAME})(?: {{1,4}}{HANGUL} {{0,4}}{HANGUL}|{HANGUL}{{1,2}}))"
)  # fmt: skip
# these labels name a person without a colon too
_OPEN_LABELS = labels("예금주", "수취인", "수령인")
_PERSONAL = Words(
    "연락처", "전화", "휴대", "핸드폰", "생년", "생일", "주소", "메일", "나이", "성별", "계좌", "직책", "직급", "소속", "학년", "주민",
    "부서", "phone", "mail", "birth", "[^a-z]age[^a-z]", "gender", "address", "mobile", "tel",
)  # fmt: skip
# words of places and offices whose names begin as those of people do: Han River, Jung Gu Office
_PLACES_TEXT = """
    OFFICE HOTEL RIVER AVENUE STREET ROAD PLAZA TOWER CENTER CENTRE HALL MUSEUM STATION SCHOOL UNIVERSITY COLLEGE
    TEAM GROUP BANK GU DONG HOSPITAL APARTMENT BUILDING COMPANY CORP INC LTD STORE SHOP CAFE CLUB PARKING LOT
    ISLAND ISLANDS SERVICE SUPPORT FRONT KONG VIET ANSI SIDE LINE TIME DATE
"""
_PLACES_IN_LATIN = frozenset(_PLACES_TEXT.split())
# bytes around a key in which other keys of a person may stand
_REACH = 120
_NAMES_OF_LABELS = (
    "성명", "성함", "이름", "수령인", "수령자", "수취인", "받는 사람", "받는 분", "받는 이", "받으시는 분", "보내는 사람", "보내는 분", "보내는 이",
    "받는이", "보낸이", "보낸 사람", "보낸 분", "신청인", "신청자", "보호자", "환자명", "고객명", "회원명", "가입자명", "가입자", "담당자명",
    "담당자", "실무자", "책임자", "대표자명", "대표자", "대표이사", "예금주명", "예금주", "계약자", "피보험자", "의뢰인", "민원인",
    "제출인", "제출자", "작성자", "작성인", "글쓴이", "기안자", "검토자", "승인자", "결재자", "발신인", "발신자", "수신인", "수신자",
    "소유자", "소유주", "차주", "세대주", "임차인", "임대인", "매도인", "매수인", "채권자", "채무자", "참가자", "참여자", "참석자", "방문자",
    "지원자", "응시자", "수험생", "수강생", "학생명", "선수명", "직원명", "사원명", "보호자명", "자녀명", "구매자명", "학부모", "구매자",
    "주문자", "예약자", "입금자명", "입금자", "동행인", "배우자", "신랑", "신부", "상속인", "사망자", "위임인", "위임자", "수임인",
    "예약자명", "주문자명", "신청자명", "신청인명", "작성자명", "참가자명", "지원자명", "수령자명", "수령인명", "발신자명", "수신자명", "계약자명",
    "소유자명", "피보험자명", "임차인명", "임대인명", "대리인", "동의자", "추천인", "접수자", "신고자", "신고인", "요청자", "문의자", "피해자", "고소인", "증인", "변호인", "주치의", "담당의", "상주", "고인", "피고인", "배송기사", "기사님", "설계사", "강사명", "원아명", "수취인명", "피상속인", "보내시는 분", "받으실 분",
    "담당 교사", "담임 교사", "담임", "지도교수", "강사", "진행자", "수급자", "응답자", "면담자", "상담자", "인적사항", "주문하신 분",
)  # fmt: skip
_LABELS = labels(*_NAMES_OF_LABELS)
# words of prose too: they are labels where a field begins
_NAMES_OF_COMMON = (
    "환자", "고객", "담당", "대표", "본인", "원고", "피고", "학생", "회원", "저자", "기자", "사용자", "이용자", "대상자", "시청자"
)  # fmt: skip
_COMMON_LABELS = labels(*_NAMES_OF_COMMON)
_FIELD = r"(?:(?m:^)|[|>*\-.)\](/\t]) {0,3}[*]{0,2}"
# labels in English, which Latin and Korean names follow
_ENGLISH_LABEL = (
    r"(?:(?:(?:[Ff]ull|[Cc]ustomer|[Pp]assenger|[Gg]uest|[Pp]atient|[Aa]pplicant|[Ss]tudent|[Cc]ontact|[Uu]ser|[Mm]ember|[Rr]eal"
    r"|FULL|[Rr]ecipient|[Ss]ender|[Rr]eceiver|[Oo]wner|[Hh]older|[Pp]erson)[ _]?)?(?:[Nn]ame|NAME)|[Cc]ardholder|[Rr]ecipient|[Aa]pplicant"
    r"|[Pp]assenger|[Ss]ender|[Rr]eceiver|[Aa]ttn\.?|ATTN\.?|[Aa]ttention|[Cc]ontact(?: [Pp]erson)?|[Aa]ccount [Hh]older|[Bb]eneficiary"
    r"|[Gg]uardian|[Pp]atient|[Pp]ayee|[Ss]hip [Tt]o|[Bb]ill [Tt]o|[Pp]repared by|[Ss]igned by)"
)
_HEAD = re.compile(
    rf"^(?:(?:{HANGUL}{{1,6}} {{0,2}})?{labels('성명', '성함')}|{_LABELS}|{_COMMON_LABELS}|{_ENGLISH_LABEL})(?: ?\([^()]{{1,20}}\))?$".encode()
)
# 신청인 성명: what stands before 성명 in a head says nothing
_COLUMN = Gate(
    rf"{column(f'(?:{_LABELS}|{_ENGLISH_LABEL})').pattern}|(?:성 *명|성 *함)\"? *(?:[|\t,;]|  )"
    rf"|[|\t,;]\"? ?{HANGUL}{HANGUL}{HANGUL}? ?(?:성 *명|성 *함)\"?(?m:$)",
    0,
    0,
    is_head=True,
)
_IN_HEADS = re.compile(_COLUMN.pattern.encode())
_LABEL = f"(?:{_OPEN_LABELS}(?: ?[:=] ?| )|{_LABELS} ?{SIGN})"
_COMMON = rf"{_FIELD}{_COMMON_LABELS}[*]{{0,2}} {{0,8}}[:=|\t] ?[*]{{0,2}} {{0,8}}"
# Gates look for the last syllable of a label, its sign and the beginning of a name: the labels themselves
# would cost the union of all gates a third of its speed.
_FIRST = f"(?:{_SURNAME}|{_DOUBLE})"
_LAST = f"(?:{'|'.join(sorted({name[-1] for name in _NAMES_OF_LABELS + _NAMES_OF_COMMON}))})"
# A remark in brackets may stand behind the label, 성명(한글): 김민지. To follow it from its beginning would double
# the states of the union in every bracket of a text.
_LABEL_AND_SIGN = rf"(?:{_LAST}[*)\]\"'`]* *[*]*(?:[:=|\t>]|- |→|/)|\) *[*]*[:=])[ *\"'`(\t|:]*"
_GROUPED = re.compile(
    rb"(?<![0-9-])[0-9]{2,6}-[0-9]{2,6}-[0-9-]{2,12}[ /|,(]{1,3}(?:[^0-9\n]{0,16})$"
)
_ACCOUNT_DIGITS = 10
# the longest label with eight blanks between its syllables
_BEFORE_SIGN = 80
_GATE = Gate(rf"{_LABEL_AND_SIGN}{_FIRST}", _BEFORE_SIGN, 48)
_OPEN_GATE = Gate(loose(_OPEN_LABELS) + " " + _FIRST, 2, 48)
_LIKELY = re.compile(rf"(?:{_SURNAME})(?:(?:{'|'.join(GIVEN + MORE_GIVEN)}){{2}})".encode())
# 신청인 성명, 학생 이름: another word may stand before the label that begins a field
_NAMED_LABEL = rf"(?:(?:{HANGUL}{{1,6}} {{0,2}})?{labels('성명', '성함', '이름')}|{_LABELS})"
_OPENING, _CLOSING = r"(?:[\[(<{]|【|「|〔|『|〈)", r"(?:[\])>}]|】|」|〕|』|〉)"
_BRACKETED = rf"{_OPENING} ?{_NAMED_LABEL} ?{_CLOSING} {{0,8}}:? ?"
_LATIN_START = r"[A-Z][A-Za-z]+,?[ \-][A-Z]|[A-Z][A-Za-z]+-[a-z]"
# the beginning of a name in any letters
_BEGINNING = rf"(?:{_FIRST}|[\xe4-\xe9]|{_LATIN_START})"
_BRACKETED_GATE = Gate(rf"{_LAST} ?{_CLOSING} *:? ?{_BEGINNING}", _BEFORE_SIGN, 64)
_BULLETS = r"(?:[ \t>#*\-]|■|□|▶|▷|○|●|◎|◆|※|\[|【|\x7f)"
_ABOVE = rf"(?m:^){_BULLETS}{{0,6}}{_NAMED_LABEL}[ :\])*\t]{{0,4}}(?:】)?(?:\n[ \t\r]{{0,8}}){{1,2}}(?:[\-*\x7f] ?)?"
_ABOVE_GATE = Gate(
    rf"{_LAST}[ :\])*\t]*(?:】)?\n[ \t\r]*(?:[\-*\x7f] ?)?{_BEGINNING}"
    rf"|{_LAST}[ :\])*\t]*\r?\n\r?\n[ \t]*{_FIRST}{HANGUL}{HANGUL}[ \t\r]*\n",
    _BEFORE_SIGN,
    64,
    lines=False,
)
# labels that stand before a name without a sign; others begin sentences too: 피해자 진술이
_PERSONS = labels(
    "성명", "성함", "예금주명", "예금주", "신청인", "신청자", "보호자", "환자명", "고객명", "회원명", "학생명", "보호자명", "담당자", "수령인",
    "수취인", "예약자", "주문자", "입금자", "받는 사람", "받는 분", "받는이", "보내는 사람", "보내는 분", "보낸이", "작성자", "계약자",
    "의뢰인", "참가자", "지원자", "가입자", "세대주", "피보험자", "담당자명", "대표자명", "구매자", "배우자", "학부모",
)  # fmt: skip
# signs that also part a label from other words
_OTHER_SIGN = r"(?: ?→ ?| - ?| ?/ ?| ?[(<\[] ?| ?[.\x7f]{2,40} ?| {2,40}|, ?|; ?)"
_OTHER_SIGN_GATE = Gate(
    rf"(?:{loose(_PERSONS)}|이름|대표자)(?: ?→ ?| - ?| ?/ ?| ?[(<\[] ?| ?[.\x7f]+ ?|  +|, ?|; ?){_BEGINNING}",
    2,
    64,
)
_WITHOUT_SIGN = rf"(?:{_PERSONS}(?:(?:은|는|이)? | ?→ ?| - ?| ?/ ?| ['\"]| ?\((?:한글|국문|실명|본인|부|모|父|母|남|여)\) {{1,4}})|{labels('이름')}(?:은|는|이) )"
_LIKELY_NAME = rf"((?:{_SURNAME})(?:{'|'.join(GIVEN + MORE_GIVEN)}){{2}})"
_BEHIND_OTHER_SIGN = rf"(?:{_PERSONS}{_OTHER_SIGN}|{labels('이름', '대표자')}(?: ?[.\x7f]{{2,40}} ?| {{2,40}}| ?[(<] ?)|{_LABELS}(?: ?→ ?| - ?| ?/ ?)){_LIKELY_NAME}"
# 김민지 (신청인), 김민지가 제 이름입니다
_BEFORE_ITS_LABEL = rf"{_LIKELY_NAME}(?: ?(?:님|씨))?(?: ?[(<\[] ?{_PERSONS} ?[)>\]]| ?(?:이|가|은|는) (?:제|저의|내|본인) {_LABELS})"
_BEFORE_LABEL_GATE = Gate(
    rf"{HANGUL}(?: ?(?:님|씨))?(?: ?[(<\[] ?{loose(_PERSONS)} ?[)>\]]| ?(?:이|가|은|는) (?:제|저의|내|본인) {loose(_LABELS)})",
    16,
    2,
)
# 이름 김민지입니다
_IS = r"(?:입니다|이에요|예요|이고|인데|이며)"
_BEFORE_COPULA = (
    rf"{labels('이름', '대표자', '대표이사', '대표', '학생', '회원')} {{1,2}}{_LIKELY_NAME}{_IS}"
)
_COPULA_GATE = Gate(rf"{_LAST} +{_FIRST}{HANGUL}{HANGUL}{_IS}", 24, 2)
_WITHOUT_SIGN_GATE = Gate(loose(_WITHOUT_SIGN) + _FIRST, 24, 48)
_ENDS_PART = re.compile(r"(?: ?(?:님|씨|귀하))?(?:[\n\r,/)]| ?\(|  )".encode())
# 성명 오 민 재 (인): no other words have blanks between three syllables
_SPACED = rf"{labels('성명', '성함')} {{1,4}}((?:{_SURNAME}) {{1,3}}{HANGUL} {{1,3}}{HANGUL})"
_TO_SIGN = re.compile(r"  | ?\((?:인|서명|印)".encode())
_SPACED_GATE = Gate(rf"(?:명|함) +(?:{_SURNAME}) +{HANGUL} +{HANGUL}", 16, 8)
_ON_LINE = rf"(?:(?m:^){_BULLETS}{{0,8}}|  )(?:{_LABELS}|{_COMMON_LABELS}) {{1,12}}{_LIKELY_NAME}"
_LINE_GATE = Gate(
    rf"{_LAST} +{_FIRST}{HANGUL}{HANGUL}(?: ?(?:님|씨|귀하))?(?:[\n\r,/)]| ?\(|  )", _BEFORE_SIGN, 8
)
# heads of tables of goods, places and fields
_OF_THINGS = Words(
    "가격|단가|수량|종류|품종|분류|높이|면적|지역|위치|재료|용량|칼로리|규격|원산지|효능|설명|타입|형식|기본값|type|desc|price|value"
)
_OF_PUBLIC_LIFE = Words("출생.*\n(?:.*\n){0,3}사망", "재임", "필모", "데뷔")
_BOX = 160
# labels that name a name, not a role, and the bytes of three syllables
_IS_NAME_LABEL = Words("성 *명", "성 *함", "예 *금 *주", "자명", "객명", "원명", "생명")
_THREE = 9
# the first byte of syllables in Hangul; those of Chinese characters are lower
_HANGUL_LEAD = 0xEA
_CHINESE_LEAD = (0xE4, 0xE9)
_HANGUL_BEHIND = re.compile(rb" [\xea-\xed]")
_HIDDEN_NAME = rf"((?:{_DOUBLE}|{_SURNAME})(?:\*{{1,3}}(?:{HANGUL})?|[OoXx0]{{1,2}}{HANGUL}|{HANGUL}\*{{1,2}}|OO|XX))"
_HANJA = r"(?:[\xe4-\xe9][\x80-\xbf][\x80-\xbf])"
_OTHER_GATE = Gate(rf"{_LABEL_AND_SIGN}(?:[\xe4-\xe9]|{_LATIN_START})", _BEFORE_SIGN, 64)
_KEY_OF_PERSON = Words(
    "(?:customer|passenger|guest|patient|applicant|student|user|member|recipient|sender|receiver|owner|holder|full)[ _]?name[^a-z]*$",
    "(?:recipient|applicant|passenger|sender|receiver|attn|attention|beneficiary|guardian|payee)[^a-z]*$",
)
# what stands near the name of a person, and not near that of a shop or a file
_OF_PERSON_ALONE = Words(
    "(?:^|[^a-z])(?:birth|birthdate|birthday|dob|d\\.o\\.b|ssn|social security|passport|gender|spouse|emergency contact|home (?:address|phone)"
    "|cell(?:phone)?)(?:[^a-z]|$)", "생년", "주민", "여권", "성별",
)  # fmt: skip
_ENGLISH_SIGN = r"[\"'`*]{0,2} ?[:=|\t] ?[\"'`*]{0,2}"
# names from abroad as Korean forms write them: 성명: 응우옌 반 안
_FROM_ABROAD = rf"{_LABEL}((?:{ABROAD_IN_HANGUL})(?: {HANGUL}{{1,5}}){{1,2}}|{HANGUL}{{2,5}} (?:{ABROAD_IN_HANGUL}))"
_ABROAD_GATE = Gate(
    rf"{_LABEL_AND_SIGN}(?:(?:{ABROAD_IN_HANGUL}) {HANGUL}|(?:{HANGUL})+ (?:{ABROAD_IN_HANGUL}))",
    _BEFORE_SIGN,
    40,
)
_ADDRESSED = r"(?:(?:Dear|Mr\.?|Mrs\.?|Ms\.?|Full [Nn]ame) )"
_LATIN_LABEL = rf"(?:(?:(?:영문 ?)?{_LABELS}(?: ?\((?:영문|영어|English|로마자)\))?|영문명|{_ENGLISH_LABEL}){_ENGLISH_SIGN}|\((?:영문|영어|English|로마자)\) {{1,4}})"
_LATIN_WORD = r"(?:[A-Z][a-z]{1,11}|[A-Z]{2,12})"
_LATIN_NAME = rf"({_LATIN_WORD},?(?:[ \-]{_LATIN_WORD}|-[a-z]{{2,8}}){{1,2}})"
_LATIN_GATE = Gate(
    rf"(?:{_LAST}|문명|(?:영문|영어|English|로마자)\)|{_ENGLISH_LABEL}){_ENGLISH_SIGN.replace('{0,2}', '*')}(?:{_LATIN_START})|(?:영문|영어|English|로마자)\) +(?:{_LATIN_START})",
    _BEFORE_SIGN,
    48,
)
_ADDRESSED_GATE = Gate(rf"{_ADDRESSED}(?:{_LATIN_START})", 2, 48)
_IN_KEY = rf"{_ENGLISH_LABEL}{_ENGLISH_SIGN}"
_IN_KEY_GATE = Gate(loose(_IN_KEY).replace("{0,2}", "*") + _FIRST, 2, 48)
# a usual name in Hangul shows itself what it is: My name is 김민지, Name\n김민지
_BEHIND_ENGLISH = rf"(?:[Mm]y (?:[A-Za-z]{{1,10}} )?[Nn]ame is |(?:(?m:^)|[^A-Za-z_\-]){_ENGLISH_LABEL}(?: #? ?|\)? ?\n{{1,2}} ?|\)? ?[(<] ?)){_LIKELY_NAME}"
_BEHIND_ENGLISH_GATE = Gate(
    rf"(?:[Nn]ame|NAME|holder|ipient|pplicant|ssenger|ender|eiver|[Aa]ttn\.?|ontact|erson|iciary|ardian|ayee| [Tt]o| by|[Nn]ame is)(?: #? ?|\)? ?\n+ ?|\)? ?[(<] ?){_FIRST}{HANGUL}",
    24,
    16,
)
_BEFORE_ENGLISH = rf"{_LIKELY_NAME} ?\({_ENGLISH_LABEL}\)"
_BEFORE_ENGLISH_GATE = Gate(loose(rf"{HANGUL} ?\({_ENGLISH_LABEL}\)"), 12, 2)
# a name in two writings, 김민지(金敏智), or in one that no other word has
_IN_HANGUL = rf"(?:{_DOUBLE}|{_SURNAME})(?: ?{HANGUL}){{1,2}}"
_IN_CHINESE = rf"(?:{'|'.join(CHINESE)}){_HANJA}{{1,2}}"
_IN_LATIN = _LATIN_NAME[1:-1]
_PAIR = rf"{_IN_HANGUL} ?\((?:{_HANJA}{{2,4}}|{_IN_LATIN})\)|(?:{_IN_CHINESE}|{_IN_LATIN}) ?\({_IN_HANGUL}\)"
_OTHER = rf"({_PAIR}|{_HIDDEN_NAME[1:-1]}|{_IN_CHINESE}|{_IN_LATIN})"
_BEHIND_LABEL = (
    rf"(?:{_LABEL}|{_PERSONS}{_OTHER_SIGN}|{_LABELS}(?: ?→ ?| - ?| ?/ ?)|{_BRACKETED}|{_ABOVE})"
)
_PAIR_OR_HIDDEN = rf"({_PAIR}|{_HIDDEN_NAME[1:-1]}|{_IN_CHINESE})"
_OTHER_ON_LINE = rf"(?m:^){_BULLETS}{{0,6}}{_LABELS} {{1,4}}{_PAIR_OR_HIDDEN}"
_OTHER_LINE_GATE = Gate(
    rf"{_LAST} +(?:[\xe4-\xe9]|{_FIRST}(?:\*|[OoXx0]|{HANGUL}\*|{HANGUL}{HANGUL}? ?\((?:[\xe4-\xe9]|[A-Z])))",
    _BEFORE_SIGN,
    64,
)
# 총무과 김민지 주무관, 김민지(010-1234-5678), 김민지 과장 02-123-4567
_OFFICE = rf"{HANGUL}{{1,6}}(?:과|팀|실|부|국|센터|청|처|소|학교|은행) "
_TITLE = "(?:주무관|사무관|서기관|과장|팀장|대리|사원|부장|차장|계장|실장|국장|주임|연구원|간사|교수|교사|선생님|변호사|매니저|님|씨)"
# 김민지(여, 010-1234-5678), 김민지 님(1984.03.17생, 010-...)
_ABOUT_PERSON = r" ?\( ?(?:[0-9.\-/ ]{6,12}생|[0-9]{1,2}세|(?:남|여)(?:성|자)?)"
_AT_TELEPHONE = rf"{_LIKELY_NAME}(?: ?{_TITLE})?(?:{_ABOUT_PERSON})?[ (:,/|\t]{{1,3}}(?:☎|☏|[Tt][Ee][Ll]|[THMhp])?[.: )]{{0,3}}(?:0[1-7][0-9]{{0,2}}[\-. )]{{0,2}}[0-9*#xX]{{3,4}}[\-. ]{{0,2}}[0-9*#xX]{{4}}|\+82)"
# the last byte of a syllable, and a telephone number: syllables would cost the union of all gates a tenth
_TELEPHONE_GATE = Gate(
    r"[\x80-\xbf][ (:,/|\t]+(?:☎|☏|[Tt][Ee][Ll]|[THMhp])?[.: )]*(?:0[1-7][0-9]?[\-.) ]?[0-9]{3}|\+82)",
    32,
    8,
)
# 농협 / 302-1629-4341-71 / 김민지: behind the number of an account
_BEHIND_ACCOUNT = rf"[0-9]-[0-9]{{2,7}} ?[/|(, ] ?(?:예금주[ :]{{0,2}})?{_LIKELY_NAME}"
_ACCOUNT_GATE = Gate(rf"[0-9]-[0-9]+ ?[/|(, ] ?(?:예금주[ :]*)?{_FIRST}{HANGUL}", 4, 8)
# 김민지 (800101-2345678), 김민지 주민등록번호 800101-2******; forms show 홍길동 (000000-0000000), which has no birth date
_BORN = r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_AT_IDENTITY = (
    rf"{_LIKELY_NAME}[ ,(/|]{{1,4}}(?:주민(?:등록)? ?번호 ?:? ?)?{_BORN} ?- ?[1-8*][0-9*]{{6}}"
)
_IDENTITY_GATE = Gate(
    r"[\x80-\xbf][ ,(/|]+(?:주민(?:등록)? ?번호 ?:? ?)?[0-9]{6} ?- ?[0-9*]{3}", 16, 8
)
# 김민지 <minji@naver.com>, "Kim, Minji" <minji@naver.com>
_BRACKETED_MAIL = r"[\"']? ?<[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9]"
_AT_MAIL = _LIKELY_NAME + _BRACKETED_MAIL
_MAIL_GATE = Gate(r"[\x80-\xbf][\"']? ?<[A-Za-z0-9._%+\-]+@[A-Za-z0-9]", 16, 2)
# 갑 : 김민지 (인)
_BEFORE_SEAL = rf"{_LIKELY_NAME} {{0,8}}\((?:인|印|서명|날인|서명 ?또는 ?(?:인|날인))\)"
_SEAL_GATE = Gate(rf"{HANGUL} *\((?:인|印|서명|날인|서명 ?또는 ?(?:인|날인))\)", 16, 2)
# a person says the own name, is addressed, or signs, and an identifier stands beside
_LEAD = r"(?:(?m:^)|[^\x80-\xff])(?:저는|나는|안녕하세요[,.!]?|안녕하십니까[,.!]?|(?:제|내|저의) 이름은|[0-9] ?반|[0-9] ?번) "
_SAID = _LEAD + _LIKELY_NAME
_GREETED = rf"[\n\]] ?{_LIKELY_NAME} ?(?:고객 ?)?님"
_SIGNING = rf"{_LIKELY_NAME} ?(?:드림|올림|배상)[\r\n]"
_SAID_GATE = Gate(
    rf"{_LEAD}{_FIRST}{HANGUL}{HANGUL}|{HANGUL} ?(?:드림|올림|배상)[\r\n]"
    rf"|[\n\]] ?{_FIRST}{HANGUL}{HANGUL} ?(?:고객 ?)?님",
    32,
    16,
    lines=False,
)
_BESIDE = 150
_IDENTIFIER = re.compile(
    rb"(?:^|[^0-9])0[1-7][0-9]{0,2}[\-.) ]{0,2}[0-9*]{3,4}[\-. ]{0,2}[0-9*]{4}(?![0-9])|[A-Za-z0-9]@[a-z0-9\-]+\.[a-z]"
    rb"|(?:^|[^0-9])[1-9][0-9]{1,5}-[0-9]{2,6}-[0-9]{5,7}(?![0-9])|[0-9]{6}-[1-8*][0-9*]{6}"
)
# the value of a field of a form in HTML, whose name or label says so
_IN_INPUT = rf"value=[\"']{_LIKELY_NAME}[\"']"
_INPUT_GATE = Gate(rf"value=[\"']{_FIRST}{HANGUL}", 2, 16)
_INPUT_LABEL = re.compile(rf"(?:{_LABELS}|[Nn]ame)[^\xea-\xed]{{0,{_REACH}}}$".encode())
# Sincerely,\nMinji Kim
_CLOSING_WORD = r"(?:[Ss]incerely|[Rr]egards|[Tt]ruly|[Tt]hanks|[Tt]hank you)"
_SIGNED = rf"{_CLOSING_WORD}(?: yours)?,? ?\r?\n(?:\r?\n)?"
_SIGNED_GATE = Gate(rf"{_SIGNED}(?:{_LATIN_START})", 2, 48, lines=False)
# Minji Kim, +82-10-1234-5678
_LATIN_AT_TELEPHONE = (
    rf"{_LATIN_NAME}[ ,(:|/]{{1,3}}(?:\+82|0[1-7][0-9]{{0,2}}[\-. )]{{1,2}}[0-9]{{3}})"
)
_LATIN_TELEPHONE_GATE = Gate(r"[A-Za-z][ ,(:|/]+(?:\+82|01[016789][\-. )][0-9]{3})", 48, 4)
_LATIN_AT_MAIL = _LATIN_NAME + _BRACKETED_MAIL
_LATIN_MAIL_GATE = Gate(r"[a-zA-Z][\"']? ?<[A-Za-z0-9._%+\-]+@[A-Za-z0-9]", 48, 2)
_IN_OFFICE = rf"(?:{_LABEL}|{_COMMON}){_OFFICE}{_LIKELY_NAME}"
_OFFICE_GATE = Gate(
    rf"{_LABEL_AND_SIGN}(?:{HANGUL})+(?:과|팀|실|부|국|센터|청|처|소|학교|은행) {_FIRST}",
    _BEFORE_SIGN,
    48,
)

KIND = Kind(
    name="NAME",
    precedence=200,
    looks="a Korean name behind 성명:, 신청인:, 예금주 ..., also with blanks (성  명 : 김 민 지), hidden (김*지), in Chinese "
    "or Latin letters, in a column with such a head; before a telephone number, 김민지(010-...), an identity number, a "
    "seal (인) or a mail address in brackets; behind 저는, 제 이름은 or before 드림 beside such a value",
    evidence="a surname of the census; words of forms are rejected; usual syllables of given names where no sign "
    "stands behind the label",
    forms=(
        Form(
            _BEHIND_LABEL + _OTHER,
            is_in_other_letters,
            (_GATE, _OPEN_GATE, _OTHER_GATE, _BRACKETED_GATE, _ABOVE_GATE, _OTHER_SIGN_GATE),
            group=1,
        ),
        Form(_OTHER_ON_LINE, is_in_other_letters, (_OTHER_LINE_GATE,), group=1),
        Form(
            rf"{_WITHOUT_SIGN}{_HIDDEN_NAME}",
            is_hidden_name,
            (_WITHOUT_SIGN_GATE,),
            group=1,
        ),
        Form(_LABEL + _NAME, is_name, (_GATE, _OPEN_GATE), group=1),
        Form(_COMMON + _NAME, is_common_name, (_GATE,), group=1),
        Form(_BRACKETED + _NAME, is_name, (_BRACKETED_GATE,), group=1),
        Form(_ABOVE + _NAME, is_alone, (_ABOVE_GATE,), group=1),
        Form(_WITHOUT_SIGN + _LIKELY_NAME, is_likely_name, (_WITHOUT_SIGN_GATE,), group=1),
        Form(_BEHIND_OTHER_SIGN, is_likely_name, (_GATE, _OTHER_SIGN_GATE), group=1),
        Form(_BEFORE_ITS_LABEL, is_at_contact, (_BEFORE_LABEL_GATE,), group=1),
        Form(_BEFORE_COPULA, is_at_contact, (_COPULA_GATE,), group=1),
        Form(_SPACED, is_spaced, (_SPACED_GATE,), group=1),
        Form(_ON_LINE, is_on_line, (_LINE_GATE,), group=1),
        Form(_IN_OFFICE, is_name, (_OFFICE_GATE,), group=1),
        Form(_LATIN_LABEL + _LATIN_NAME, is_in_latin_field, (_LATIN_GATE,), group=1),
        Form(_ADDRESSED + _LATIN_NAME, is_in_latin, (_ADDRESSED_GATE,), group=1),
        Form(_IN_KEY + _NAME, is_in_key, (_IN_KEY_GATE,), group=1),
        Form(_BEHIND_ENGLISH, is_in_sentence, (_BEHIND_ENGLISH_GATE,), group=1),
        Form(_BEFORE_ENGLISH, is_at_contact, (_BEFORE_ENGLISH_GATE,), group=1),
        Form(_FROM_ABROAD, is_alone_in_field, (_ABROAD_GATE,), group=1),
        Form(_AT_TELEPHONE, is_at_contact, (_TELEPHONE_GATE,), group=1),
        Form(_BEHIND_ACCOUNT, is_behind_account, (_ACCOUNT_GATE,), group=1),
        Form(_AT_IDENTITY, is_at_contact, (_IDENTITY_GATE,), group=1),
        Form(_AT_MAIL, is_at_contact, (_MAIL_GATE,), group=1),
        Form(_BEFORE_SEAL, is_at_contact, (_SEAL_GATE,), group=1),
        *(
            Form(pattern, is_beside_value, (_SAID_GATE,), group=1)
            for pattern in (_SAID, _GREETED, _SIGNING)
        ),
        Form(_IN_INPUT, is_in_input, (_INPUT_GATE,), group=1),
        Form(_SIGNED + _LATIN_NAME, is_in_latin, (_SIGNED_GATE,), group=1),
        Form(_LATIN_AT_TELEPHONE, is_in_latin, (_LATIN_TELEPHONE_GATE,), group=1),
        Form(_LATIN_AT_MAIL, is_in_latin, (_LATIN_MAIL_GATE,), group=1),
        Form(cells(_OTHER), is_other_in_column, (_COLUMN,), group=1),
        Form(cells(_NAME), is_in_column, (_COLUMN,), group=1),
    ),
)
