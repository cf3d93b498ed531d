"""Encodings: what text comes out of which bytes, and when none does."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import charset

KOREAN = "학교에서 돌아온 그는 말이 없었다. 창밖에는 비가 내리고 있었다."
JAPANESE = "学校から帰った彼は何も言わなかった。外では雨が降っていた。"
CHINESE = "从学校回来的他一句话也没说。窗外正下着雨，街上没有一个人。"
TRADITIONAL = "從學校回來的他一句話也沒說。窗外正下著雨，街上沒有一個人。"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_is_always_read_as_utf8(text: str) -> None:
    if text.startswith("\ufeff") or "\0" in text or "\x0e" in text or "\x1b$" in text:
        return
    decoded = charset.decode(text.encode(), ("euc-kr",))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (KOREAN, "cp949", "cp949"),
        (KOREAN, "euc_kr", "cp949"),
        (KOREAN + "똠방각하 펲시콜라", "cp949", "cp949"),
        (KOREAN, "johab", "johab"),
        (KOREAN, "iso2022_kr", "iso2022_kr"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "utf-16-be", "utf-16-be"),
        (KOREAN, "utf-32", "utf-32-le"),
        (KOREAN, "utf-8-sig", "utf-8"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (CHINESE, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        ("a plain English text", "ascii", "utf-8"),
    ],
)
def test_encoding_is_detected(text: str, encoding: str, expected: str) -> None:
    decoded = charset.decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.replaced) == (text, False)
    assert decoded.encoding == expected or decoded.encoding.startswith("big5")


@pytest.mark.parametrize("declared", ["euc-kr", "ks_c_5601-1987", "windows-949", "EUC-KR"])
def test_declared_name_means_the_larger_set(declared: str) -> None:
    decoded = charset.decode("똠방각하".encode("cp949"), (declared,))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == ("똠방각하", "cp949")


def test_wrong_declaration_gives_way_to_the_bytes() -> None:
    decoded = charset.decode(KOREAN.encode("cp949"), ("utf-8", "no-such-thing"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (KOREAN, "cp949")


def test_one_bad_byte_makes_no_other_encoding_of_utf8() -> None:
    damaged = (KOREAN * 3).encode() + b"\xff"
    assert charset.decode(damaged) is None
    replaced = charset.decode(damaged, replace=True)
    assert replaced is not None
    assert (replaced.text, replaced.replaced) == (KOREAN * 3 + "\ufffd", True)


def test_random_bytes_have_no_text() -> None:
    import random

    assert charset.decode(bytes(random.Random(4).randbytes(3000))) is None


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b'<meta charset="euc-kr">', "euc-kr"),
        (
            b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=ks_c_5601-1987'>",
            "ks_c_5601-1987",
        ),
        (b'<?xml version="1.0" encoding="EUC-KR"?><rss/>', "EUC-KR"),
        (b"<p>no word of it</p>", None),
    ],
)
def test_declarations_inside_a_page_are_found(page: bytes, expected: str | None) -> None:
    assert charset.declared_in(page) == expected


# How the folders of the real files are named, and the codec that reads each.
FOLDERS = {
    "Big5": "big5",
    "CP932": "cp932",
    "CP949": "cp949",
    "EUC-JP": "euc_jp",
    "EUC-KR": "cp949",
    "GB2312": "gb18030",
    "Johab": "johab",
    "SHIFT_JIS": "cp932",
    "UTF-16": "utf-16",
    "UTF-16BE": "utf-16-be",
    "UTF-16LE": "utf-16-le",
    "UTF-32": "utf-32",
    "iso-2022-kr": "iso2022_kr",
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
}


@pytest.mark.parametrize("trusting", [True, False])
def test_real_files_of_every_encoding_are_read(real_corpus: Path, trusting: bool) -> None:
    """All of them, with and without what they declare of themselves."""
    seen = 0
    for file in sorted((real_corpus / "encodings").rglob("*.*")):
        data = file.read_bytes()
        declared = charset.declared_in(data) if trusting else None
        decoded = charset.decode(data, (declared,))
        assert decoded is not None, file
        assert decoded.text == data.decode(FOLDERS[file.parent.name]).removeprefix("\ufeff"), file
        seen += 1
    assert seen == 81


@pytest.mark.parametrize("every", [10, 50, 200])
@pytest.mark.parametrize("word", ["안녕하세요", "회의록", "담당자", "값", "제목: 내용"])
def test_few_korean_words_between_english_ones_are_korean(word: str, every: int) -> None:
    english = [
        "the",
        "value",
        "=",
        "true;",
        "print(http://example.com)",
        "SELECT",
        "*",
        "FROM",
        "t",
    ]
    words = [word if n % every == 0 else english[n % len(english)] for n in range(400)]
    text = " ".join(words)
    decoded = charset.decode(text.encode("cp949"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "cp949")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Créée à l'été, la société a été liée à ça. Où êtes-vous allés, chère élève ?", "cp1252"),
        ("Die Straße ist für Fußgänger. Größe: 20 °C. Übung für Anfänger, schön.", "cp1252"),
        ("Приехал домой и не сказал ни слова. За окном шёл дождь.", "koi8_r"),
        ("Приехал домой и не сказал ни слова. За окном шёл дождь.", "cp1251"),
        (CHINESE, "gb18030"),
        (JAPANESE, "cp932"),
    ],
)
def test_other_languages_are_not_taken_for_korean(text: str, encoding: str) -> None:
    decoded = charset.decode((text * 3).encode(encoding))
    assert decoded is not None
    assert decoded.encoding != "cp949"


@pytest.mark.parametrize(
    "header",
    [
        "연도,인구,세대",
        "구분,면적(㎡),비율(％)",
        "월·일,합계①,소계",
        "시군구,남,여",
        "번호\t동\t수",
    ],
)
def test_korean_header_of_a_table_of_numbers_is_not_chinese(header: str) -> None:
    """Tables of public offices: a few Korean words, then nothing but numbers."""
    rows = [f"{2000 + i},{i * 1013},{i * 401}" for i in range(30)]
    text = "\r\n".join([header, *rows])
    decoded = charset.decode(text.encode("cp949"))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "cp949")


@pytest.mark.parametrize(("text", "encoding"), [(CHINESE, "gb18030"), (JAPANESE, "euc_jp")])
def test_a_line_of_chinese_or_japanese_between_numbers_is_not_korean(
    text: str, encoding: str
) -> None:
    table = "\r\n".join([text, *(f"{i},{i * 37}" for i in range(30))])
    decoded = charset.decode(table.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (table, encoding)
