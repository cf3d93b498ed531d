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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_lines_with_tabs_are_read_under_the_name_of_a_workbook(encoding: str) -> None:
    lines = '번호\t제목\t\r\n1\t"비 오는\r\n날"\t\r\n\r\n2\t\t본문\r\n'
    assert read("xls", lines.encode(encoding)).texts == ["번호 | 제목\n1 | 비 오는 날\n2 | | 본문"]


@pytest.mark.parametrize("data", [b"\x09\x08\x10\t\n\0\1", b"<?xml\t?>\n<Workbook/>", b"one line"])
def test_other_bytes_under_the_name_of_a_workbook_are_a_reject(data: bytes) -> None:
    assert read("xls", data).rejected == [(1, "broken")]
