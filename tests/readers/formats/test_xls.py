"""XLS: sheets, numbers; damage."""

import pytest

from tests.readers import office
from tests.readers.reading import read


def test_sheet_is_its_name_and_rows() -> None:
    data = office.xls([(0, 0, "이름"), (0, 1, "값"), (1, 0, "가"), (1, 1, 0.1), (2, 200, "끝")])
    assert read("xls", data).texts == ["시트\n이름 | 값\n가 | 0.1\n| | 끝"]


def test_damage_is_a_reject() -> None:
    data = office.xls([(0, 0, "이름")])
    assert read("xls", data[:700]).rejected == [(1, "broken")]
    assert read("xls", b"PK\x03\x04 no workbook").rejected == [(1, "broken")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_table_of_html_is_read_under_the_name_of_a_workbook(encoding: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    page = f"\r\n<html><head>{head}</head><body><table><tr><td>이름</td><td>값</td></tr></table></body></html>"
    (text,) = read("xls", page.encode(encoding)).texts
    assert text.split() == ["이름", "값"]
