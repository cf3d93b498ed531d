"""SubRip and WebVTT: text without numbers, times, tags and notes."""

from pathlib import Path

from tests.readers.reading import read


def test_subrip_in_the_korean_code_page() -> None:
    text = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>안녕</i>\r\n하세요\r\n\r\n"
        "2\r\n00:00:02,500 --> 00:00:03,000\r\n- 네\r\n- 아니오\r\n"
        "3\r\n00:00:04,000 --> 00:00:05,000\r\n2024\r\n\r\n"
    )
    out = read("subtitles", text.encode("cp949"))
    assert (out.texts, out.columns["encoding"]) == (
        ["안녕 하세요\n- 네\n- 아니오\n2024"],
        ["cp949"],
    )


def test_webvtt_without_notes_and_styles_and_with_voices() -> None:
    text = """WEBVTT - 제목

STYLE
::cue { color: red }

NOTE
적은 말

첫째
00:01.000 --> 00:02.000 align:start
<v 하나>안녕 <00:01.500><c.x>하세요</c></v>

01:00:02.000 --> 01:00:03.000
같은 줄

01:00:03.000 --> 01:00:04.000
같은 줄
"""
    assert read("subtitles", text.encode()).texts == ["하나: 안녕 하세요\n같은 줄"]


def test_undecodable_bytes_are_a_reject_or_replaced() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + "가나다라마".encode() + b"\xff\xfe"
    assert read("subtitles", data).rejected == [(1, "encoding")]
    assert read("subtitles", data, replace=True).texts == ["가나다라마\ufffd\ufffd"]


def test_real_subtitles(real_corpus: Path) -> None:
    for file in (real_corpus / "documents/office").glob("*.vtt"):
        (text,) = read("subtitles", file.read_bytes()).texts
        assert "-->" not in text
