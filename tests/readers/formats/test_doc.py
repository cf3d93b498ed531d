"""DOC: paragraphs, tables, fields, what is left out; versions, passwords, damage."""

import struct
from pathlib import Path

import pytest

from tests.faults.outcome import ingest
from tests.readers import office, office97
from tests.readers.office97 import CELL, DELETED, ENDS_ROW, IN_TABLE, ROW, Run, doc
from tests.readers.reading import read


def text(data: bytes) -> str:
    return read("doc", data).texts[0]


def test_paragraphs_keep_their_order_and_line_breaks() -> None:
    data = doc([Run("제목\r"), Run("첫 줄\x0b둘째 줄\r"), Run("끝\x1e말\r")])
    assert text(data) == "제목\n첫 줄\n둘째 줄\n끝-말"


def test_rows_of_tables_are_lines_and_paragraphs_of_a_cell_stay_in_it() -> None:
    data = doc(
        [
            Run("앞\r"),
            Run("이름\r", IN_TABLE), Run("(한글)" + CELL, IN_TABLE), Run("값" + CELL, IN_TABLE), Run(ROW, ENDS_ROW),
            Run(CELL, IN_TABLE), Run("2" + CELL, IN_TABLE), Run(ROW, ENDS_ROW),
            Run("뒤\r"),
        ]
    )  # fmt: skip
    assert text(data) == "앞\n이름 (한글) | 값\n| 2\n뒤"


def test_of_a_field_its_result_stays() -> None:
    link = '\x13 HYPERLINK "http://a.kr" \x14여기\x15를 보라'
    nested = "\x13 IF \x13 PAGE \x14 3\x15 > 1 \x14보임\x15 \x13 EMBED x\x15끝"
    across = ["\x13 TOC \\o \x14차례 1\r", "차례 2\x15\r"]
    data = doc([Run(f"{link}\r"), Run(f"{nested}\r"), *map(Run, across)])
    assert text(data) == "여기를 보라\n보임 끝\n차례 1\n차례 2"


def test_notes_and_boxes_follow_and_headers_comments_and_deleted_text_are_left_out() -> None:
    main = [Run("본문이다."), Run("지운 말", of_characters=DELETED), Run(" 이어진다.\x02\r")]
    data = doc(main, notes="\x02 각주다.\r", headers="머리글\r", boxes="글상자다.\r")
    assert text(data) == "본문이다. 이어진다.\n각주다.\n글상자다."


def test_piece_of_one_byte_a_character_is_windows_1252() -> None:
    data = doc([Run("“caf\xe9” – 5 €\r")], notes="각주\r", latin=True)
    assert text(data) == "“café” – 5 €\n각주"


def test_pairs_of_surrogates_move_no_property() -> None:
    data = doc([Run("😀 그림\r"), Run("가" + CELL, IN_TABLE), Run(ROW, ENDS_ROW), Run("끝\r")])
    assert text(data) == "😀 그림\n가\n끝"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (doc([Run("글\r")], flags=0x300), "encrypted"),
        (doc([Run("글\r")], version=0x65), "word95_unsupported"),
        (office.ole({"EncryptedPackage": b"x"}), "encrypted"),
        (office.ole({"Other": b"x"}), "broken"),
        (b"PK\x03\x04 no package", "broken"),
    ],
)
def test_what_cannot_be_read_has_a_reason(data: bytes, reason: str) -> None:
    assert read("doc", data).rejected == [(1, reason)]


def test_pieces_that_give_more_than_the_file_holds_are_bounded() -> None:
    data = bytearray(doc([Run("글\r")]))
    # The last place of the table of pieces, behind its marker and size.
    at = data.index(b"\1\2\0ab\2") + 6 + 4 + 8
    struct.pack_into("<I", data, at, 1 << 30)
    assert read("doc", bytes(data)).rejected == [(1, "too_large")]


def test_docx_and_pages_named_doc_are_read_as_what_they_are(tmp_path: Path) -> None:
    files = {
        "a.doc": doc([Run("구식\r")]),
        "b.doc": office.docx("<w:p><w:r><w:t>신식</w:t></w:r></w:p>"),
        "c.doc": b"<html><body><p>web page of some length, that is long enough to stay</p></body></html>",
        "d.doc": b"{\\rtf1 rich}",
        "e.ppt": office97.ppt([office97.Slide(office97.shape(office97.text("장")))]),
    }
    out = ingest(tmp_path, files)
    assert [f["format"] for f in out.files] == ["doc", "docx", "html", "rtf", "ppt"]
    assert [d["text"][:2] for d in out.documents] == ["구식", "신식", "we", "ri", "장"]
