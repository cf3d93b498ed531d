"""E-mail: bodies, encodings, quoted replies, signatures, attachments."""

from email.message import EmailMessage

import pytest

from tests.readers.reading import read


def message(text: str, charset: str = "utf-8", **headers: str) -> bytes:
    mail = EmailMessage()
    for name, value in {"Subject": "회의", "From": "김하늘 <sky@example.com>", **headers}.items():
        mail[name] = value
    mail.set_content(text, charset=charset)
    return mail.as_bytes()


def one(data: bytes) -> str:
    (text,) = read("eml", data).texts
    return text


def test_subject_sender_and_date_are_stated() -> None:
    out = read("eml", message("안녕하세요.", Date="Wed, 01 May 2024 09:00:00 +0900"))
    assert (out.texts, out.columns["title"]) == (["안녕하세요."], ["회의"])
    assert out.columns["date"] == ["2024-05-01T09:00:00+09:00"]
    # The address is left out.
    assert out.columns["meta"] == ['{"author":"김하늘"}']


def test_body_in_the_korean_code_page_and_a_subject_in_raw_bytes() -> None:
    assert one(message("한글 본문이다.", charset="euc-kr")) == "한글 본문이다."
    raw = "Subject: 날것 제목입니다\r\n\r\n본문이 여기에 있습니다.".encode("cp949")
    out = read("eml", raw)
    assert (out.columns["title"], out.texts) == (["날것 제목입니다"], ["본문이 여기에 있습니다."])


QUOTED = "> 지난 글의 문장.\n> 또 한 줄.\n"


@pytest.mark.parametrize(
    "tail",
    [
        "2024년 5월 1일 (수) 오후 3:00, 김하늘 <sky@example.com>님이 작성:\n\n" + QUOTED,
        "On Wed, May 1, 2024 at 3:00 PM Kim <sky@example.com>\nwrote:\n\n" + QUOTED,
        "-----Original Message-----\nFrom: Kim\nTo: Lee\n\n지난 글의 문장.",
        "---------[ 받은 메일 내용 ]----------\n제목 : 회의\n\n지난 글의 문장.",
        "---------- Forwarded message ---------\nFrom: Kim\nDate: 2024\n\n지난 글의 문장.",
        "----- 원본 메시지 -----\n지난 글의 문장.",
        "________________________________\n보낸 사람: 김하늘\n지난 글의 문장.",
        "보낸 사람: 김하늘\n보낸 날짜: 2024년\n받는 사람: 이바다\n제목: 회의\n\n지난 글의 문장.",
        "From: Kim\nSent: Wednesday\nTo: Lee\nSubject: Re\n\n지난 글의 문장.",
        "-- \n김하늘\n010-0000-0000",
        "나의 iPhone에서 보냄\n",
        "Sent from my iPhone",
    ],
)
def test_quoted_replies_and_signatures_are_cut(tail: str) -> None:
    assert one(message(f"첫 문단.\n\n둘째 문단.\n\n{tail}")) == "첫 문단.\n\n둘째 문단."


def test_answers_between_quotations_stay() -> None:
    text = f"2024년 5월 1일, Kim님이 작성:\n{QUOTED}첫 답이다.\n{QUOTED}둘째 답이다."
    assert one(message(text)) == "첫 답이다.\n둘째 답이다."


def test_text_that_only_looks_like_a_quotation_stays() -> None:
    text = "From: 이 낱말로 시작하는 문장이다.\n그는 이렇게 썼다:\n- 하나\n-- \n" + "긴 목록\n" * 20
    assert one(message(text)) == text.replace("-- \n", "--\n").strip()


def test_html_is_read_if_there_is_no_plain_text_and_attachments_are_not() -> None:
    mail = EmailMessage()
    mail.set_content("<p>본문이다.</p><blockquote>지난 글.</blockquote>", subtype="html")
    mail.add_attachment("붙임 글", filename="a.txt")
    assert one(mail.as_bytes()) == "본문이다."
    mail = EmailMessage()
    mail.set_content("글이다.")
    mail.add_alternative("<p>다른 글이다.</p>", subtype="html")
    assert one(mail.as_bytes()) == "글이다."


def test_message_without_words_of_its_author_is_a_reject() -> None:
    assert read("eml", message(QUOTED)).rejected == [(1, "no_content")]
    locked = b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nAAAA"
    assert read("eml", locked).rejected == [(1, "encrypted")]


def test_many_parts_are_bounded() -> None:
    boundary = (
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n\n" * 50_000 + "--b\n\n글\n"
    )
    assert read("eml", boundary.encode()).rejected == [(1, "no_content")]
