"""HWPX: text, tables, notes, boxes, equations, changes; passwords, real documents."""

from pathlib import Path

from tests.readers import office
from tests.readers.reading import read


def run(content: str) -> str:
    return f"<hp:p><hp:run>{content}</hp:run></hp:p>"


def one(body: str) -> str:
    (text,) = read("hwpx", office.hwpx(body)).texts
    return text


def test_text_with_spaces_breaks_and_changes() -> None:
    changed = "가<hp:deleteBegin/>나<hp:deleteEnd/>다<hp:insertBegin/>라<hp:insertEnd/>"
    assert (
        one(run("<hp:t>첫<hp:tab/>줄<hp:lineBreak/>둘째<hp:fwSpace/>줄</hp:t>")) == "첫 줄\n둘째 줄"
    )
    assert one(run(f"<hp:t>{changed}</hp:t>")) == "가다라"


def test_line_of_text_art_ends_where_hangul_draws_its_controls() -> None:
    art = '<hp:p><hp:run><hp:textart text="첫 줄␍␊둘째 줄"/></hp:run></hp:p>'
    assert read("hwpx", office.hwpx(art)).texts == ["첫 줄\n둘째 줄"]


def test_table_is_rows_after_its_caption() -> None:
    def cell(text: str) -> str:
        return f"<hp:tc><hp:subList>{run(f'<hp:t>{text}</hp:t>')}</hp:subList></hp:tc>"

    table = (
        f"<hp:tbl><hp:caption><hp:subList>{run('<hp:t>표 1</hp:t>')}</hp:subList></hp:caption>"
        f"<hp:tr>{cell('가')}{cell('나')}</hp:tr><hp:tr>{cell('다')}{cell('')}</hp:tr></hp:tbl>"
    )
    assert (
        one(run("<hp:t>앞</hp:t>" + table) + run("<hp:t>뒤</hp:t>")) == "앞\n표 1\n가 | 나\n다\n뒤"
    )


def test_notes_boxes_equations_and_what_is_left_out() -> None:
    def control(name: str, text: str) -> str:
        return f"<hp:ctrl><hp:{name}><hp:subList>{run(f'<hp:t>{text}</hp:t>')}</hp:subList></hp:{name}></hp:ctrl>"

    box = f"<hp:rect><hp:drawText><hp:subList>{run('<hp:t>상자</hp:t>')}</hp:subList></hp:drawText></hp:rect>"
    body = run(
        control("header", "머리말")
        + "<hp:t>본문</hp:t>"
        + control("footNote", "각주.")
        + "<hp:equation><hp:script>a over b</hp:script></hp:equation>"
        + box
        + "<hp:dutmal><hp:mainText>본말</hp:mainText><hp:subText>덧말</hp:subText></hp:dutmal>"
        + control("hiddenComment", "숨은 설명")
    )
    assert one(body) == "본문 a over b 본말\n상자\n\n각주."


def test_title_author_and_date_are_stated() -> None:
    out = read("hwpx", office.hwpx(run("<hp:t>첫 줄이다.</hp:t>")))
    assert (out.columns["title"], out.columns["date"]) == (["첫 줄"], ["2024-05-01T00:00:00Z"])
    assert out.columns["meta"] == ['{"author":"글쓴이"}']


def test_sections_are_read_by_number() -> None:
    more = {
        f"Contents/section{n}.xml": f'<hs:sec xmlns:hs="s" xmlns:hp="p">{run(f"<hp:t>{n}</hp:t>")}</hs:sec>'
        for n in range(1, 12)
    }
    (text,) = read("hwpx", office.hwpx(run("<hp:t>0</hp:t>"), **more)).texts
    assert text.split() == [str(n) for n in range(12)]


def test_password_and_missing_body_are_rejects() -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    locked = office.hwpx("", **{"META-INF/manifest.xml": manifest})
    assert read("hwpx", locked).rejected == [(1, "encrypted")]
    assert read("hwpx", office.package({"a": "a"})).rejected == [(1, "broken")]


def test_real_documents(real_corpus: Path) -> None:
    files = sorted((real_corpus / "documents/hwpx").glob("*.hwpx"))
    read_all = {f.name: read("hwpx", f.read_bytes()) for f in files}
    assert not any(r.rejected for r in read_all.values())
    notice = read_all["error__20230413__test.hwpx"].texts[0]
    assert notice.startswith("서울특별시 강남구 공고 제2023-745호\n")
    assert "이름 | 국어 | 영어 | 수학\n" in read_all["tool__textextractor__Table.hwpx"].texts[0]
