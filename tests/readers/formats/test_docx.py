"""DOCX: runs, tables, notes, boxes, equations, changes; passwords, damage, real documents."""

from pathlib import Path

from tests.readers import office
from tests.readers.reading import read


def p(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def one(body: str, **parts: str) -> str:
    (text,) = read("docx", office.docx(body, **parts)).texts
    return text


def test_runs_are_one_paragraph_with_breaks_and_tabs() -> None:
    body = p(r("한 ") + r("문단") + "<w:r><w:br/><w:t>둘째</w:t><w:tab/><w:t>줄</w:t></w:r>") + p(
        r("셋째")
    )
    assert one(body) == "한 문단\n둘째 줄\n셋째"


def test_deleted_and_moved_text_is_left_out_and_inserted_kept() -> None:
    body = p(
        r("가")
        + "<w:del><w:r><w:delText>지움</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{r('옮김')}</w:moveFrom><w:ins>{r('나')}</w:ins><w:hyperlink>{r('다')}</w:hyperlink>"
    )
    assert one(body) == "가나다"


def test_table_is_rows_also_in_content_controls() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(r(c))}</w:tc>" for c in cells) + "</w:tr>"

    table = f"<w:tbl>{row('가', '나')}<w:sdt><w:sdtContent>{row('다', '라')}</w:sdtContent></w:sdt></w:tbl>"
    assert one(p(r("앞")) + table + p(r("뒤"))) == "앞\n가 | 나\n다 | 라\n뒤"


def test_footnotes_follow_the_text_without_separators() -> None:
    notes = f'<w:footnote w:type="separator">{p(r("---"))}</w:footnote><w:footnote w:id="2">{p(r("각주."))}</w:footnote>'
    assert one(p(r("본문")), footnotes=notes) == "본문\n\n각주."


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p(r('상자'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert one(p(r("본문") + f"<w:r>{both}</w:r>") + p(r("뒤"))) == "본문\n상자\n뒤"


def test_equation_is_its_characters() -> None:
    fraction = (
        "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
    )
    assert one(p(r("값은") + f"<m:oMath>{fraction}</m:oMath>" + r("이다"))) == "값은 a/b 이다"


def test_function_of_an_equation_stands_apart_from_its_argument() -> None:
    part = "<m:{0}><m:r><m:t>{1}</m:t></m:r></m:{0}>"
    log = (
        f"<m:oMath><m:func>{part.format('fName', 'log')}{part.format('e', 'x')}</m:func></m:oMath>"
    )
    assert one(p(r("y는") + log)) == "y는 log x"


def test_title_author_and_date_are_stated() -> None:
    out = read("docx", office.docx(p(r("글"))))
    assert (out.columns["title"], out.columns["date"]) == (["제목"], ["2024-05-01T00:00:00Z"])
    assert out.columns["meta"] == ['{"author":"글쓴이"}']


def test_password_and_damage_are_rejects() -> None:
    assert read("docx", office.ole({"EncryptedPackage": b"x"})).rejected == [(1, "encrypted")]
    assert read("docx", office.docx("<w:p>")).rejected == [(1, "broken")]
    assert read("docx", office.package({"a": "a"})).rejected == [(1, "broken")]


def test_real_documents(real_corpus: Path) -> None:
    files = {f.name: f for f in (real_corpus / "documents/office").glob("*.docx")}
    texts = {name: read("docx", file.read_bytes()).texts[0] for name, file in files.items()}
    assert "Cell 1.0 | Merged Cell 1.1 1.2\n" in texts["word_tables.docx"]
    assert all(len(text) > 50 for text in texts.values())
