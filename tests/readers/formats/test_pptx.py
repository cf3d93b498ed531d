"""PPTX: order of slides, titles first, tables, notes; real presentations."""

from pathlib import Path

from tests.readers import office
from tests.readers.reading import read


def shape(text: str, kind: str = "") -> str:
    holder = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    return f"<p:sp>{holder}<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"


def slide(content: str) -> str:
    return f'<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>{content}</p:spTree></p:cSld></p:sld>'


def presentation(slides: list[str], **more: str) -> bytes:
    listed = "".join(f'<p:sldId r:id="slide{i}"/>' for i in reversed(range(len(slides))))
    return office.package(
        {
            "_rels/.rels": office.rels(officeDocument="ppt/presentation.xml"),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="p" xmlns:r="{office.OFFICE}"><p:sldIdLst>{listed}'
            "</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": office.rels(
                **{f"slide{i}": f"slides/s{i}.xml" for i in range(len(slides))}
            ),
            **{f"ppt/slides/s{i}.xml": slide(content) for i, content in enumerate(slides)},
            **more,
        }
    )


def test_slides_stand_in_the_order_of_the_presentation() -> None:
    out = read("pptx", presentation([shape("둘째 장"), shape("첫 장")]))
    assert out.texts == ["첫 장\n\n둘째 장"]


def test_title_comes_first_and_numbers_are_left_out() -> None:
    group = f"<p:grpSp>{shape('묶음')}</p:grpSp>"
    out = read(
        "pptx",
        presentation(
            [shape("본문", "body") + group + shape("제목", "title") + shape("7", "sldNum")]
        ),
    )
    assert out.texts == ["제목\n본문\n묶음"]


def test_table_is_rows() -> None:
    cell = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    rows = "".join(f"<a:tr>{cell.format(a)}{cell.format(b)}</a:tr>" for a, b in ("가나", "다라"))
    table = f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    assert read("pptx", presentation([table])).texts == ["가 | 나\n다 | 라"]


def test_notes_of_the_speaker_follow_their_slide() -> None:
    notes = {
        "ppt/slides/_rels/s0.xml.rels": office.rels(notesSlide="../notes/n.xml"),
        "ppt/notes/n.xml": slide(
            shape("그림", "sldImg") + shape("할 말", "body") + shape("1", "sldNum")
        ),
    }
    assert read("pptx", presentation([shape("장")], **notes)).texts == ["장\n할 말"]


def test_damage_is_a_reject() -> None:
    assert read("pptx", presentation(["<broken"])).rejected == [(1, "broken")]


def test_real_presentations(real_corpus: Path) -> None:
    for file in (real_corpus / "documents/office").glob("*.pptx"):
        out = read("pptx", file.read_bytes())
        assert out.texts or out.rejected, file.name
        if file.name == "powerpoint_sample.pptx":
            assert "Some notes on the second slide." in out.texts[0]
