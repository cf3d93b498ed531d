"""Telephone numbers of offices stay, those beside a person do not."""

import pyarrow as pa
import pytest

from pipeline.kernels.pii import KINDS
from pipeline.kernels.pii.re2 import find


def kinds(text: str) -> list[str]:
    *_, found = find(pa.array([text]))
    return [KINDS[kind] for kind in found.tolist()]


@pytest.mark.parametrize(
    "text",
    [
        "동구보건소 042-869-2434",
        "부산소방서 현장대응단 사무실 051-373-6401 관할 9개 동",
        "주식회사 가온푸드 대표전화 031-800-6420",
        "시립도서관 종합자료실 전화 063-491-3740 (월요일 휴관)",
        "| 보건소 | 전화번호 |\n|---|---|\n| 동구보건소 | 042-542-1659 |\n",
        "부서명\t담당업무\t행정전화\n도시재생과\t가로등 유지보수\t061-380-1416\n",
        "순성농협 : 041)353-5002\n",
        "은하요양병원 진료예약 043.719.5966 주차 2시간 무료",
        "본 조례에 관한 문의는 대전시 산림녹지과(☎ 054-750-2964)로 하시기 바랍니다.",
        "| 보건지소 | 진료일 | 전화 |\n|---|---|---|\n| 한빛 | 월·수·금 | 032-711-4844 |\n",
        "[참조은한의원] 오시는 길: 경북 포항시 팔달로 52\n대표전화 063-220-5677",
        "모범음식점 지정 현황\n연번 업소명 주된음식 전화\n1 일미추어탕 순두부 053-447-5782",
        "우체국 위치 안내\n한솔동 | 향교길 일대 | (062) 247-6992",
        "본사 : 김해 솔밭로 물류센터\nTEL 02-695-1507\nFAX 남김",
        "<row><기관명>거제교육지원청</기관명><대표번호>055-249-7969</대표번호></row>",
    ],
)
def test_number_of_an_office_is_public(text: str) -> None:
    assert kinds(text) == ["REPRESENTATIVE"]


@pytest.mark.parametrize(
    "text",
    [
        "민원정보과 업무담당자 박영상 041-350-3161",
        "| 성명 | 소속 | 전화번호 |\n|---|---|---|\n| 박영상 | 동구보건소 | 042-542-1659 |\n",
        "기관명\t담당자\t전화\n도시재생과\t김지훈\t061-380-1416\n",
        "보건소 옆 우리 집 전화는 042-869-2434 입니다",
        "한빛약국 손님 자택 02-345-6789",
        "매주 토요일 휴무, 김민지 031-561-1310",
        "한빛초등학교 앞 원룸 구합니다\n연락처 031-561-1310",
        "희망직종: 학원 강사. 전 근무: 세움학원. 유선전화(집) 062-691-6909",
        "해누리병원 김민지\n연락처 031-561-1310",
        "팩스 063-557-7330",
        "동구보건소 010-2869-2434",
        "02-345-6789로 주세요",
    ],
)
def test_number_beside_a_person_or_alone_is_masked(text: str) -> None:
    assert "PHONE" in kinds(text)
    assert "REPRESENTATIVE" not in kinds(text)


# by another hand
OF_PERSONS = (
    "| 상호 | 대표자 | 전화번호 |\n|---|---|---|\n| 미소헤어 | 허혁 | 031-335-7720 |",
    "| 상호 | 대표자 | 전화번호 |\n|---|---|---|\n| 하노이쌀국수 | 응우옌티흐엉 | 031-335-7720 |",
    "| 상호 | 대표자 | 전화번호 |\n|---|---|---|\n| 미소헤어 | 김*소 | 031-335-7720 |",
    "상호,대표,전화\n달빛공방,봉민지,063-832-1174",
    "봉민지 한솔고등학교 044-868-2271",
    "허혁 동구보건소 042-869-2434",
    "김 선생님 한솔고등학교 031-775-3318",
    "Kim Minji, 동구청 02-2133-4471",
    "기관명 | 담당 | 연락처\n남구청 | 봉 주무관 | 052-226-8841",
    "| 부서명 | 직위 | 직원 | 전화 |\n|---|---|---|---|\n| 총무과 | 과장 | 허혁 | 051-714-2280 |",
    "| 학교명 | 학부모 | 전화 |\n|---|---|---|\n| 한빛중학교 | 허윤 | 02-2038-4471 |",
)
HOMES = (
    ("주소: 서울 강서구 화곡로 302, 201호 | 강서구청 총무과", "302, 201호"),
    ("집 주소 | 직장\n서울 강서구 화곡로 302 201호 | 강서구청 총무과", "302 201호"),
    ("직장 | 자택 주소\n강서구청 | 서울 강서구 화곡로 302 201호", "302 201호"),
    (
        "| 세대주 | 관할 | 주소 |\n|---|---|---|\n| 김민지 | 동구주민센터 | 대전 동구 판암로 88, 103동 704호 |",
        "88, 103동 704호",
    ),
    (
        "| 보호자 | 기관 | 자택 |\n|---|---|---|\n| 김민지 | 동구보건소 | 대전 동구 판암로 88 |",
        "88",
    ),
    ('대상자,관할,자택주소\n박수호,중부경찰서,"서울 중구 다산로 36"', "36"),
    ("피해자 | 접수 | 주소\n박수호 | 중부경찰서 | 서울 중구 다산로 36", "36"),
)


@pytest.mark.parametrize("text", OF_PERSONS)
def test_number_of_a_person_beside_an_office_is_masked(text: str) -> None:
    assert "PHONE" in kinds(text)


@pytest.mark.parametrize(("text", "value"), HOMES)
def test_home_beside_an_office_is_masked(text: str, value: str) -> None:
    _, starts, ends, found = find(pa.array([text]))
    masked = [
        text.encode()[a:b].decode()
        for a, b, kind in zip(starts.tolist(), ends.tolist(), found.tolist(), strict=True)
        if KINDS[kind] == "ADDRESS"
    ]
    assert "".join(masked).replace(",", "").replace(" ", "") == value.replace(",", "").replace(
        " ", ""
    )


@pytest.mark.parametrize(
    "line",
    [
        "주소: 서울 강서구 화곡로 302, 201호 | ",
        "연락 공1공 2삼4오 육칠8구 ",
        "동구보건소 042-869-2434 ",
    ],
)
def test_one_long_line_is_read_like_many_short_ones(line: str) -> None:
    """Each repeat is judged by what stands near it, so that the number of finds grows with the line."""
    few, many = (len(find(pa.array([line * n]))[0]) for n in (20, 200))
    assert many >= 8 * few > 0


@pytest.mark.parametrize(
    "text",
    [
        "구청에 민원 넣은 사람인데 회신은 02-2091-8834로",
        "구청 민원 접수\n신고인 Nguyen Thi Hoa, 전화 02-2653-7719",
        "동창회 연락망\n한밭초등학교 3회\n박동팔 042-582-7713",
        "영업시간 끝나고 연락 주세요 02-322-7781 개인입니다",
        "투룸 전세 내놓습니다. 병원 도보 3분, 주차 가능. 051-622-3317",
        "세탁소 옆 201호 사는 사람입니다. 031-907-2284",
        "Complaint to the water department\nFrom: D. Kowalczyk\nPhone: 860-547-2219",
        "Room for rent two blocks from the university, 734-662-9018",
        "Found: a set of keys at the coffee shop. Call 423-885-1902",
        "Nurse on call for the clinic: Beatrix, 208-334-7765",
    ],
)
def test_private_person_who_names_an_office_is_masked(text: str) -> None:
    assert {"PHONE", "US_PHONE"} & set(kinds(text))
