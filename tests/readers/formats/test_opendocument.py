"""OpenDocument: texts, sheets, presentations; passwords, repeated cells, real documents."""

from pathlib import Path

from tests.readers import office
from tests.readers.reading import read


def one(kind: str, body: str) -> str:
    (text,) = read("opendocument", office.odf(kind, body)).texts
    return text


def test_paragraphs_with_spaces_breaks_and_spans() -> None:
    body = "<text:h>제목</text:h><text:p>가<text:s/>나<text:span>다</text:span>라<text:line-break/>마</text:p>"
    assert one("text", body) == "제목\n가 나다라\n마"


def test_notes_follow_and_comments_and_deleted_text_are_left_out() -> None:
    body = (
        "<text:tracked-changes><text:p>지움</text:p></text:tracked-changes><text:p>본문<text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>각주.</text:p></text:note-body>"
        "</text:note>이다.<o:annotation><text:p>메모</text:p></o:annotation></text:p>"
        "<text:list><text:list-item><text:p>항목</text:p></text:list-item></text:list>"
    )
    assert one("text", body) == "본문이다.\n항목\n\n각주."


def test_table_is_rows_and_a_frame_follows_its_paragraph() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    table = f"<table:table><table:table-header-rows><table:table-row>{cell.format('가')}{cell.format('나')}"
    table += f"</table:table-row></table:table-header-rows><table:table-row>{cell.format('다')}</table:table-row></table:table>"
    frame = "<draw:frame><draw:text-box><text:p>상자</text:p></draw:text-box></draw:frame>"
    assert one("text", f"<text:p>앞{frame}뒤</text:p>{table}") == "앞뒤\n상자\n가 | 나\n다"


def test_sheet_keeps_columns_and_bounds_repetition() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    row = f"<table:table-row>{empty}<table:table-cell><text:p>멀리</text:p></table:table-cell></table:table-row>"
    first = "<table:table-row><table:table-cell><text:p>가</text:p></table:table-cell></table:table-row>"
    void = f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    twice = row.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="2">')
    body = f'<table:table table:name="시트">{first}{void}{twice}</table:table>'
    assert one("spreadsheet", body) == "시트\n가\n| 멀리\n| 멀리"


def test_empty_cells_that_are_repeated_keep_the_columns_of_a_sheet_apart() -> None:
    def cell(text: str, times: int = 1) -> str:
        return f'<table:table-cell table:number-columns-repeated="{times}"><text:p>{text}</text:p></table:table-cell>'

    rows = [cell("가") + cell("", 2) + cell("나"), cell("다") + cell("") + cell("라")]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    assert one("spreadsheet", f"<table:table>{body}</table:table>") == "가 | | 나\n다 | 라"


def test_cell_that_is_repeated_stands_in_each_column_and_dates_are_iso() -> None:
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    date = 'xmlns:office="o" office:value-type="date" office:date-value="{}"'
    row = "".join(
        [
            cell.format('table:number-columns-repeated="3"', "0"),
            cell.format(date.format("2024-03-05"), "24년 3월 5일"),
            cell.format(date.format("2024-03-05T09:30:00"), "아홉 시 반"),
        ]
    )
    body = f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    assert one("spreadsheet", body) == "0 | 0 | 0 | 2024-03-05 | 2024-03-05 09:30:00"


def test_password_is_a_reject_and_title_is_stated() -> None:
    locked = office.odf("text", "", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"})
    assert read("opendocument", locked).rejected == [(1, "encrypted")]
    out = read("opendocument", office.odf("text", "<text:p>글</text:p>"))
    assert (out.columns["title"], out.columns["meta"]) == (["제목"], ['{"author":"글쓴이"}'])


def test_real_documents(real_corpus: Path) -> None:
    (file,) = (real_corpus / "documents/office").glob("*.ods")
    assert (
        "\nYear | Freshwater Ducks\n2019 | 120\n"
        in read("opendocument", file.read_bytes()).texts[0]
    )
