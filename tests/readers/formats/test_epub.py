"""EPUB: order of chapters, navigation, encryption, nested pages."""

from pathlib import Path

from tests.readers import office
from tests.readers.reading import read


def page(body: str) -> str:
    return f"<html><head><title>t</title></head><body>{body}</body></html>"


def test_chapters_are_read_whole_in_the_order_of_the_spine() -> None:
    pages = {"b.xhtml": page("<h1>1장</h1><p>짧다.</p>"), "a.xhtml": page("<h1>2장</h1><p>끝.</p>")}
    out = read("epub", office.epub(pages))
    assert out.texts == ["1장\n\n짧다.\n\n2장\n\n끝."]
    assert (out.columns["title"], out.columns["meta"]) == (["책"], ['{"author":"글쓴이"}'])


def test_navigation_is_left_out() -> None:
    data = office.epub({"nav.xhtml": page("<p>차례</p>"), "a.xhtml": page("<p>글이다.</p>")})
    marked = office.epub({}, **{"o/b.opf": "x"})
    assert read("epub", marked).rejected == [(1, "broken")]
    assert read("epub", data).texts == ["차례\n\n글이다."]
    book = """<package><manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
    <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="n"/><itemref idref="a"/></spine></package>"""
    pages = {
        "o/nav.xhtml": page("<p>차례</p>"),
        "o/a.xhtml": page("<p>글이다.</p>"),
        "o/b.opf": book,
    }
    assert read("epub", office.epub({}, **pages)).texts == ["글이다."]


def test_locked_book_is_a_reject_and_locked_fonts_are_not() -> None:
    pages = {"a.xhtml": page("<p>글이다.</p>")}
    locked = {"META-INF/encryption.xml": "<e><EncryptedData/></e>"}
    fonts = {
        "META-INF/encryption.xml": '<e><EncryptedData a="http://www.idpf.org/2008/embedding"/></e>'
    }
    assert read("epub", office.epub(pages, **locked)).rejected == [(1, "encrypted")]
    assert read("epub", office.epub(pages, **fonts)).texts == ["글이다."]


def test_book_without_text_is_a_reject() -> None:
    assert read("epub", office.epub({"a.xhtml": page("<img/>")})).rejected == [(1, "no_content")]


def test_page_of_many_levels_is_read() -> None:
    deep = page("<div>" * 60_000 + "글이다.")
    assert read("epub", office.epub({"a.xhtml": deep})).texts == ["글이다."]


def test_real_book(real_corpus: Path) -> None:
    (file,) = (real_corpus / "documents/office").glob("*.epub")
    out = read("epub", file.read_bytes())
    assert out.columns["title"] == ["Poetry"]
    assert "The cold storms of winter shall chill him no more,\nHis woes" in out.texts[0]
