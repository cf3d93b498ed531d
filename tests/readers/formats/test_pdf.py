"""PDF: paragraphs, columns, tables, running heads; scans, unknown characters, passwords, damage."""

from pathlib import Path

import pytest

from tests.readers import office
from tests.readers.reading import read


def one(pages: list[list[office.Placed]], **options: object) -> str:
    (text,) = read("pdf", office.pdf(pages, **options)).texts
    return text


def column(x: float, lines: list[str], top: float = 700) -> list[office.Placed]:
    return [(x, top - 20 * i, line) for i, line in enumerate(lines)]


def test_lines_are_joined_and_short_ones_end_a_paragraph() -> None:
    lines = [
        "정부는 다음 달부터 새로운 제도를 시행하기로 하였다고 밝",
        "혔다. 그 제도는 우리 국민이 함께 새로운 비전으로 나아갈",
        "수 있도록 마련되었다.",
        "둘째 문단은 여기에서 시작한다.",
    ]
    text = one([column(50, lines)], size=14)
    assert "밝혔다. 그 제도는" in text
    assert "나아갈 수 있도록" in text
    assert text.split("\n")[1] == "둘째 문단은 여기에서 시작한다."


def test_rest_of_a_sentence_is_no_item_of_a_list() -> None:
    """`다.` ends most Korean sentences, and is the third mark of a list."""
    lines = [
        "위원님 여러분께서는 의석을 정돈하여 자리에 앉아 주시기를 바랍니",
        "다. 보고사항은 앞에 놓인 단말기의 화면을 참고하여 주시기 바랍니",
        "다.",
    ]
    text = one([column(50, lines)], size=14)
    assert "바랍니다. 보고사항은" in text
    assert text.endswith("주시기 바랍니다.")
    items = [
        "나. 제품을 사용하는 사람이 알아야 하는 권고 용도와 사용상의 제한",
        "다. 제품을 만들고 공급하며 그에 관한 정보를 유통하는 회사의 이름",
    ]
    assert one([column(50, items)], size=14).split("\n") == items


def test_numbered_paragraph_of_a_patent_hangs_and_is_no_row_of_a_table() -> None:
    texts = [
        (50.0, 700.0, "[0037]"), (150.0, 700.0, "그러면 표시부는 사용자에 대해 정보가 포함되어 있음에"),
        (150.0, 680.0, "도 불구하고 그림을 넣을지 묻는다."),
        (50.0, 660.0, "[0038]"), (150.0, 660.0, "이때 그림을 넣을 것을 지시하는 명령이 있다고 가정하고"),
        (150.0, 640.0, "다음을 본다."),
    ]  # fmt: skip
    assert one([texts], size=14).split("\n") == [
        "[0037] 그러면 표시부는 사용자에 대해 정보가 포함되어 있음에도 불구하고 그림을 넣을지 묻는다.",
        "[0038] 이때 그림을 넣을 것을 지시하는 명령이 있다고 가정하고 다음을 본다.",
    ]


def test_hyphen_at_the_end_of_a_line_is_undone() -> None:
    lines = [
        "the quick brown fox jumped over the exam-",
        "ple of a lazy dog and then it went to sle-",
        "ep.",
    ]
    assert one([column(50, lines)]) == (
        "the quick brown fox jumped over the example of a lazy dog and then it went to sleep."
    )


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"왼쪽 단의 줄 {n}번이다 그리고" for n in range(8)]
    right = [f"오른쪽 단의 줄 {n}번이다 또" for n in range(8)]
    title = [(150.0, 740.0, "두 단 위에 놓인 넓은 제목의 줄이다")]
    # Rows of both columns alternate in the file.
    body = [p for pair in zip(column(50, left), column(310, right), strict=True) for p in pair]
    text = one([title + body]).replace("\n", " ")
    places = [text.index(line) for line in (*left, *right)]
    assert places == sorted(places)
    assert text.startswith("두 단 위에")


def test_left_column_alone_on_a_page_is_joined() -> None:
    """The last page of a text in two columns: its lines are short, and end at one place."""
    lines = [
        "구청은 보행로 정비 사업을 예산의 범",
        "위 안에서 추진하기로 하고 주민과 협",
        "의하여 결정하며 그 결과를 매달 구민",
        "에게 알린다고 밝혔다.",
        "주민자치회는 지난 회의에서 원안을 의",
        "결하였으며 다음 달에 열리는 회의에서",
        "예산의 집행을 점검하기로 하고 담당 부",
        "서에 자료를 요청하였다.",
    ]
    assert one([column(50, lines)]).split("\n") == [
        "구청은 보행로 정비 사업을 예산의 범위 안에서 추진하기로 하고 주민과 협의하여 결정하며 그 결과를 "
        "매달 구민에게 알린다고 밝혔다.",
        "주민자치회는 지난 회의에서 원안을 의결하였으며 다음 달에 열리는 회의에서 예산의 집행을 점검하기로 "
        "하고 담당 부서에 자료를 요청하였다.",
    ]


def test_short_lines_of_a_list_stay_lines() -> None:
    lines = [
        "서울특별시 마포구 월드컵로 212",
        "마포구청 기획예산과",
        "전화 02-3153-8000",
        "전송 02-3153-8001",
        "담당 홍길동 주무관",
        "근무 시간 아홉 시부터 여섯 시",
        "점심 시간 열두 시부터 한 시",
        "주차 청사 지하 두 시간",
    ]
    assert one([column(50, lines)]).split("\n") == lines


def test_table_with_rules_is_rows_and_a_merged_cell_is_one() -> None:
    # Three rows and two columns at x 50-250-450; the last row is one cell.
    rules = "".join(f"50 {y} m 450 {y} l S\n" for y in (600, 630, 660, 690))
    rules += "50 600 m 50 690 l S 450 600 m 450 690 l S 250 630 m 250 690 l S\n"
    texts = [
        (60.0, 670.0, "이름"), (260.0, 670.0, "긴 설명이"), (260.0, 661.0, "두 줄이다"),
        (60.0, 640.0, "가나"), (260.0, 640.0, "다라"), (60.0, 610.0, "합친 칸"),
    ]  # fmt: skip
    before, after = (50.0, 720.0, "표 앞의 문장이다."), (50.0, 570.0, "표 뒤의 문장이다.")
    assert one([[before, *texts, after]], rules=rules, size=8).split("\n") == [
        "표 앞의 문장이다.", "이름 | 긴 설명이 두 줄이다", "가나 | 다라", "합친 칸", "표 뒤의 문장이다.",
    ]  # fmt: skip


def test_rule_between_columns_makes_no_table() -> None:
    rules = "50 750 m 550 750 l S 50 50 m 550 50 l S 300 50 m 300 750 l S\n"
    left = column(60, [f"왼쪽 단의 {n}번 줄이다." for n in range(25)])
    right = column(310, [f"오른쪽 단의 {n}번 줄이다." for n in range(25)])
    lines = one([left + right], rules=rules).split("\n")
    assert lines == [text for _, _, text in left + right]


def test_running_heads_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        [
            (50, 770, f"제3차 회의록 {n}쪽"),
            (50, 600, f"{chr(0xAC00 + n)} 쪽의 본문이다."),
            (290, 30, f"- {n} -"),
        ]
        for n in range(1, 5)
    ]
    assert one(pages) == "\n".join(f"{chr(0xAC00 + n)} 쪽의 본문이다." for n in range(1, 5))


def test_head_of_a_single_page_is_kept() -> None:
    assert one([[(50, 770, "보고서 제목"), (50, 600, "본문이다.")]]) == "보고서 제목\n본문이다."


def test_paragraph_goes_on_over_a_page() -> None:
    line = "이 문장은 쪽의 끝에서 끝나지 않고 다음 쪽으로 자꾸 넘어가서"
    pages = [
        column(50, [line, line], 200),
        [*column(50, ["이어지고 끝난다."]), (50, 600, "새 문단.")],
    ]
    text = one(pages, size=14)
    assert text.endswith("넘어가서 이어지고 끝난다.\n새 문단.")


def test_scan_and_unreadable_text_are_rejects() -> None:
    assert read("pdf", office.pdf([[]])).rejected == [(1, "no_text_layer")]
    private = "".join(chr(0xE000 + n) for n in range(50))
    assert read("pdf", office.pdf([[(50, 700, private)]])).rejected == [(1, "unreadable_text")]


def test_unreadable_page_among_others_is_named() -> None:
    private = "".join(chr(0xE000 + n) for n in range(50))
    out = read("pdf", office.pdf([[(50, 700, "읽을 수 있는 쪽이다.")], [(50, 700, private)]]))
    assert out.texts == ["읽을 수 있는 쪽이다."]
    assert out.columns["meta"] == ['{"unreadable_pages":"2"}']


@pytest.mark.parametrize("cut", [10, 300, -40, -7])
def test_file_that_is_cut_short_is_a_reject(cut: int) -> None:
    assert read("pdf", office.pdf([[(50, 700, "글이다.")]])[:cut]).rejected == [(1, "broken")]


def test_password_is_a_reject() -> None:
    data = office.pdf([[(50, 700, "글이다.")]])
    lock = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O(%s)/U(%s)>>/ID[<00><00>]"
    data = data.replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock % (b"o" * 32, b"u" * 32))
    assert read("pdf", data).rejected == [(1, "encrypted")]


def test_real_documents(real_corpus: Path) -> None:
    folder = real_corpus / "documents/pdf"
    bill = read("pdf", next(folder.glob("2125318*.pdf")).read_bytes()).texts[0]
    # Broken in the file: 중소상|공인, 탄소중립위원|회가, 경|우.
    for joined in (
        "중소상공인, 시민사회단체",
        "탄소중립위원회가 출범했지만",
        "위촉하는 경우 다양한",
    ):
        assert joined in bill
    assert "- 2 -" not in bill
    paper = read("pdf", next(folder.glob("A Multi*.pdf")).read_bytes()).texts[0]
    assert "it is considerably difficult to recognize because of its various shapes" in paper
    assert "\nMaxPooling | k2, s2 | 1×16×50\n" in paper
    assert read("pdf", (folder / "chinese_scan.pdf").read_bytes()).rejected == [
        (1, "no_text_layer")
    ]
    assert read("pdf", (folder / "cid-font-no-tounicode.pdf").read_bytes()).rejected == [
        (1, "unreadable_text")
    ]
