"""RTF: code pages, Unicode, tables, what is left out; nesting and damage."""

import pytest

from tests.readers.reading import read


def one(body: str, head: str = "\\ansi\\ansicpg949") -> str:
    (text,) = read("rtf", f"{{\\rtf1{head} {body}}}".encode("latin-1")).texts
    return text


def hexed(text: str, codec: str = "cp949") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec))


def test_korean_in_the_code_page_and_in_unicode() -> None:
    assert one(hexed("한글") + "\\par " + "\\u44032?\\u-10179?\\u-8704?") == "한글\n가😀"
    assert one("\\uc2\\u44032" + hexed("가") + "\\u45208" + hexed("나") + "!") == "가나!"


def test_code_page_of_a_font_holds_in_its_group() -> None:
    fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset129 Batang;}}"
    assert (
        one(fonts + "caf\\'e9 {\\f1 " + hexed("한글") + "} \\'e9", head="\\ansi\\ansicpg1252")
        == "café 한글 é"
    )


def test_table_is_rows_and_breaks_in_cells_are_spaces() -> None:
    row = "\\trowd\\pard\\intbl a\\par b\\cell c\\cell\\row"
    assert one(f"x\\par {row} {row} \\pard y") == "x\na b | c\na b | c\ny"


def test_head_pictures_fields_and_styles_are_left_out() -> None:
    body = (
        "{\\stylesheet{\\s0 Normal;}}{\\info{\\title "
        + hexed("제목")
        + "}{\\author Kim}{\\company C}}"
        "{\\header H}{\\pict 00ff}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}} {\\*\\unknown u}"
        "{\\v hidden}text\\~here{\\footnote note} \\{\\}\\\\"
    )
    out = read("rtf", f"{{\\rtf1\\ansi\\ansicpg949 {body}}}".encode("latin-1"))
    assert out.texts == ["link text here {}\\\n\nnote"]
    assert (out.columns["title"], out.columns["meta"]) == (["제목"], ['{"author":"Kim"}'])


def test_what_is_written_twice_is_read_in_unicode() -> None:
    """LibreOffice writes Korean titles as question marks of a code page, and again in Unicode."""
    title = "{\\upr{\\title ?? ?}{\\*\\ud{\\title \\u48372?\\u44256?}}}"
    body = f"{{\\info{title}}}{{\\upr{{???}}{{\\*\\ud{{\\u44544?}}}}}} {{\\v{{\\upr{{a}}{{\\*\\ud{{b}}}}}}}}end"
    out = read("rtf", f"{{\\rtf1\\ansi\\ansicpg1252 {body}}}".encode("latin-1"))
    assert (out.texts, out.columns["title"]) == (["글 end"], ["보고"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no rtf", "broken"),
        (b"{\\rtf1 cut {short", "broken"),
        (b"{\\rtf1 " + b"{" * 2_000_000, "too_deep"),
    ],
)
def test_damage_and_nesting_are_rejects(data: bytes, reason: str) -> None:
    assert read("rtf", data).rejected == [(1, reason)]


def test_binary_data_is_skipped() -> None:
    assert one("a{\\pict\\bin5 }}}}}}b") == "ab"
