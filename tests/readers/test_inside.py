"""Documents under names of other formats: what lies in a file says which format it has."""

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.readers.inside import names_in
from tests.faults.outcome import ingest
from tests.readers import office, office97
from tests.readers.office97 import Run, doc
from tests.readers.reading import opened

HWP = office.hwp([office.hwp_paragraph("한글 문서")])
DOCX = office.docx("<w:p><w:r><w:t>새 문서</w:t></w:r></w:p>")
ARCHIVE = office.package({"안/글.txt": "묶인 글", "안/문서.hwp": HWP})


@pytest.mark.parametrize(
    "name", ["a", "a.txt", "a.hwp.txt", "a.doc", "a.zip", "a.csv", "a.tmp", "a.hwpx"]
)
@pytest.mark.parametrize(
    ("data", "expected", "text"),
    [
        (HWP, "hwp", "한글 문서"),
        (DOCX, "docx", "새 문서"),
        (doc([Run("옛 문서\r")]), "doc", "옛 문서"),
        (office.xls([(0, 0, "옛 표")]), "xls", "시트\n옛 표"),
        (office97.ppt([office97.Slide(office97.shape(office97.text("옛 장")))]), "ppt", "옛 장"),
    ],
)
def test_document_under_another_name_is_read(
    tmp_path: Path, name: str, data: bytes, expected: str, text: str
) -> None:
    out = ingest(tmp_path, {name: data, "other.txt": b"other"})
    assert {f["file"]: f["format"] for f in out.files}[name] == expected
    assert {d["file"]: d["text"] for d in out.documents}[name] == text
    assert out.rejects == []


@pytest.mark.parametrize("name", ["a.hwp", "a.pdf", "a.docx", "a.txt", "a.zip"])
def test_archive_named_as_a_document_is_an_archive(tmp_path: Path, name: str) -> None:
    out = ingest(tmp_path, {name: ARCHIVE})
    assert {d["file"]: d["text"] for d in out.documents} == {
        f"{name}!안/글.txt": "묶인 글",
        f"{name}!안/문서.hwp": "한글 문서",
    }
    assert out.rejects == []


def test_document_that_is_cut_short_stays_what_its_name_says(tmp_path: Path) -> None:
    cut = {"a.docx": DOCX[:-40], "b.hwp": HWP[:2000], "c.hwp": ARCHIVE[:-30], "d.txt": b"text"}
    out = ingest(tmp_path, cut)
    assert [(r["file"], r["reason"]) for r in out.rejects] == [
        ("a.docx", "broken"),
        ("b.hwp", "broken"),
        ("c.hwp", "broken"),
    ]


def test_workbook_that_holds_a_document_is_read_as_it_is_named() -> None:
    """Embedded objects bring their streams into the directory of the file around them."""
    from pipeline.readers.detect import format_of
    from pipeline.readers.registry import installed

    head = office.ole({"A": b""})[:4096]
    names = ("Root Entry", "WordDocument", "Workbook")
    assert format_of(installed(), "a.xls", head, names) == "xls"
    assert format_of(installed(), "a.doc", head, names) == "doc"
    assert format_of(installed(), "a.dat", head, names[::-1]) == "xls"


def test_names_of_many_members_are_found_and_the_stream_stays_in_place() -> None:
    members: dict[str, str | bytes] = {f"word/media/{i}.png": "" for i in range(2000)}
    members["[Content_Types].xml"] = ""
    stream = opened(office.package(members))
    stream.seek(7)
    assert names_in(stream, b"PK\3\4") == tuple(members)
    assert stream.tell() == 7


def test_damaged_directories_have_no_names() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", "text")
    data = sink.getvalue()
    end = data.index(b"PK\5\6")
    far = data[: end + 12] + b"\xff\xff\xff\x00" + data[end + 16 :]
    for damaged in (data[:-1], data[:60], far, data[: end + 8]):
        assert names_in(opened(damaged), damaged[:4096]) == ()
    for damaged in (HWP[:51], HWP[:30] + b"\xff\xff" + HWP[32:], HWP[:48] + b"\xff" * 4 + HWP[52:]):
        assert names_in(opened(damaged), damaged[:4096]) == ()
