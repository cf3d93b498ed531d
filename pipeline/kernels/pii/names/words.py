"""Words that look like names and are none: of forms, of offices, and those that particles make."""

# particles, titles and the copula that follow a name without a space
ENDINGS = tuple(
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


NOT_NAMES = frozenset(word.encode() for word in _WORDS.split())


_PARTICLES = tuple(p.encode() for p in "의 을 를 에 는 요 팀".split())  # noqa: SIM905


# ends of verbs and papers behind a label in prose: 신청인이 선택한, 신청인 서명서
PROSE = tuple(
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
_AFTER_WORDS = (*ENDINGS, "으".encode())


def is_no_word(span: bytes) -> bool:
    """True unless the span is a word of forms, also one with a particle, or an office."""
    plain = span.replace(b" ", b"")
    # no given name ends in one of these particles, in the ending of 주세요, or in a team
    if plain.endswith(_PARTICLES):
        return False
    if plain in NOT_NAMES or (plain[:-3] in NOT_NAMES and plain.endswith(_AFTER_WORDS)):
        return False
    return not (len(plain) > 6 and plain[:6] in NOT_NAMES and plain.endswith(_OFFICES))
