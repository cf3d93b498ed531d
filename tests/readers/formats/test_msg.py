"""MSG: body, subject, sender, date; quoted replies, code pages, HTML; what has no text."""

import json
from pathlib import Path

from tests.readers import office
from tests.readers.office97 import msg
from tests.readers.reading import read

# 2024-05-01T09:00:00 in ten millionths of a second since 1601.
MAY = 133_590_276_000_000_000


def test_author_subject_and_date_are_stated() -> None:
    body = "안녕하세요.\r\n내일 뵙겠습니다.\r\n\r\n-----원본 메시지-----\r\n지난 말\r\n"
    data = msg({"0037001F": "회의", "0C1A001F": "김하나", "1000001F": body}, MAY)
    out = read("msg", data)
    assert out.texts == ["안녕하세요.\n내일 뵙겠습니다."]
    assert (out.columns["title"], out.columns["date"]) == (["회의"], ["2024-05-01T09:00:00+00:00"])
    assert json.loads(out.columns["meta"][0]) == {"author": "김하나"}


def test_bytes_are_text_of_the_stated_code_page() -> None:
    assert read("msg", msg({"1000001E": "똠방각하".encode("cp949")}, page=949)).texts == [
        "똠방각하"
    ]


def test_message_of_html_alone_is_read_without_its_quotation() -> None:
    page = "<html><body><p>새 글이다.</p><blockquote>지난 글</blockquote></body></html>"
    assert read("msg", msg({"10130102": page.encode("cp949")}, page=949)).texts == ["새 글이다."]


def test_message_without_text_or_with_a_key_is_a_reject() -> None:
    assert read("msg", msg({"0037001F": "제목뿐"})).rejected == [(1, "no_content")]
    secret = msg({"001A001F": "IPM.Note.SMIME", "1000001F": "글"})
    assert read("msg", secret).rejected == [(1, "encrypted")]
    assert read("msg", office.ole({"Other": b"x"})).rejected == [(1, "broken")]


def test_real_message(real_corpus: Path) -> None:
    (file,) = (real_corpus / "documents/office").glob("*.msg")
    out = read("msg", file.read_bytes())
    assert out.texts == ["Hello Bob,\n\nThis is a simple email body."]
    assert (out.columns["title"], out.columns["date"]) == (
        ["Simple Email"],
        ["2026-05-20T10:30:00+00:00"],
    )
