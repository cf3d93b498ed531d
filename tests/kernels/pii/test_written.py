"""How values are written: every separator, width, prefix, hiding sign, label and break of the product of forms."""

import numpy as np
import pyarrow as pa
import pytest

from pipeline.kernels.buffers import utf8
from pipeline.kernels.pii import KINDS, numerals, re2, reference, tables
from pipeline.kernels.pii.view import View
from pipeline.registry import KERNELS
from pipeline.stages.scrub.masking import mask
from tests.kernels.pii.examples import MASKED

SEPARATORS = (
    "",
    "-",
    ".",
    " ",
    "/",
    "_",
    "~",
    "·",
    "•",
    "–",
    "—",
    " - ",
    "--",
    "  ",
    "－",
    "&#45;",
    "&nbsp;",
)
PREFIXES = (
    "010",
    "(010)",
    "+82-10",
    "+82 10",
    "(+82)10",
    "(+82) 10",
    "0082-10",
    "82-10",
    "+82 (0)10",
)
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
HANGUL = str.maketrans("0123456789", "공일이삼사오육칠팔구")
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
MATHEMATICAL = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
ALPHABETS = {
    "circled": lambda t: t.translate(CIRCLED),
    "wide": lambda t: t.translate(WIDE),
    "hangul": lambda t: t.translate(HANGUL),
    "chinese": lambda t: t.translate(CHINESE),
    "mathematical": lambda t: t.translate(MATHEMATICAL),
    "keycaps": lambda t: "".join(c + "\ufe0f\u20e3" if c.isdigit() else c for c in t),
    "decimal entities": lambda t: "".join(f"&#{ord(c)};" for c in t),
    "hexadecimal entities": lambda t: "".join(f"&#x{ord(c):x};" for c in t),
    "zero width": lambda t: "\u200b".join(t),
}
# a number of every kind with digits, with the words that it needs
NUMBERS = {
    "PHONE": "연락처 {010-2345-6789}",
    "RRN": "주민등록번호 {900101-1234567}",
    "FRN": "외국인등록번호 {900101-5234567}",
    "CARD": "카드번호 {4111-1111-1111-1111}",
    "ACCOUNT": "국민은행 계좌 {110-234-567890}",
    "DRIVER_LICENSE": "운전면허 {11-90-123456-78}",
    "HEALTH_INSURANCE": "건강보험증 {1-2345678901}",
}  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    """(kind, value) of the spans, which both backends find."""
    column = pa.array([text], pa.large_string())
    spans = re2.find(column)
    for ours, oracle in zip(spans, reference.find(column), strict=True):
        assert np.array_equal(ours, oracle)
    data = text.encode()
    return [(KINDS[k], data[a:b].decode()) for _, a, b, k in zip(*spans, strict=True)]


def parts(kind: str) -> tuple[str, str]:
    """(what stands before a number, the number)."""
    label, _, number = NUMBERS[kind].rstrip("}").partition("{")
    return label, number


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_telephone_number_with_every_prefix_and_separator(prefix: str, separator: str) -> None:
    value = separator.join((prefix, "2345", "6789"))
    assert found(f"연락처 {value} 입니다") == [("PHONE", value)]
    assert found(f"{value}으로 연락") == [("PHONE", value)]


@pytest.mark.parametrize("kind", NUMBERS)
@pytest.mark.parametrize("separator", ["-", ".", "/", "_", "~", "·", " - ", "–", "&#x2d;", "－"])
def test_number_of_every_kind_with_every_separator(kind: str, separator: str) -> None:
    label, number = parts(kind)
    value = number.replace("-", separator)
    assert found(f"{label}{value}") == [(kind, value)]


@pytest.mark.parametrize("alphabet", ALPHABETS)
@pytest.mark.parametrize("kind", NUMBERS)
def test_number_of_every_kind_in_every_alphabet(kind: str, alphabet: str) -> None:
    label, number = parts(kind)
    value = ALPHABETS[alphabet](number)
    assert found(f"{label}{value} 끝") == [(kind, value)]


@pytest.mark.parametrize(
    "value",
    [
        "O1O-2345-6789", "o1o 2345 6789", "0l0-2345-6789", "010-2345-678O", "공일공 이삼사오 육칠팔구", "공일공에 2345에 6789",
        "공 일 공 이 삼 사 오 육 칠 팔 구", "010-이삼사오-6789", "01공-2345-6789", "공일공-이삼사오-육칠팔구",
    ],
)  # fmt: skip
def test_words_and_look_alikes_are_digits(value: str) -> None:
    assert [kind for kind, _ in found(f"연락처 {value}")] == ["PHONE"]


@pytest.mark.parametrize("sign", ["*", "●", "○", "■", "#", "X", "x"])
@pytest.mark.parametrize(
    ("kind", "label", "form"),
    [
        ("PHONE", "", "010-{0}{0}{0}{0}-6789"),
        ("PHONE", "", "010-23{0}{0}-6789"),
        ("PHONE", "", "010.2345.{0}{0}{0}{0}"),
        ("RRN", "", "900101-1{0}{0}{0}{0}{0}{0}"),
        ("RRN", "주민등록번호 ", "900101-{0}{0}{0}{0}{0}{0}{0}"),
        ("CARD", "", "4111-{0}{0}{0}{0}-{0}{0}{0}{0}-1111"),
    ],
)
def test_number_that_its_writer_hid_in_part(kind: str, label: str, form: str, sign: str) -> None:
    value = form.format(sign)
    assert found(f"{label}{value} 님") == [(kind, value)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("PHONE", "010-2345-\n6789"), ("PHONE", "010-\n2345-6789"), ("PHONE", "010-2345\n-6789"), ("PHONE", "010-23\n45-6789"),
        ("RRN", "900101-\n1234567"), ("RRN", "900101-123\n4567"), ("EMAIL", "kim@\nnaver.com"), ("EMAIL", "kim\n@naver.com"),
        ("EMAIL", "kim@naver.\ncom"), ("PHONE", "010-2345-\n   6789"),
    ],
)  # fmt: skip
def test_value_that_a_line_end_breaks(kind: str, value: str) -> None:
    assert found(f"앞 줄\n값은 {value} 이다\n뒤 줄") == [(kind, value)]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("PHONE", "{} 로 연락", "010★2345★6789"), ("PHONE", "{} 로 연락", "010♥2345♥6789"), ("PHONE", "전화 {}", "010|2345|6789"),
        ("PHONE", "tel{}입니다", "01023456789"), ("PHONE", "HP{}", "010-2345-6789"), ("PHONE", "{}", "010&amp;#45;2345&amp;#45;6789"),
        ("PHONE", "{}", "02·2345·6789"), ("PHONE", "{}", "공이 이삼사오 육칠팔구"), ("PHONE", "{}", "O2-2345-6789"),
        ("PHONE", "안심번호 {}", "0507-1345-6789"), ("PHONE", "값 {} 끝", "010.2345.\n6789"), ("PHONE", "값 {} 끝", "010 2345\n6789"),
        ("RRN", "{}", "9 0 0 1 0 1 - 1 2 3 4 5 6 7"), ("RRN", "주민번호 {}", "90.01.01-1234567"), ("RRN", "{}", "******-1234567"),
        ("RRN", "{}", "900101-*******"), ("RRN", "주민번호 {}", "9001\n01-1234567"), ("CARD", "{}", "4123.4567.8901.2349"),
        ("PASSPORT", "여권 {}", "M-123-A-4567"), ("PASSPORT", "여권 {}", "m12345678"), ("SSN", "{}", "XXX-XX-6789"),
        ("IBAN", "{}", "DE89-3704-0044-0532-0130-00"), ("IBAN", "{}", "de89370400440532013000"), ("MAC", "{}", "001a.2b3c.4d5e"),
        ("MAC", "{}", "001a2b-3c4d5e"), ("MAC", "MAC {}", "001a2b3c4d5e"), ("PLATE", "{} 차량", "서울 12 가 3456"), ("PLATE", "{}", "12구3456"),
        ("IP", "{}", "8[.]8[.]4[.]4"), ("HEALTH_INSURANCE", '"health_insurance": "{}"', "12345678901"),
        ("ACCOUNT", "A/C {}", "110-234-567890"), ("ACCOUNT", "신한 {}", "110******890"),
        ("BIRTH_DATE", "김민지({}, 여)", "870302"), ("BIRTH_DATE", "{}, 여", "1987.03.02"), ("BIRTH_DATE", "환자 김민지 {} 남", "1987.03.02"), ("BIRTH_DATE", "생년월일\n{}", "1987.03.02"),
        ("BIRTH_DATE", "그는 {}에 태어났다", "1987년 3월 2일"), ("ADDRESS", "주소: 서울 강남구 테헤란로 {}", "123 (역삼동) 래미안 101동 502호"),
        ("ADDRESS", "래미안 {}", "101-502호"), ("ADDRESS", "정자동 한솔마을 {}", "502-1103"), ("ADDRESS", "{}, Teheran-ro, Gangnam-gu, Seoul", "101-502, 123"),
        ("NAME", "성명: {}", "김*지"), ("NAME", "[성명] {}", "김민지"), ("NAME", "성명\n{}\n", "김민지"), ("NAME", "Name: {}", "Kim Minji"),
        ("NAME", "성명: {}", "金敏智"), ("NAME", "성명 {}", "김민지"),
        ("NAME", "승인자: {}", "김영희"), ("NAME", "사용자: {}", "김민지"), ("NAME", "Attn: {}", "Kim Minji"), ("NAME", "customer_name={}", "김민지"),
        ("NAME", "<td>성명</td><td>{}</td>", "김민지"), ("NAME", "담당자: 총무과 {} 주무관", "김민지"), ("NAME", "신청자 {}\n", "김민지"),
        ("NAME", "담당자 {}입니다", "김민지"), ("NAME", "성명 - {}", "김민지"), ("NAME", "성명: {}", "김민*"), ("NAME", "Mr. {}", "Kim Minji"),
        ("ACCOUNT", "KB{}", "110-234-567890"), ("ACCOUNT", "국민\n{}", "110-234-567890"), ("ACCOUNT", "{} KB", "110-234-567890"),
        ("ACCOUNT", "| 국민 | {} |", "110-234-567890"), ("ACCOUNT", "연락처 문의, 신한 {}", "110234567890"), ("ACCOUNT", "신한 {}", "110-234-567***"),
        ("NAME", "[성명] {}", "金敏智"), ("NAME", "성명\n- {}\n", "Kim Minji"), ("NAME", "<td>성명</td><td>{}</td>", "김*지"),
        ("NAME", "성명: {}", "김민지(金敏智)"), ("NAME", "【신청인】 {}", "Kim, Min-ji"), ("NAME", "■ 성명 {}", "김○지"), ("NAME", "성명: {}", "김민지(Kim Minji)"),
        ("FRN", "외국인등록번호 {}", "9001-01-5234567"), ("FRN", "외국인등록번호 {}", "90.01.01-5234567"), ("PASSPORT", "passport no.{}", "M12345678"),
        ("PASSPORT", "여권번호 {}", "M1234****"), ("MAC", "MAC{}", "00:1a:2b:3c:4d:5e"), ("MAC", "MAC주소 {}", "00 1A 2B 3C 4D 5E"),
        ("US_PHONE", "{}", "+16172585741"), ("US_PHONE", "tel{}", "617-258-5741"), ("US_PHONE", "{}x123", "617-258-5741"),
        ("ACCOUNT", "국민은행\n김민지\n{}\n", "110-234-567890"), ("ACCOUNT", "{}\n국민은행\n", "110-234-567890"), ("ACCOUNT", "{}KB국민", "110-234-567890"),
        ("NAME", "승인자 → {}", "김영희"), ("US_PHONE", "Phone: {}", "2127360187"), ("US_PHONE", "tel: {}", "+ 1 ( 617) 258 5741"),
        ("DRIVER_LICENSE", "운전면허 {}", "서울.90.123456.78"), ("PASSPORT", "여권 {}", "M123_45678"), ("MAC", "BSSID {}", "001a2b3c4d5e"), ("MAC", "MAC {}", "00 1a 2b 3c 4d 5e"),
        ("SECRET", "봇 {} 끝", "123456789:AAEaB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2dF"), ("SECRET", "비밀번호: {}", "qwer1234!"),
        ("SECRET", "api_key={}", "aB3dE5gH7jK9mN1pQ3sT5vW7"), ("SECRET", "{}", "SK0f3a9c7e5b1d2846a8c0e2f4b6d80913"),
        ("EMAIL", "{}", "minji.kim#company.co.kr"), ("EMAIL", "메일은 {} 입니다", "kim at snu.ac.kr"),
    ],
)  # fmt: skip
def test_spelling_that_people_choose(kind: str, text: str, value: str) -> None:
    assert found(text.format(value)) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    ["{} 010-2345-6789", "{}(02-345-6789)", "{} 과장 ☎ 010-2345-6789", "{}님, 010-2345-6789",
     "문의는 {} 대장 010-2345-6789 로", "저장해 둬 {} - 010-2345-6789", "20817 {} 품질팀 010-3921-8322", "(신랑측 혼주) {} 농협 356-0041-5871-61"],
)  # fmt: skip
def test_name_before_a_telephone_number(text: str) -> None:
    assert found(text.format("김민지"))[0] == ("NAME", "김민지")
    assert "NAME" not in [kind for kind, _ in found(text.format("마을회"))]


def test_line_of_prose_above_a_table_is_not_its_head() -> None:
    assert found("명단, 곧 첨부\n이름,여권번호,비고\n없음,M123A4567,끝\n") == [
        ("PASSPORT", "M123A4567")
    ]


@pytest.mark.parametrize(
    "text", ["2019-\n2020", "값 3\n-4\n-5", "010\n\n2345-6789", "1. 끝@\n다음"]
)
def test_line_ends_between_values_stay(text: str) -> None:
    view = View(*utf8(pa.array([text], pa.large_string())))
    assert found(text) == []
    assert view.text(0).decode().count("\n") >= text.count("\n")


@pytest.mark.parametrize("edges", ["()", "[]", "<>", '""', "「」", "【】", "（）"])
@pytest.mark.parametrize(
    "value", ["010-2345-6789", "+82-10-2345-6789", "kim@naver.com", "02-345-6789"]
)
def test_brackets_around_a_value_stay_whole(edges: str, value: str) -> None:
    left, right = edges
    text = f"문의{left}{value}{right}"
    column = pa.array([text], pa.large_string())
    _, replaced = mask(column, MASKED, KERNELS.kernel("pii", "re2"))
    assert replaced[0].startswith(f"문의{left}<|PI:")
    assert replaced[0].endswith(f"|>{right}")


MARKDOWN = "| {0} | 비고 |\n|---|---|\n| {1} | 없음 |\n| {1} | 끝 |\n"
TSV = "번호\t{0}\t비고\n1\t{1}\t없음\n2\t{1}\t끝\n"
CSV = "번호,{0},비고\n1,{1},없음\n2,{1},끝\n"
QUOTED = '"번호","{0}","비고"\n"1","{1}","없음, 끝"\n"2","{1}","끝"\n'


@pytest.mark.parametrize("table", [MARKDOWN, TSV, CSV, QUOTED])
@pytest.mark.parametrize(
    ("kind", "head", "value"),
    [
        ("PHONE", "전화번호", "02 345 6789"),
        ("ACCOUNT", "계좌번호", "110-234-567890"),
        ("CARD", "카드번호", "1234-5678-1234-5678"),
        ("BIRTH_DATE", "생년월일", "1987-03-02"),
        ("NAME", "성명", "김민지"),
    ],
)
def test_head_of_a_column_is_the_label_of_its_cells(
    table: str, kind: str, head: str, value: str
) -> None:
    assert found(table.format(head, value)) == [(kind, value)] * 2
    assert found(table.format("항목", value)) == []


def test_head_says_that_a_number_is_of_a_thing() -> None:
    assert found(CSV.format("주문번호", "240422-1000234")) == []
    assert found(CSV.format("값", "900101-1234567")) == [("RRN", "900101-1234567")] * 2


def test_table_of_many_rows_is_read_once() -> None:
    """The first line of a table is kept: 20,000 rows cost 20,000 steps, not their square."""
    text = ("번호,값\n" + "1,02 345 6789\n" * 20_000).encode()
    steps = 0

    def counted(line: bytes) -> bytes:
        nonlocal steps
        steps += 1
        return b"," if b"," in line else b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_separator", counted)
        at = 0
        while (at := text.find(b"02 345", at + 1)) > 0:
            assert tables.head(text, at) == "값".encode()
    assert steps < 20_000 * 8


@pytest.mark.parametrize(
    "label", ["주문번호", "운송장번호", "품번", "모델명", "부품번호", "상품코드", "문서번호", "order no.", "Part", "계정과목"]
)  # fmt: skip
@pytest.mark.parametrize(
    "number", ["240422-1000234", "010-2345-6789", "123-45-6781", "110-234-567890"]
)
def test_number_behind_the_label_of_a_thing_is_left_alone(label: str, number: str) -> None:
    assert found(f"{label}: {number} 입니다") == []


def test_own_label_behind_the_label_of_a_thing_decides() -> None:
    assert found("주문번호 문의 전화 010-2345-6789") == [("PHONE", "010-2345-6789")]


def test_digits_in_words_lead_back_to_their_bytes() -> None:
    text = "번호 공일공-이삼사오-6789 끝".encode()
    new, places = numerals.with_digits(text) or (b"", np.array([]))
    assert new.decode() == "번호 010-2345-6789 끝"
    at = new.index(b"6789")
    assert text[places[at] : places[at + 4]] == b"6789"
    assert numerals.with_digits("이 일이 사이에".encode()) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("주민번호 앞자리는 900101이고 뒷자리는 1234567입니다", "RRN"),
        ("앞자리 900101 뒷자리 2234567", "RRN"),
        ("900101 / 뒤 7자리: 1234567", "RRN"),
        ("외국인등록번호 앞자리 900101, 뒷자리 5234567", "FRN"),
    ],
)
def test_halves_of_a_resident_number_are_one_value(text: str, kind: str) -> None:
    texts = pa.array([text], pa.large_string())
    for backend in (re2, reference):
        _, starts, ends, kinds = backend.find(texts)
        assert [KINDS[k] for k in kinds] == [kind]
        span = text.encode()[starts[0] : ends[0]].decode()
        assert span.startswith("900101")
        assert span[-7:].isdigit()


@pytest.mark.parametrize(
    "text", ["비밀번호 뒷자리 1234567", "번호 990231 뒷자리 1234567", "900101 뒷자리 9234567"]
)
def test_halves_without_a_date_of_birth_are_none(text: str) -> None:
    assert len(re2.find(pa.array([text], pa.large_string()))[0]) == 0
