"""PPT: slides in order, titles first, outline, tables, notes; stale slides, passwords, damage."""

import struct

import pytest

from tests.readers import office
from tests.readers.office97 import Slide, cell, container, ppt, record, shape, table, text
from tests.readers.reading import read


def slides(*given: Slide) -> str:
    return read("ppt", ppt(list(given))).texts[0]


def test_titles_come_first_and_slides_are_parted() -> None:
    body = shape(text("본문 첫째\r둘째\v이어짐"))
    first = Slide(body + container(0xF003, shape(text("묶인 글"))) + shape(text("제목", 0)))
    latin = record(4008, "caf\xe9".encode("latin-1"))
    assert slides(first, Slide(shape(latin))) == "제목\n본문 첫째\n둘째\n이어짐\n묶인 글\n\ncafé"


def test_shape_names_a_text_of_the_outline() -> None:
    named = [shape(record(3998, struct.pack("<I", i))) for i in (1, 0, 7)]
    assert slides(Slide(b"".join(named), text("제목", 0) + text("개요", 1))) == "제목\n개요"


def test_rows_of_tables_are_lines() -> None:
    cells = [cell("값", 9, 0), cell("이름", 1, 0), cell("가", 1, 5), cell("1", 9, 5)]
    assert slides(Slide(table(*cells))) == "이름 | 값\n가 | 1"


def test_notes_follow_and_numbers_dates_and_footers_are_left_out() -> None:
    number = shape(text("쪽 3"), record(3011, struct.pack("<iBBH", 0, 8, 0, 0)))
    notes = shape(text("말할 것", 2)) + shape(text("3", 4))
    assert slides(Slide(shape(text("글")) + number, notes=notes)) == "글\n말할 것"


def test_slides_of_an_earlier_edit_are_not_read() -> None:
    stale = container(1006, shape(text("지난 판")))
    assert read("ppt", ppt([Slide(shape(text("새 판")))], stale)).texts == ["새 판"]


def test_edits_that_name_each_other_end() -> None:
    data = bytearray(ppt([Slide(shape(text("글")))]))
    at = [i for i in range(len(data)) if data[i : i + 4] == struct.pack("<HH", 0, 4085)]
    last = at[-1] - data.index(struct.pack("<HH", 0xF, 1006))
    struct.pack_into("<I", data, at[0] + 16, last)
    assert read("ppt", bytes(data)).rejected == [(1, "broken")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ppt([Slide(shape(text("글")))], mark=0xF3D1C4DF), "encrypted"),
        (office.ole({"EncryptedPackage": b"x"}), "encrypted"),
        (office.ole({"Current User": b"x"}), "broken"),
        (b"PK\x03\x04 no package", "broken"),
    ],
)
def test_what_cannot_be_read_has_a_reason(data: bytes, reason: str) -> None:
    assert read("ppt", data).rejected == [(1, reason)]
