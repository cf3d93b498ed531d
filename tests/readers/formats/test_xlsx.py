"""XLSX: strings, numbers, dates, sparse sheets; real workbooks."""

from pathlib import Path

import pytest

from pipeline.readers import sheets
from tests.readers import office
from tests.readers.reading import read

STYLES = """<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;년&quot; m&quot;월&quot;"/>
<numFmt numFmtId="15" formatCode="0.00"/><numFmt numFmtId="171" formatCode="0.0&quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
<xf numFmtId="170"/><xf numFmtId="171"/>
<xf numFmtId="15"/></cellXfs></styleSheet>"""


def workbook(rows: str, strings: str = "", properties: str = "") -> bytes:
    return office.package(
        {
            "_rels/.rels": office.rels(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns:r="{office.OFFICE}">{properties}<sheets>'
            '<sheet name="시트" r:id="worksheet"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": office.rels(
                worksheet="s.xml", sharedStrings="strings.xml", styles="styles.xml"
            ),
            "xl/s.xml": f'<worksheet xmlns="m"><sheetData>{rows}</sheetData></worksheet>',
            "xl/strings.xml": f'<sst xmlns="m">{strings}</sst>',
            "xl/styles.xml": STYLES.replace("<styleSheet>", '<styleSheet xmlns="m">'),
        }
    )


def one(rows: str, **more: str) -> str:
    (text,) = read("xlsx", workbook(rows, **more)).texts
    return text


def test_kinds_of_cells() -> None:
    strings = (
        "<si><t>이름</t></si><si><r><t>두 </t></r><r><t>조각</t></r><rPh><t>읽기</t></rPh></si>"
    )
    rows = (
        '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row><c r="A2"><v>0.1</v></c><c r="B2"><v>1234567890123</v></c><c r="C2" t="b"><v>1</v></c></row>'
        '<row><c r="A3" t="e"><v>#N/A</v></c><c r="B3" t="inlineStr"><is><t>줄\n바꿈</t></is></c>'
        '<c r="C3" t="str"><v>식</v></c></row>'
    )
    assert (
        one(rows, strings=strings)
        == "시트\n이름 | 두 조각\n0.1 | 1234567890123 | TRUE\n| 줄 바꿈 | 식"
    )


def test_dates_are_told_by_the_format_of_their_cell() -> None:
    cells = "".join(f'<c s="{style}"><v>45413.5</v></c>' for style in range(5))
    whole = '<row><c s="1"><v>45413</v></c><c s="1"><v>0.25</v></c></row>'
    assert one(f"<row>{cells}</row>{whole}").split("\n")[1:] == [
        "45413.5 | 2024-05-01 12:00:00 | 2024-05-01 12:00:00 | 45413.5 | 45413.5",
        "2024-05-01 | 06:00:00",
    ]
    early = one(whole, properties='<workbookPr date1904="1"/>')
    assert early.split("\n")[1].startswith("2028-05-02")


def test_stray_cell_in_the_last_column_makes_no_row_longer() -> None:
    rows = '<row><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert one(rows) == "시트\n1\n| 2"


def test_too_many_cells_and_damage_are_rejects(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("xlsx", workbook("<row><c>")).rejected == [(1, "broken")]
    monkeypatch.setattr(sheets, "CELLS", 3)
    with pytest.raises(sheets.UnreadableError, match="too_large"):
        sheets.sheet("시트", [[(0, "가"), (1, "나")]] * 2)


def test_real_workbooks(real_corpus: Path) -> None:
    texts = [
        read("xlsx", f.read_bytes()).texts[0]
        for f in sorted((real_corpus / "documents/office").glob("*.xlsx"))
    ]
    assert (
        "\n1 | Fiction | Mystery | The Hound of the Baskervilles | Arthur Conan Doyle |" in texts[2]
    )
