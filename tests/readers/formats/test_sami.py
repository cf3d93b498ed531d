"""SAMI: languages apart, encodings, tags, frames of moving letters."""

from pathlib import Path

from tests.readers.reading import read

HEAD = """<SAMI><HEAD><TITLE>영화</TITLE><STYLE TYPE="text/css"><!--
P { margin-left:2pt; }
.KRCC { Name:한국어; lang:ko-KR; SAMIType:CC; }
.ENCC { Name:English; lang:en-US; SAMIType:CC; }
--></STYLE></HEAD><BODY>
"""


def sync(start: int, *texts: str) -> str:
    return f"<SYNC Start={start}>" + "".join(
        f"<P Class={c}>{t}\n" for c, _, t in (x.partition(":") for x in texts)
    )


def test_languages_are_records_by_class() -> None:
    body = (
        sync(1000, "KRCC:안녕<br>하세요", "ENCC:Hello")
        + sync(3000, "KRCC:&nbsp;", "ENCC:&nbsp;")
        + sync(4000, "krcc:- 네<br>- <i>아니오</i>", "ENCC:Yes &amp; no")
    )
    out = read("sami", (HEAD + body).encode("cp949"))
    assert out.texts == ["안녕 하세요\n- 네\n- 아니오", "Hello\nYes & no"]
    assert (out.numbers, out.columns["title"]) == ([1, 2], ["영화", "영화"])
    assert out.columns["encoding"] == ["cp949", "cp949"]
    assert out.columns["meta"] == [
        '{"class":"KRCC","lang":"ko-KR"}',
        '{"class":"ENCC","lang":"en-US"}',
    ]


def test_file_without_classes_is_one_record() -> None:
    out = read(
        "sami",
        b"<SAMI><BODY><SYNC Start=1>one<SYNC Start=900><P>two<SYNC Start=1900><!-- x --><P>two",
    )
    assert out.texts == ["one\ntwo"]


def test_moving_letters_leave_their_last_frame() -> None:
    body = "".join(sync(1000 + 50 * i, f"KRCC:{'한글자막'[: i + 1]}") for i in range(4))
    assert read("sami", (HEAD + body + sync(3000, "KRCC:끝")).encode()).texts == ["한글자막\n끝"]


def test_file_without_subtitles_is_a_reject() -> None:
    assert read("sami", HEAD.encode()).rejected == [(1, "no_content")]


def test_unclosed_tags_take_linear_time() -> None:
    for piece in ("<", "<!--", "<SYNC Start=", "<P Class=", "{\\", "<v "):
        out = read("sami", (HEAD + piece * 200_000).encode())
        assert len(out.texts) + len(out.rejected) == 1


def test_real_subtitles(real_corpus: Path) -> None:
    (file,) = (real_corpus / "documents/subtitles").glob("*.smi")
    out = read("sami", file.read_bytes())
    assert (len(out.texts), out.columns["encoding"]) == (1, ["utf-16-le"])
    assert "공안 꼴 보소" in out.texts[0]
    assert len(out.texts[0]) < 10_000


def test_two_languages_of_which_one_is_little_text() -> None:
    style = "<STYLE><!--\r\n.KRCC {lang:ko-KR;}\r\n.EGCC {lang:en-US;}\r\n--></STYLE>\r\n"
    head = f"<SAMI>\r\n<HEAD>\r\n{style}</HEAD><BODY>\r\n"
    korean = [f"<SYNC Start={n}000>\r\n<P Class=KRCC>\r\n안녕 {n}\r\n" for n in range(5)]
    english = [f"<SYNC Start={n}000><P Class='EGCC'>Hello {n}\r\n" for n in range(5)]
    out = read("sami", "".join([head, *korean, *english]).encode("cp949"))
    assert [text.split("\n")[0] for text in out.texts] == ["안녕 0", "Hello 0"]
