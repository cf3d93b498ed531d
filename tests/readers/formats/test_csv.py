"""CSV and TSV: quotes, widths, delimiters, encodings."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import DamagedError, Fields
from tests.readers.reading import read

CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\x0e\x1b\ufeff")
    | st.sampled_from('\n",;'),
    max_size=15,
)


@given(st.lists(st.tuples(CELL, CELL), max_size=10), st.sampled_from([",", "\t", ";", "|"]))
def test_what_the_standard_library_writes_is_read(
    rows: list[tuple[str, str]], delimiter: str
) -> None:
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([("text", "note"), *rows])
    out = read("csv", sink.getvalue().encode())
    assert out.texts == [text for text, _ in rows]
    assert out.numbers == list(range(1, len(rows) + 1))


def test_row_of_another_width_is_rejected_alone() -> None:
    out = read("csv", "text,n\n가,1\n나\n다,2,3\n\n라,4\n".encode())
    assert (out.texts, out.rejected) == (["가", "라"], [(2, "columns"), (3, "columns")])


def test_rejects_say_where_they_start() -> None:
    data = b"text,n\na,1\nb\n"
    assert read("csv", data).offsets == [data.index(b"b\n")]


def test_korean_of_old_spreadsheets_is_read() -> None:
    rows = "".join(f"한국어 문장 {i},{i}\n" for i in range(20))
    out = read("csv", ("본문,번호\n" + rows).encode("cp949"), fields=Fields(text="본문"))
    assert out.texts[3] == "한국어 문장 3"
    assert set(out.columns["encoding"]) == {"cp949"}


def test_bad_byte_loses_its_row_alone() -> None:
    rows = "".join(f"가나다 {i},{i}\n" for i in range(30)).encode()
    out = read("csv", b"text,n\n" + rows + b"\xff,1\n" + rows)
    assert (len(out.texts), out.rejected) == (60, [(31, "encoding")])


def test_missing_column_names_what_is_there() -> None:
    with pytest.raises(DamagedError, match=r"no column 'text' \(text_field\); columns are: a, b"):
        read("csv", b"a,b\n1,2\n")


def test_column_to_name_is_left_open_where_none_stands_out() -> None:
    """`text_field: auto` would take neither of two."""
    rows = "".join(f"질문이 {i}번째로 있다,대답도 {i}번째로 있다\n" for i in range(9))
    with pytest.raises(
        DamagedError, match="columns are: 질문, 답변; name one of them as text_field"
    ):
        read("csv", f"질문,답변\n{rows}".encode())
    with pytest.raises(DamagedError, match="columns are: 번호, 본문; write `text_field: 본문`"):
        read("csv", "번호,본문\n1,대답이 있다\n2,대답이 없다\n".encode())


def test_quote_that_never_ends_is_damage() -> None:
    with pytest.raises(DamagedError, match="line 3"):
        read("csv", b'text,n\na,1\n"b,2\n')


def test_bad_byte_becomes_a_mark_where_it_may() -> None:
    data = b"text,n\n" + "가나다,1\n".encode() * 30 + b"a\xffb,1\n"
    out = read("csv", data, replace=True)
    assert out.texts[-1] == "a\ufffdb"
    assert (out.columns["repairs"][0], out.columns["repairs"][-1]) == (None, ["undecodable"])


def test_title_above_the_names_is_named() -> None:
    with pytest.raises(DamagedError, match=r"line 1 has one value and the next row 2: .* title"):
        read("csv", "2024년 상담 정리,,\ntext,n\n가,1\n".encode())
    with pytest.raises(DamagedError, match="title"):
        read("csv", "2024년 상담 정리\ntext,n\n가,1\n".encode())


def test_a_column_without_a_name_is_no_title() -> None:
    assert read("csv", ",text\n0,가\n1,나\n".encode()).texts == ["가", "나"]
    fields = Fields(text="본문")
    assert read(
        "csv", (",본문\n" + "0,가나다라 마바사 아자차카\n" * 9).encode(), fields=fields
    ).texts
    assert read("csv", "text,\n가,5\n".encode()).texts == ["가"]


def test_one_column_and_an_empty_table_have_no_title() -> None:
    assert read("csv", "text\n가\n나\n".encode()).texts == ["가", "나"]
    assert read("csv", b"text,n\n").texts == []
    assert read("csv", "text,n\n가,\n".encode()).texts == ["가"]


def test_first_row_begins_behind_the_header() -> None:
    data = b"text,n\nb\na,1\n"
    assert read("csv", data).offsets == [data.index(b"b\n")]
