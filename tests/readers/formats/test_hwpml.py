"""HWPML: text, tables, notes, boxes, what is left out; recognition among files named .hwp."""

import pytest

from pipeline.readers import detect
from pipeline.readers.registry import installed
from tests.readers import office
from tests.readers.reading import read


def p(content: str) -> str:
    return f"<P><TEXT>{content}</TEXT></P>"


def listed(text: str) -> str:
    return f"<PARALIST>{p(f'<CHAR>{text}</CHAR>')}</PARALIST>"


def hwpml(body: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><HWPML Version="2.8"><HEAD><DOCSUMMARY><TITLE>첫 줄</TITLE>'
        f"<AUTHOR>글쓴이</AUTHOR></DOCSUMMARY></HEAD><BODY><SECTION>{body}</SECTION></BODY></HWPML>"
    ).encode()


def one(body: str) -> str:
    (text,) = read("hwpml", hwpml(body)).texts
    return text


def test_paragraphs_with_spaces_and_breaks() -> None:
    out = read(
        "hwpml",
        hwpml(p("<CHAR>첫<TAB/>줄<LINEBREAK/>둘째</CHAR><CHAR> 줄</CHAR>") + p("<CHAR>끝</CHAR>")),
    )
    assert out.texts == ["첫 줄\n둘째 줄\n끝"]
    assert (out.columns["title"], out.columns["meta"]) == (["첫 줄"], ['{"author":"글쓴이"}'])


def test_table_is_rows_after_its_caption() -> None:
    caption = f"<SHAPEOBJECT><CAPTION>{listed('표 1')}</CAPTION></SHAPEOBJECT>"
    rows = f"<ROW><CELL>{listed('가')}</CELL><CELL>{listed('나')}</CELL></ROW><ROW><CELL>{listed('다')}</CELL></ROW>"
    assert one(p(f"<CHAR>앞</CHAR><TABLE>{caption}{rows}</TABLE>")) == "앞\n표 1\n가 | 나\n다"


def test_notes_boxes_equations_and_what_is_left_out() -> None:
    box = f"<RECTANGLE><DRAWINGOBJECT><DRAWTEXT>{listed('상자')}</DRAWTEXT></DRAWINGOBJECT></RECTANGLE>"
    body = p(
        f"<HEADER>{listed('머리말')}</HEADER><CHAR>본문</CHAR><FOOTNOTE>{listed('각주.')}</FOOTNOTE>{box}"
        "<EQUATION><SCRIPT>a over b</SCRIPT></EQUATION><DUTMAL><MAINTEXT>본말</MAINTEXT><SUBTEXT>덧말</SUBTEXT></DUTMAL>"
        f"<HIDDENCOMMENT>{listed('숨은 설명')}</HIDDENCOMMENT>"
    )
    assert one(body) == "본문 a over b 본말\n상자\n\n각주."


@pytest.mark.parametrize("data", [hwpml("<P>")[:-20], b"<?xml version='1.0'?><other/>"])
def test_damage_is_a_reject(data: bytes) -> None:
    assert read("hwpml", data).rejected == [(1, "broken")]


def test_files_named_hwp_are_told_by_their_first_bytes() -> None:
    heads = {"hwpml": hwpml(""), "hwp": office.hwp([b""]), "hwpx": office.hwpx("")}
    for name, data in heads.items():
        assert detect.format_of(installed(), "문서.hwp", data[: detect.HEAD]) == name
