"""Documents cut short, with bits flipped and pieces overwritten: one record or one reject, in little time."""

import random
import time

import pytest

from tests.readers import office, office97
from tests.readers.formats.test_hwpml import hwpml, p
from tests.readers.formats.test_pptx import presentation, shape
from tests.readers.formats.test_xlsx import workbook
from tests.readers.office import hwp_cell, hwp_control, hwp_object, hwp_paragraph, hwp_record
from tests.readers.office97 import ENDS_ROW, IN_TABLE, Run
from tests.readers.reading import read

# Reasons that a damaged document may have; `encrypted` if the flipped bit says so.
REASONS = {
    "broken", "encrypted", "encoding", "hwp3_unsupported", "no_content", "no_text_layer", "too_deep", "too_large",
    "unreadable_text", "unknown_format", "word95_unsupported",
}  # fmt: skip
TABLE = (
    hwp_control("tbl ", 1)
    + hwp_record(77, 2, b"\0" * 8)
    + hwp_cell(0, 0, "가", 2)
    + hwp_cell(1, 0, "나", 2)
)
SAMPLES = {
    "hwp": office.hwp([hwp_paragraph("본문" + hwp_object(), 0, TABLE)] * 3, flags=0),
    "hwpx": office.hwpx("<hp:p><hp:run><hp:t>본문이다.</hp:t></hp:run></hp:p>" * 20),
    "hwpml": hwpml(p("<CHAR>본문이다.</CHAR>") * 20),
    "pdf": office.pdf([[(50, 700 - 20 * i, "본문의 줄이다.") for i in range(10)]] * 3, rules="50 600 m 450 600 l S\n"),
    "docx": office.docx("<w:p><w:r><w:t>본문</w:t></w:r></w:p>" * 20),
    "pptx": presentation([shape("장")] * 5),
    "xlsx": workbook('<row><c r="A1"><v>1</v></c></row>' * 20),
    "doc": office97.doc([Run("본문이다.\r"), Run("가\x07", IN_TABLE), Run("\x07", ENDS_ROW)] * 5),
    "ppt": office97.ppt([office97.Slide(office97.shape(office97.text("장")) * 5)] * 5),
    "msg": office97.msg({"0037001F": "제목", "1000001F": "글이다.\r\n" * 50}),
    "xls": office.xls([(i, 0, "이름") for i in range(50)]),
    "opendocument": office.odf("text", "<text:p>본문</text:p>" * 20),
    "rtf": b"{\\rtf1\\ansicpg949 " + b"{\\b \\'b0\\'a1}\\u44032?\\par " * 50 + b"}",
    "epub": office.epub({f"{i}.xhtml": "<html><body><p>글이다.</p></body></html>" for i in range(5)}),
    "eml": b"Subject: =?utf-8?b?6riA?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n" + b"text\n" * 50 + b"--b--",
    "sami": b"<SAMI><BODY>" + b"<SYNC Start=1000><P Class=KRCC>text<br>\n" * 50,
    "subtitles": b"1\n00:00:01,000 --> 00:00:02,000\ntext\n\n" * 50,
}  # fmt: skip


def damaged(data: bytes, seed: int) -> bytes:
    """The bytes cut short, with bits flipped, or with a piece overwritten."""
    rng, out = random.Random(seed), bytearray(data)
    if seed % 3 == 0:
        return bytes(out[: rng.randrange(len(out))])
    if seed % 3 == 1:
        for _ in range(1 + seed):
            out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
        return bytes(out)
    at = rng.randrange(len(out))
    out[at : at + rng.randrange(64)] = rng.randbytes(rng.randrange(64))
    return bytes(out)


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_document_is_a_record_or_a_reject(name: str) -> None:
    read(name, SAMPLES[name])
    start = time.monotonic()
    for seed in range(90):
        out = read(name, damaged(SAMPLES[name], seed))
        assert {reason for _, reason in out.rejected} <= REASONS
        assert len(out.texts) + len(out.rejected) >= 1
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_is_read(name: str) -> None:
    out = read(name, SAMPLES[name])
    assert (out.rejected, bool(out.texts[0])) == ([], True)


@pytest.mark.parametrize("name", ["hwpx", "docx", "opendocument", "pptx", "xlsx", "epub"])
def test_zip_bomb_is_a_reject(name: str) -> None:
    bomb = b"<a>" + b"\0" * (300 << 20)
    parts = {
        "hwpx": {"Contents/section0.xml": bomb},
        "docx": {"_rels/.rels": office.rels(officeDocument="d"), "d": bomb},
        "pptx": {"_rels/.rels": office.rels(officeDocument="d"), "d": bomb},
        "xlsx": {"_rels/.rels": office.rels(officeDocument="d"), "d": bomb},
        "opendocument": {"content.xml": bomb},
        "epub": {"META-INF/container.xml": bomb},
    }
    assert read(name, office.package(parts[name])).rejected == [(1, "too_large")]
