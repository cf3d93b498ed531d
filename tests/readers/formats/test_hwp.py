"""HWP 5: text, tables, notes, boxes, equations; passwords, distribution, bombs, real documents."""

import struct
from pathlib import Path

import pytest

from pipeline.readers.formats import hwp
from tests.readers import office
from tests.readers.office import hwp_cell, hwp_control, hwp_object, hwp_paragraph, hwp_record
from tests.readers.reading import read

SENTENCE = "이 문서는 상위 버전의 배포용 문서입니다"


def one(data: bytes) -> str:
    (text,) = read("hwp", data).texts
    return text


def test_paragraphs_of_all_sections_in_order() -> None:
    sections = [hwp_paragraph(f"문단 {n}") for n in range(11)]
    assert one(office.hwp(sections)) == "\n".join(f"문단 {n}" for n in range(11))
    assert one(office.hwp(sections, flags=0)).startswith("문단 0\n문단 1\n")


def test_special_characters() -> None:
    text = "가\t\0\0\0\0\0\0\t나\n다\x18라\x1e마\x1f바"
    assert one(office.hwp([hwp_paragraph(text)])) == "가 나\n다-라 마 바"


def test_text_beyond_the_first_plane_and_symbols_of_hangul() -> None:
    assert (
        one(office.hwp([hwp_paragraph("𠀀\U000f0852인용\U000f0853 가\uf85e나")]))
        == "𠀀“인용” 가·나"
    )


def test_table_is_rows_whose_cells_stand_by_their_columns() -> None:
    cells = [(1, 0, "나"), (0, 0, "가"), (0, 1, "다"), (1, 1, "")]
    table = hwp_control("tbl ", 1) + hwp_record(77, 2, b"\0" * 8)
    table += b"".join(hwp_cell(column, row, text, 2) for column, row, text in cells)
    data = office.hwp([hwp_paragraph("앞" + hwp_object(), 0, table) + hwp_paragraph("뒤")])
    assert one(data) == "앞\n가 | 나\n다\n뒤"


def test_table_in_a_table_is_text_of_its_cell() -> None:
    inner = hwp_control("tbl ", 3) + hwp_record(77, 4, b"\0" * 8)
    inner += hwp_cell(0, 0, "속1", 4) + hwp_cell(1, 0, "속2", 4)
    table = hwp_control("tbl ", 1) + hwp_record(77, 2, b"\0" * 8) + hwp_cell(0, 0, "왼쪽", 2)
    table += hwp_record(72, 2, struct.pack("<HIHHHHH", 1, 0, 0, 1, 0, 1, 1))
    table += hwp_paragraph("겉" + hwp_object(), 2, inner)
    assert one(office.hwp([hwp_paragraph(hwp_object(), 0, table)])) == "왼쪽 | 겉 속1 | 속2"


def test_notes_follow_the_text_and_heads_are_left_out() -> None:
    def control(kind: str, text: str) -> bytes:
        return hwp_control(kind, 1) + hwp_record(72, 2, b"\0" * 8) + hwp_paragraph(text, 2)

    controls = control("head", "머리말") + control("fn  ", "각주.") + control("tcmt", "숨은 설명")
    text = hwp_object(16) + "본문" + hwp_object(17) + "이다." + hwp_object(15)
    data = office.hwp([hwp_paragraph(text, 0, controls) + hwp_paragraph("다음.")])
    assert one(data) == "본문이다.\n다음.\n\n각주."


def test_text_box_follows_its_paragraph_and_an_equation_stands_in_it() -> None:
    box = hwp_control("gso ", 1) + hwp_record(76, 2, b"\0" * 4) + hwp_record(72, 3, b"\0" * 8)
    box += hwp_paragraph("상자", 3)
    script = "a over b"
    equation = hwp_control("eqed", 1)
    equation += hwp_record(88, 2, struct.pack("<IH", 0, len(script)) + script.encode("utf-16-le"))
    text = "값은" + hwp_object() + "이고" + hwp_object() + "이다."
    assert (
        one(office.hwp([hwp_paragraph(text, 0, box + equation)])) == "값은이고 a over b 이다.\n상자"
    )


def test_password_and_version_3_are_rejects() -> None:
    assert read("hwp", office.hwp([b""], flags=3)).rejected == [(1, "encrypted")]
    old = b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + b"\0" * 200
    assert read("hwp", old).rejected == [(1, "hwp3_unsupported")]


@pytest.mark.parametrize(
    "data",
    [
        office.ole({"Other": b"x"}),
        office.ole({"FileHeader": b"HWP Document File".ljust(40, b"\0")}),
        office.hwp([hwp_paragraph("글")])[:3000],
        office.ole(
            {
                "FileHeader": b"HWP Document File".ljust(36, b"\0") + b"\1",
                "BodyText/Section0": b"\xff" * 99,
            }
        ),
    ],
)
def test_broken_storages_are_rejects(data: bytes) -> None:
    assert read("hwp", data).rejected == [(1, "broken")]


def test_distribution_document_is_read_from_its_encrypted_body() -> None:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    seed, key = 0x1234567A, b"0123456789abcdef"
    mask, state = bytearray(), seed
    while len(mask) < 256:
        state = (state * 214013 + 2531011) % 2**32
        value = state >> 16 & 0xFF
        state = (state * 214013 + 2531011) % 2**32
        mask += bytes([value]) * ((state >> 16 & 15) + 1)
    place = 4 + (seed & 15)
    clear = bytearray(256)
    clear[place : place + 16] = key
    head = (
        seed.to_bytes(4, "little") + bytes(a ^ b for a, b in zip(clear, mask, strict=False))[4:256]
    )
    packed = office._deflated(hwp_paragraph("진짜 본문."))
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    body = encryptor.update(packed.ljust(-(-len(packed) // 16) * 16, b"\0"))
    section = hwp_record(28, 0, head) + body
    flags = 5
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    stub = office._deflated(hwp_paragraph(SENTENCE))
    streams = {"FileHeader": header, "BodyText/Section0": stub, "ViewText/Section0": section}
    assert one(office.ole(streams)) == "진짜 본문."
    del streams["ViewText/Section0"]
    assert read("hwp", office.ole(streams)).rejected == [(1, "broken")]


def test_placeholder_of_a_distribution_document_is_a_reject() -> None:
    data = office.hwp([hwp_paragraph(SENTENCE + ". 최신 버전에서 여십시오.")])
    assert read("hwp", data).rejected == [(1, "distribution_placeholder")]
    about = hwp_paragraph("긴 글에서는 인용이다. " * 40 + SENTENCE)
    assert len(read("hwp", office.hwp([about])).texts) == 1


def test_bombs_are_rejects(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"".join(hwp_record(72, level, b"\0" * 16) for level in range(1000))
    assert read("hwp", office.hwp([deep])).rejected == [(1, "too_deep")]
    boxes = hwp_record(72, 90, b"\0" * 16) * 900_000
    assert len(read("hwp", office.hwp([boxes])).texts) == 1
    assert read("hwp", office.hwp([b"\0" * (257 << 20)])).rejected == [(1, "too_large")]
    assert read("hwp", office.hwp([b"\0\0\0\0" * 1_100_000])).rejected == [(1, "too_large")]


def test_title_is_left_out_if_the_text_does_not_begin_with_it() -> None:
    text = hwp.HangulText(["다른 글의 본문이다."])
    assert text.document("옛 제목", None, None).title is None
    assert text.document("다른 글", None, None).title == "다른 글"


def test_real_documents(real_corpus: Path) -> None:
    folder = real_corpus / "documents"
    rulings = [read("hwp", f.read_bytes()) for f in sorted(folder.glob("hwp_rulings/*.hwp"))[::5]]
    assert all(len(r.texts) == 1 and len(r.texts[0]) > 100 for r in rulings)
    assert all("[ 제 목 ]" in r.texts[0] for r in rulings)
    others = {f.name: read("hwp", f.read_bytes()) for f in sorted(folder.glob("hwp/*.hwp"))}
    assert not any(r.rejected for r in others.values())
    assert not any(SENTENCE in t for r in others.values() for t in r.texts)
    assert "2025년 강남세움센터 시설관리원" in others["sample_hwp__distribution.hwp"].texts[0]


def test_hwpx_under_the_name_of_hwp_is_read() -> None:
    body = "<hp:p><hp:run><hp:t>한글 문서</hp:t></hp:run></hp:p>"
    assert one(office.hwpx(body)) == "한글 문서"
    assert read("hwp", b"PK\x03\x04 no document").rejected == [(1, "broken")]
