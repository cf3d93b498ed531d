"""Lines of contacts with made-up names, from which the model of names learns; `scripts.names` reads them.

\\x01 stands for what identifies a person: the model is only asked near such things.
"""

import random
from pathlib import Path

from pipeline.kernels.pii.surnames import SURNAMES

EACH = 6000
# the surnames by their share of the people
_COMMON = "김" * 22 + "이" * 15 + "박" * 8 + "최정강조윤장임" * 3 + SURNAMES
_TITLES = [
    "과장",
    "대리",
    "팀장",
    "부장",
    "차장",
    "사원",
    "주임",
    "교수",
    "선생님",
    "기자",
    "대표",
    "원장",
    "실장",
    "이사",
    "소장",
    "국장",
    "주무관",
    "간사",
    "변호사",
    "박사",
    "사무관",
    "본부장",
    "조합장",
    "회장",
    "센터장",
    "담당자",
    "매니저",
    "연구원",
    "코치",
    "목사",
    "이장",
    "님",
    "씨",
]
_OFFICES = [
    "총무과",
    "인사팀",
    "민원실",
    "홍보팀",
    "영업부",
    "고객센터",
    "관리사무소",
    "행정실",
    "교무처",
    "입학처",
    "사무국",
    "기획실",
    "구매팀",
    "서무과",
    "주민센터",
    "보건소",
    "지점",
    "본점",
    "물류센터",
    "교육원",
    "상담실",
    "접수처",
    "사업부",
    "연구소",
    "안내데스크",
    "재무팀",
    "세무과",
    "도서관",
    "복지관",
    "장례식장",
    "예식장",
    "연구실",
    "동사무소",
    "운영팀",
]
_THINGS = [
    "문의",
    "연락",
    "전화",
    "예약",
    "상담",
    "신청",
    "접수",
    "주문",
    "배송",
    "입금",
    "안내",
    "방문",
    "구매",
    "판매",
    "가격",
    "무료",
    "할인",
    "행사",
    "이벤트",
    "감사합니다",
    "부탁드립니다",
    "바랍니다",
    "가능합니다",
    "환영",
    "정보",
    "주소",
    "위치",
    "영업시간",
    "휴무",
    "주차",
    "이메일",
    "홈페이지",
    "카톡",
    "문자",
    "대표전화",
    "팩스",
    "우편번호",
    "성명",
    "이름",
    "담당",
    "담당자",
    "대표",
    "최신",
    "신규",
    "정품",
    "전문",
    "강남",
    "서울",
    "부산",
    "대구",
    "인천",
    "경기",
    "전국",
    "조선",
    "한국",
    "이상",
    "이하",
    "이용",
    "이번",
    "지금",
    "오늘",
    "내일",
    "주말",
    "평일",
    "오전",
    "오후",
    "정기",
    "임시",
    "전체",
    "공지",
    "채용",
    "모집",
    "마감",
    "선착순",
    "장소",
    "일시",
    "시간",
    "기간",
    "안심",
    "하우스",
    "문화",
    "유산",
    "방송",
    "노래",
    "강의",
    "강사",
    "고객",
    "회원",
    "이벤트",
    "지역",
    "우리",
    "소식",
    "전문점",
    "정수기",
    "차량용",
    "안전성",
    "신제품",
    "최저가",
    "고급형",
    "주문제작",
    "강아지",
    "고양이",
    "양송이",
    "송도점",
    "강남점",
    "서면점",
    "노원점",
    "신촌점",
    "유성구",
    "강서구",
    "은평구",
    "송파구",
    "서초구",
    "강동구",
    "구로구",
    "성북구",
    "도봉구",
    "금천구",
    "안양시",
    "성남시",
    "고양시",
    "용인시",
    "김해시",
    "양산시",
    "전주시",
    "여수시",
    "제주시",
    "원주시",
]
_WITH = (
    "{n} {t} \x01", "{n}{t} \x01", "{n} \x01", "{n}({o}) \x01", "문의 : {n} {t} (\x01)", "문의: {n} \x01", "{o} {n} {t} \x01",
    "{o} {n} \x01 / {w}", "담당자 {n} {t}, \x01", "{w} {w} {n} {t} ☎ \x01", "{n} {t}에게 \x01로 연락 {w}", "저는 {n}입니다. \x01",
    "안녕하세요 {n}입니다 \x01 {w}", "{n}님 \x01", "{n} 님의 {w} \x01", "기자 {n} \x01", "{n} 기자 \x01", "{w} 기자 = {n} \x01",
    "\x01 ({n})", "\x01 {n}", "\x01 예금주 {n}", "\x01 {w} {n}", "{t} {n} \x01", "{o} {t} {n} (\x01)", "{n}, {n}({t}) \x01",
    "{n}은 \x01에 산다", "{n}이 {w} \x01", "{n} {t}와 {n} {t}가 {w} \x01", "{n} (남, 45세) \x01", "{n} \x01 {n} \x01 {n} \x01",
    "글 {n} {t} \x01", "{w}는 {n} {t}에게 {w} \x01", "1. {n} \x01\n2. {n} \x01", "{o}\n{n} {t}\n\x01", "{n}\n\x01\n{w}", "- {n} : \x01",
    "{n}: \x01", "{n} / \x01 / {w}", "보낸 사람 {n} <\x01>", "{n} <\x01>", "교신저자 {n} (\x01)", "{n}씨({w}) \x01", "{w} {n}씨 \x01",
)  # fmt: skip
_WITHOUT = (
    "{o} \x01", "{w} {o} \x01", "{w} : \x01", "{w} {w} {w} \x01", "{w} {w}\n{w} \x01 {w}", "{o} {t} \x01", "문의: {o} (\x01)", "{w}/{w}/{w} \x01",
    "#{w} #{w} #{w} \x01", "{w}은 \x01 {w}", "{w}, {w}, {w} \x01", "\x01 {w} {w}", "\x01 ({o})", "\x01 {o} {w}", "{e} {e} {e} \x01 {e} {e}",
    "{e} {e} {o} \x01 {e}", "{e} \x01 {e} {e}", "{e} {e} {e} {e} {e} \x01", "\x01 {e} {e} {e} {e}", "{e} {e}\n{e} {e} \x01\n{e} {e}", "{w} {e} \x01 {w} {e}",
)  # fmt: skip
_FIRST_EN = "James Mary John Linda Robert Susan Minji Karen Wei Maria Ahmed Emily Daniel Laura Kevin Priya Sofia David".split()  # noqa: SIM905
_LAST_EN = "Smith Johnson Lee Kim Brown Garcia Miller Chen Patel Okafor Lopez Wilson Park Nguyen Clark Young Scott".split()  # noqa: SIM905
_WITH_EN = (
    "Contact {p} at \x01.", "{p} \x01", "{p} <\x01>", "Please call {p} on \x01 before noon.", "Best regards,\n{p}\n\x01", "{p}, Manager, \x01",
    "From: {p} <\x01>", "My name is {p} and my number is \x01.", "{p} ({p}) \x01", "Dr. {p}, \x01", "Sent by {p} (\x01) on Monday",
)  # fmt: skip
_WITHOUT_EN = (
    "Contact Customer Service at \x01.", "Sales Department \x01", "Call Now \x01", "The Grand Hotel, New York \x01", "Please Call Us At \x01",
    "Free Shipping And Returns \x01", "Visit Our Store In San Diego or call \x01", "Technical Support <\x01>", "Press Office: \x01", "Copyright Acme Software Inc. \x01",
    "United States Department of Labor \x01", "Microsoft Windows Server \x01", "Order Confirmation \x01", "Bank of America \x01", "Head Office London \x01",
    "Thank You For Shopping \x01", "Open Source Initiative \x01", "Public Library \x01", "Monday to Friday \x01", "Email Address: \x01",
)  # fmt: skip


def person(draw: random.Random, given: list[str]) -> str:
    """A made-up name: a surname by its share, with the syllables of two given names."""
    first, second = draw.choice(given), draw.choice(given)
    return draw.choice(_COMMON) + (first if draw.random() < 0.3 else first[0] + second[-1])


def sentences(
    draw: random.Random, given: list[str], folder: Path
) -> list[tuple[str, list[tuple[int, int]]]]:
    """Made-up lines with their names, and lines without any; words between come from real statutes and pages."""
    eojeols = _eojeols(folder)
    made = []
    for _ in range(EACH):
        korean = draw.random() < 0.85
        named = draw.random() < 0.6
        forms = (_WITH if named else _WITHOUT) if korean else (_WITH_EN if named else _WITHOUT_EN)
        template, text, spans = draw.choice(forms), "", []
        around = draw.random() < 0.5 and korean
        if around:
            text = " ".join(draw.choices(eojeols, k=draw.randint(1, 4))) + draw.choice((" ", "\n"))
        at = 0
        while (place := template.find("{", at)) >= 0:
            text += template[at:place]
            value = _value(template[place + 1], draw, given, eojeols)
            if template[place + 1] in "np":
                spans.append((len(text), len(text) + len(value)))
            text += value
            at = place + 3
        text += template[at:]
        if around:
            text += draw.choice((" ", "\n")) + " ".join(draw.choices(eojeols, k=draw.randint(1, 4)))
        made.append((text, spans))
    return made


def _value(slot: str, draw: random.Random, given: list[str], eojeols: list[str]) -> str:
    if slot == "n":
        return person(draw, given)
    if slot == "p":
        return f"{draw.choice(_FIRST_EN)} {draw.choice(_LAST_EN)}"
    return draw.choice({"t": _TITLES, "o": _OFFICES, "w": _THINGS, "e": eojeols}[slot])


def _eojeols(folder: Path) -> list[str]:
    """Eojeols of sentences that the labelled set has without a name."""
    from scripts.names import korean

    return sorted({word for text, spans in korean(folder) if not spans for word in text.split()})
