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
        "주식회사 가온푸드 대표전화 031-800-6420",
        "시립도서관 종합자료실 전화 063-491-3740 (월요일 휴관)",
        "| 보건소 | 전화번호 |\n|---|---|\n| 동구보건소 | 042-542-1659 |\n",
        "부서명\t담당업무\t행정전화\n도시재생과\t가로등 유지보수\t061-380-1416\n",
        "순성농협 : 041)353-5002\n",
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
        "동구보건소 010-2869-2434",
        "02-345-6789로 주세요",
    ],
)
def test_number_beside_a_person_or_alone_is_masked(text: str) -> None:
    assert "PHONE" in kinds(text)
    assert "REPRESENTATIVE" not in kinds(text)
