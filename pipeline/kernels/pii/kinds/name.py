"""NAME: Korean names in fields, behind a label. Names in prose are not searched for."""

from pipeline.kernels.pii.gates import Gate
from pipeline.kernels.pii.kind import HANGUL, Form, Kind
from pipeline.kernels.pii.surroundings import WORD, after, before

# surnames of one syllable that begin a name more often than another word
SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고")
# particles, titles and the copula that follow a name without a space
_ENDINGS = tuple(
    ending.encode()
    for ending in "은 는 이 가 을 를 의 과 와 도 에 로 님 씨 입니다 께 으로 군 양 인 라 및 외".split()  # noqa: SIM905
)
# words of forms and pages that begin with a surname and are not names
_WORDS = """
각각 강요 거주지 고객 고유 공개 공통 국가 국민 금액 기관 기본 기업 기재 기타 김치
도메인 도시 동일 마지막 명시 명칭 문서 문자 미정 반환 방법 변경 본인 본점 비공개 서버
서비스 설명 설정 성명 성별 성함 소속 소스 손님 신규 신청 안내 없음 연락 연락처 오류
원격 원본 위치 유저 유형 이름 이메일 이미지 이벤트 이상 이용 이전 이하 이후 인스턴스 인증
인터넷 일부 임시 전부 전송 전원 전체 전화 정렬 정보 정의 제목 제출 제품 조건 조회
주문 주소 주소지 주의 지역 지정 진행 차단 차량 최대 최소 최종 추가 표기 표시 하나
한국 한글 한자 함수 현재 홍보 황색
"""
_NOT_NAMES = frozenset(word.encode() for word in _WORDS.split())
_AMBIGUOUS_LABEL = "이름".encode()


def is_name(text: bytes, start: int, end: int) -> bool:
    """True if the span is not a known word and ends where a word or a particle does."""
    span = text[start:end]
    if not _label_begins_field(text, start):
        return False
    if span in _NOT_NAMES or (span[:-3] in _NOT_NAMES and span.endswith(_ENDINGS)):
        return False
    right = text[end : end + 12]
    return not 0xEA <= after(text, end) <= 0xED or right.startswith(_ENDINGS)


def _label_begins_field(text: bytes, start: int) -> bool:
    """False if a word stands before the label 이름: 파일 이름 is the name of a file."""
    label = text.rfind(_AMBIGUOUS_LABEL, max(0, start - 12), start)
    if label < 0:
        return True
    while label > 0 and text[label - 1] == 32:
        label -= 1
    return not 0xEA <= _first_byte_before(text, label) <= 0xED and (
        before(text, label) not in WORD and before(text, label) not in b")]"
    )


def _first_byte_before(text: bytes, at: int) -> int:
    """The first byte of the character that ends at `at`; a space at the beginning."""
    at -= 1
    while at >= 0 and 0x80 <= text[at] < 0xC0:
        at -= 1
    return text[at] if at >= 0 else 32


_SURNAME, _DOUBLE = "|".join(SURNAMES), "|".join(DOUBLE_SURNAMES)
_NAME = (
    r"((?:" + _DOUBLE + r")" + HANGUL + r"{1,2}|(?:" + _SURNAME + r")" + HANGUL + r"{1,2})"
)  # fmt: skip
# these labels name a person without a colon too
_OPEN_LABELS = "예금주|수취인"
_LABELS = (
    "성명|성함|수령인|받는 ?사람|받는 ?분|보내는 ?사람|신청인|보호자|환자명|고객명|가입자명|이름"
)
_LABEL = f"(?:(?:{_OPEN_LABELS})(?: ?[:=] ?| )|(?:{_LABELS}) ?[:=] ?)"
_GATE = Gate(_LABEL + r"[\xea-\xed]", 24, 48)

KIND = Kind(
    name="NAME",
    precedence=200,
    looks="a Korean name behind 성명:, 예금주, 이름: ...",
    evidence="a surname of the census; words of forms are rejected",
    forms=(Form(_LABEL + _NAME, is_name, (_GATE,), group=1),),
)
