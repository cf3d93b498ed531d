"""Sections: one base for shares, masks that can be seen, ties in the order of names."""

import gzip
import io
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest

from pipeline.core.corpus import Corpus
from pipeline.report import page
from pipeline.report.marked import has_mask
from pipeline.report.page import shell
from pipeline.report.page.compose import context_of
from pipeline.report.page.sections import dedup, ingest, mixture, quality, scrub, summary
from pipeline.report.page.sections.marks import most_frequent
from pipeline.report.page.warnings import in_words
from pipeline.report.page.words import Words, messages
from tests.report.page.test_page import made

WORDS = Words("en")


def test_ties_are_in_the_order_of_names() -> None:
    for names in (["ko", "en", "de"], ["de", "en", "ko"], ["en", "ko", "de"]):
        frame = pl.DataFrame({"kind": "a", "lang": names, "documents": [2, 2, 2]})
        assert most_frequent(frame, "kind", "lang", "documents").rows() == [("a", ["de", "en"])]


def test_most_frequent_values_are_those_with_the_largest_sums() -> None:
    """Korean has one large cell, English three small ones that are more together."""
    langs = ["ko", "en", "en", "en", "fr"]
    frame = pl.DataFrame({"kind": "a", "lang": langs, "documents": [5, 3, 2, 3, 1]})
    assert most_frequent(frame, "kind", "lang", "documents").rows() == [("a", ["en", "ko"])]


def test_matrix_and_table_of_losses_have_one_base(corpus: Corpus) -> None:
    """A source that loses documents to an earlier stage and to this one."""
    text = dedup.section(context_of(corpus, WORDS), "dedup_fuzzy").html
    matrix, losses = (
        text[text.index(f'aria-label="{title}"') :].split("</table>")[0]
        for title in (WORDS.say("dedup.matrix"), WORDS.say("marks.by_source"))
    )
    of_matrix = dict(re.findall(r'"row">(\w+)</th>.*?\((\d[^)]*)\)</td></tr>', matrix))
    cells = re.findall(
        r'"row">(\w+)</th><td class="n">[\d,]+</td><td class="n">[\d,]+</td>(.*?)</td>', losses
    )
    of_losses = {name: re.sub(r"<[^>]*>", "", share) for name, share in cells}
    assert of_matrix
    assert {name: of_losses[name] for name in of_matrix} == of_matrix


def test_documents_with_masks_only_beside_the_text_are_not_shown(tmp_path: Path) -> None:
    phone = "010-7345-6789"
    records: list[dict[str, object] | str] = [
        {"text": f"전화는 {phone}으로 해 주세요"},
        {"text": "제목에만 번호가 있는 글입니다", "title": f"전화 {phone}"},
    ]
    context = context_of(made(tmp_path, records, scrub={}), WORDS)
    texts = [one.text for one in context.documents[("masked", "")]]
    html = scrub.section(context).html
    assert [text for text in texts if not has_mask(text)] == ["제목에만 번호가 있는 글입니다"]
    assert html.count('<article class="doc"') == 1
    assert "제목에만" not in html


def test_most_is_said_only_of_more_than_half() -> None:
    shown = [messages()[key]["en"] for key in messages() if key.startswith("summary.")]
    assert [text for text in shown if "most of them" in text.lower() or "Most " in text] == []


def test_rows_that_are_cut_lose_no_token() -> None:
    assert "no token is lost" in messages()["pack.truncated"]["en"]


def test_korean_page_names_what_was_read(tmp_path: Path) -> None:
    corpus = made(tmp_path, [{"text": "하나뿐인 문서입니다"}], scrub={})
    assert "읽은 문서: 1건" in page.page(corpus, "ko")


def test_mixture_of_everything_speaks_of_no_shares(tmp_path: Path) -> None:
    records: list[dict[str, object] | str] = [{"text": f"{i}번째 문서입니다"} for i in range(9)]
    for tokens, has_shares in (("100%", False), ("50%", True)):
        phases = [{"tokens": tokens}]
        corpus = made(tmp_path / tokens.strip("%"), records, scrub={}, mix={"phases": phases})
        for lang, word in (("en", "shares that the recipe"), ("ko", "레시피에 적은 비율")):
            html = summary.section(context_of(corpus, Words("ko" if lang == "ko" else "en"))).html
            assert (word in html) == has_shares


def test_bounds_that_apply_from_different_lengths_say_so(tmp_path: Path) -> None:
    records: list[dict[str, object] | str] = [
        {"text": f"오늘 {i}번째로 산에 갔습니다. " * (i + 1)} for i in range(40)
    ]
    corpus = made(tmp_path, records, scrub={}, quality={})
    html = quality.section(context_of(corpus, WORDS)).html
    assert "≥ 1 (from 12 words)" in html
    assert "≥ 2 (from 30 words)" in html


def test_korean_page_has_no_english_reasons_of_ingest(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.docx").write_bytes(b"")
    (tmp_path / "in" / "c.pdf").write_bytes(b"%PDF-1.4 cut short")
    (tmp_path / "in" / "d.css").write_text("a {}", encoding="utf-8")
    (tmp_path / "in" / "e.bin").write_bytes(b"\x00")
    corpus = made(tmp_path, [{"text": "하나뿐인 문서입니다"}], scrub={})
    html = ingest.section(context_of(corpus, Words("ko"))).html
    cells = re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", html)
    assert {"빈 파일", "깨졌거나 잘린 파일", "도구가 만든 파일", "프로그램 데이터"} <= set(cells)
    assert not {"broken", "empty file", "beside", "data"} & set(cells)


def test_files_for_another_program_are_named_in_the_language_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.hwp").write_bytes(b"HWP Document File V3.00 \x1a\x01\x02")
    corpus = made(tmp_path, [{"text": "하나뿐인 문서입니다"}], scrub={})
    html = ingest.section(context_of(corpus, Words("ko"))).html
    assert "파일 1개는 다른 프로그램으로 읽을 수 있습니다(" in html
    assert "1개: 한글). 목록 만들기: malmoi export ROOT --rejects hwp3_unsupported" in html
    assert "hand on" not in html
    assert "1: Hangul)" in ingest.section(context_of(corpus, WORDS)).html


def test_repairs_are_named_in_the_language_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    again = '{"text": "같은 이름의 둘째 문서", "text": "같은 이름의 셋째 문서"}'
    corpus = made(tmp_path, ['{"text": "앞의 <|PI:NAME|> 문서"}', again], scrub={})
    html = ingest.section(context_of(corpus, Words("ko"))).html
    for repair in ("가림 표시처럼 보이는 글자", "레코드에 두 번 나온 필드"):
        assert f">{repair}</th>" in html


def test_share_that_a_mixture_asks_for_is_divided_in_a_pool_by_tokens() -> None:
    """In the plan each group has the weight of its pool; `proportional` asks for no equal parts."""
    groups = [
        {"group": g, "pool": "everything", "weight": 1.0, "available": n}
        for g, n in (("a", 300), ("b", 100))
    ]
    assert mixture.asked_of(groups) == {"a": 0.75, "b": 0.25}
    apart = [{**g, "pool": g["group"], "weight": w} for g, w in zip(groups, (1, 3), strict=True)]
    assert mixture.asked_of(apart) == {"a": 0.25, "b": 0.75}
    other = {"group": "c", "pool": "c", "weight": 1.0, "available": 9}
    assert mixture.asked_of([*groups, other]) == {"a": 0.375, "b": 0.125, "c": 0.5}


def test_warning_of_a_damaged_file_is_in_the_language_of_the_page(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "하나뿐인 문서입니다")
        archive.writestr("b.txt.gz", gzip.compress("둘째 문서입니다".encode() * 99)[:-30])
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.zip").write_bytes(packed.getvalue())
    corpus = made(tmp_path, [{"text": "셋째 문서입니다"}], scrub={})
    html = ingest.section(context_of(corpus, Words("en"))).html
    assert "<td>damaged: the gzip stream ends inside a member" in html
    assert "<td>손상됨: 중간에 잘림 (" in ingest.section(context_of(corpus, Words("ko"))).html


@pytest.mark.parametrize(
    ("warning", "korean"),
    [
        ("named_csv_is_jsonl", "이름은 csv, 내용은 jsonl"),
        (
            "damaged: Bad CRC-32 for file 'a.txt'",
            "손상됨: 검사합이 맞지 않음 (Bad CRC-32 for file 'a.txt')",
        ),
        (
            "damaged: b/c.gz: unexpected end of data",
            "손상됨: b/c.gz: 중간에 잘림 (unexpected end of data)",
        ),
        (
            "damaged: after member 3: not a whole tar archive: it ends in a header",
            "손상됨: 3번째 뒤: 온전한 tar archive 아님: 중간에 잘림 (it ends in a header)",
        ),
        ("not JSON at line 3, byte 41: Expecting value", "JSON이 아님: 3번째 줄, 41번째 바이트"),
        (
            "no field 'text'; string fields are body (~80 characters, 90% letters); write `text_field: body`",
            "필드 'text' 없음; 문자열 필드: body (~80 characters, 90% letters); 레시피: `text_field: body`",
        ),
        ("damaged: odd {thing}", "손상됨: 라이브러리 메시지: odd {thing}"),
    ],
)
def test_warnings_are_in_korean(warning: str, korean: str) -> None:
    assert in_words(Words("ko"), warning) == korean
    assert not re.search("[가-힣]", in_words(Words("en"), warning))


def test_heads_of_the_matrix_are_upright() -> None:
    style = (shell.ASSETS / "style.css").read_text(encoding="utf-8")
    assert "writing-mode" not in "".join(re.findall(r"\.matrix[^}]*}", style))
