"""Measures of form: known texts, bounds, and what no batch may change. Parity with the oracle is in test_parity."""

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import xxhash
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.kernels.heuristics import (
    BY_UNIT,
    COLUMNS,
    MEASURES,
    measures,
    phrases,
    reference,
)
from pipeline.kernels.heuristics.numba import measure

TOP = Path(__file__).parents[2]
SHARES = [name for name, meaning in MEASURES.items() if meaning.startswith("share")]
LINES = st.lists(
    st.one_of(
        st.text(st.sampled_from("가나다라 abc.,!?ㅋ…12|-#{}\t"), max_size=40),
        st.sampled_from(["```", "| a | b |", "같은 줄이 다시 나온다.", "The words of the law and the people."]),
    ),
    max_size=12,
)  # fmt: skip


def of(text: str, unit: str = "eojeol", exempt: bool = True) -> dict[str, float]:
    values = measure(pa.array([text], pa.large_string()), unit, exempt)[0]
    return dict(zip(COLUMNS, values.tolist(), strict=True))


def test_repeated_n_grams_as_gopher_counts_them() -> None:
    text = "가 나 다 라 마 " * 4
    found = of(text.strip())
    # 20 words of one syllable; of the 4 fives three stood before
    assert found["dup_5_grams"] == pytest.approx(15 / 39)
    assert found["top_2_gram"] == pytest.approx(4 * 3 / 39)
    assert of("하나 둘 셋 넷 다섯 여섯")["top_2_gram"] == 0


def test_lines_and_paragraphs_that_stood_before() -> None:
    found = of("같은 줄이다.\n같은 줄이다.\n\n다른 줄이다.\n\n다른 줄이다.")
    assert found["dup_lines"] == 0.5
    assert found["dup_paragraphs"] == pytest.approx(1 / 3)
    assert of("1월 3일 날씨\n2월 14일 날씨\n3월 5일 날씨")["templated_lines"] == pytest.approx(
        2 / 3
    )


def test_code_and_tables_are_no_prose_unless_asked() -> None:
    text = "설명이 먼저 나온다.\n```\nfor i in range(9):\n    print(i)\n```\n| 가 | 나 |\n| --- | --- |\n설명이 끝난다."
    found, whole = of(text), of(text, exempt=False)
    assert found["prose_words"] == 5
    assert found["words"] > 5
    assert found["form"] == whole["form"] > 0.5
    assert found["line_punctuation"] == 1
    assert whole["line_punctuation"] == 0.25
    assert whole["marks"] > found["marks"]


def test_open_fence_exempts_nothing() -> None:
    assert of("```\n코드가 아닌 줄이다.\n또 한 줄이 있다.")["line_punctuation"] == pytest.approx(
        2 / 3
    )


def test_text_without_prose_has_no_value() -> None:
    found = of("```\nx = 1\n```")
    assert found["chars"] == 13
    assert found["form"] == 1
    assert np.isnan(found["marks"])


def test_korean_families_count_once_each() -> None:
    assert of("나는 밥을 먹고 학교에 갔다")["function_words"] == 5
    assert of("나는 너는 그는")["function_words"] == 1
    assert of("The people of the law have to be there")["function_words"] == 5
    assert of("나는 밥을 먹고 학교에 갔다", "morpheme")["function_words"] >= 4


def test_eojeol_length_ignores_what_links_add() -> None:
    assert of("문서는 https://example.com/a/very/long/address?of=it 여기에 있다")[
        "eojeol_length"
    ] == pytest.approx(8 / 3)


def test_josa_counts_eojeol_of_two_syllables_or_more() -> None:
    assert of("정부는 법률을 서울 부산 이")["josa"] == 0.5


def test_sentences_end_with_punctuation_or_a_korean_ending() -> None:
    found = of('문장이다\n문장이다.\n제목\n"인용문입니다."')
    assert found["sentence_lines"] == 0.75
    assert found["line_punctuation"] == 0.25


@pytest.mark.parametrize("kind", range(5))
def test_phrases_are_found_in_both_cases_and_only_whole(kind: int) -> None:
    phrase = phrases.of_kind(kind)[0]
    column = {
        phrases.SPAM: "spam_terms",
        phrases.BYLINE: "bylines",
        phrases.POLICY: "policies",
        phrases.LOREM: "lorem_ipsum",
    }.get(kind)
    if column is None:  # a line about JavaScript is none that C4 keeps
        assert of(f"A line that tells of {phrase.upper()} is not kept.")["c4_sentences"] == 0
        return
    assert of(f"앞 {phrase.upper()} 뒤")[column] > 0
    assert of(f"앞 {phrase[:-1]} 뒤")[column] == 0


def test_phrases_are_long_enough_for_their_table() -> None:
    assert all(len(p) >= 3 for p, _ in phrases.phrases())
    _, _, kinds, begin, follows, _ = phrases.packed()
    reached = set()
    for first in begin[begin >= 0].tolist():
        while first >= 0:
            reached.add(first)
            first = int(follows[first])
    assert len(reached) == len(kinds)


def test_term_counts_once_however_it_is_spaced() -> None:
    assert of("무직자대출 받기, 무직자 대출 받기, 무 직자대출 받기")["spam_terms"] == 1
    assert of("무직자 대출과 당일 대출을 안내한다")["spam_terms"] == 2


def test_rate_of_spam_begins_with_the_second_term_and_falls_with_the_words() -> None:
    assert of("무직자대출 상담은 오늘만 받는다")["spam_rate"] == 0
    assert of("무직자대출 당일대출 모두 된다")["spam_rate"] == 0.25
    assert of("무직자대출 당일대출 " + "말 " * 198)["spam_rate"] == np.float32(1 / 200)


def test_menus_are_furniture_and_sentences_about_their_things_are_not() -> None:
    menu = "홈 | 로그인 | 회원가입\n장바구니 마이페이지\nHome About FAQ Sitemap"
    assert of(menu)["furniture"] == 1
    assert of("요청하신 페이지를 찾을 수 없습니다.\nPage not found.")["furniture"] == 1
    assert of("홈 화면에서 로그인을 누르면 장바구니가 열린다.")["furniture"] == 0
    assert of("요청하신 페이지를 " + "긴 글에서 인용하여 " * 20 + "말한다.")["furniture"] == 0


def test_one_word_of_a_menu_is_enough_in_lines_of_two_words() -> None:
    assert of("로그인 붉은꽃")["furniture"] == 1
    assert of("한밤의 붉은꽃 로그인")["furniture"] == 0
    assert of("로그인 붉은꽃 2024 2025")["furniture"] == 1  # numbers are no words


def test_titles_count_a_quarter_beside_menus() -> None:
    menu, title, sentence = (
        "로그인 회원가입 고객센터 사이트맵",
        "봄비 내린 산길의 아침 풍경",
        "비가 왔다.",
    )
    assert of(f"{menu}\n{title}")["furniture"] == np.float32(18 / (18 + 15 / 4))
    assert of(f"{menu}\n{sentence}")["furniture"] == np.float32(18 / (18 + 6))


def test_row_of_items_is_no_sentence_however_long_it_is() -> None:
    menu, items = (
        "로그인 회원가입 고객센터 사이트맵",
        ["봄비 내린 산길의 풍경", "겨울 바다", "푸른 항구"] * 5,
    )
    for gap in (" | ", " · ", "  ", " >> ", " - "):
        row = gap.join(items)
        assert of(f"{menu}\n{row}")["furniture"] == np.float32(18 / (18 + len(row) / 4)), gap
    # no gap, two gaps, long items
    for row in (
        ",".join(items),
        "가" * 121 + " | 나 | 다",
        " | ".join(["긴 항목은 " * 16 + "글"] * 4),
    ):
        assert of(f"{menu}\n{row}")["furniture"] == np.float32(18 / (18 + len(row))), row


def test_items_of_a_row_are_menus_or_not_one_by_one() -> None:
    row = "붉은 꽃 그림 | 로그인 | 푸른 산 그림 | Contact us | 겨울 바다 사진"
    menus = len("로그인") + len("Contact us")
    assert of(row)["furniture"] == np.float32(menus / (menus + (len(row) - menus) / 4))
    assert of(f"• {row} |")["furniture"] == np.float32(menus / (menus + (len(row) + 4 - menus) / 4))


def test_row_that_ends_as_a_sentence_does_is_still_a_row() -> None:
    menu, row = (
        "로그인 회원가입 고객센터 사이트맵",
        "봄비 내린다 | 별이 뜬다 | 밤이 온다 | 길을 간다",
    )
    assert of(f"{menu}\n{row}")["furniture"] == np.float32(18 / (18 + len(row) / 4))


MENU = "\n".join(
    ["로그인", "회원가입", "장바구니", "고객센터", "공지사항", "사이트맵", "마이페이지", "이용약관"]
    * 3
)
ENGLISH_MENU = "\n".join(
    ["Home", "Login", "Register", "Cart", "Search", "Contact", "Sitemap", "Blog", "Help"] * 2
)


@pytest.mark.parametrize(
    ("menu", "sentence"),
    [(MENU, "강을 따라 오래 걸었다."), (ENGLISH_MENU, "We walked along the river for a while.")],
)
@pytest.mark.parametrize("gap", [" ", "  ", "\n"])
def test_article_below_a_menu_is_kept_however_its_sentences_stand(
    menu: str, sentence: str, gap: str
) -> None:
    article = gap.join([sentence] * (260 // len(sentence) + 1))
    found = of(f"{menu}\n{article}")
    assert (found["furniture"], found["site_page"]) == (0, 0)
    shorter = of(f"{menu}\n{gap.join([sentence] * 3)}")
    assert shorter["furniture"] > 0.35


def test_sentences_of_a_notice_are_no_article() -> None:
    consent = "We use cookies to improve your experience on this website, and you may accept all of them. "
    found = of(f"{ENGLISH_MENU}\n{(consent * 4).strip()}")
    assert found["furniture"] > 0


def test_page_of_titles_is_a_page_of_a_site_and_prose_is_none() -> None:
    titles = "\n".join(
        f"{i}. 새솔초 급식실 공사 안내\n2024.03.{i:02d}\n조회 {i * 7}" for i in range(1, 15)
    )
    prose = "\n".join(
        ["비가 그친 뒤에 우리는 강가를 따라 오래 걸었다. 물은 아직 흐렸고 바람이 찼다."] * 3
    )
    assert of(titles)["site_page"] > 0.5
    assert of(prose)["site_page"] < 0.1
    links = "\n".join(f"Annual report {2000 + i} (PDF, {i} MB)" for i in range(20))
    story = (
        "The boat left before dawn. Nobody on the quay had slept, and the rain went on. We waited."
    )
    assert of(links)["site_page"] > of(story)["site_page"] < 0.2


def test_line_whose_last_syllable_may_end_a_sentence_is_a_menu_by_half_its_words() -> None:
    assert of("장바구니 주문조회 마이페이지")["furniture"] == 1
    assert of("장바구니 안에 든 것이 무엇인지")["furniture"] == 0


def test_number_with_decimals_and_long_paragraph_are_no_items() -> None:
    assert of("6.9% 오른 값\n1. 첫째 항목\n2) 둘째 항목\n- 셋째 항목")["list_lines"] == 0.75
    assert of("1. " + "긴 문단이 번호로 시작해서 " * 12)["list_lines"] == 0


def test_rules_and_formulas_are_neither_marks_nor_runs() -> None:
    drawn = of("머리말\n==========\n값은 $\\alpha_{1}^{2}$\n----------\n끝")
    assert drawn["char_runs"] == 0
    assert drawn["marks"] == 0
    assert of("머리말 ★★★★★★★★★★ 끝")["char_runs"] > 0.5
    assert of("a-b c=d")["marks"] == pytest.approx(1 / 3)


def test_short_english_prose_has_common_words() -> None:
    assert of("I'm sorry, my computer is slow. Maybe it has a virus?")["common_words"] > 0.5
    assert of("apple banana cherry orange melon grape")["common_words"] == 0


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_shares_lie_between_none_and_all(lines: list[str]) -> None:
    found = of("\n".join(lines))
    for name in SHARES:
        assert np.isnan(found[name]) or 0 <= found[name] <= 1, name


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6), st.sampled_from(["eojeol", "char"]))
def test_neighbours_in_a_batch_change_nothing(pages: list[list[str]], unit: str) -> None:
    texts = pa.array(["\n".join(p) for p in pages], pa.large_string())
    together = measure(texts, unit, True)
    for i in range(len(texts)):
        assert np.array_equal(
            together[i], measure(texts.slice(i, 1), unit, True)[0], equal_nan=True
        )


def test_empty_batch_and_null() -> None:
    assert measure(pa.array([], pa.large_string()), "eojeol", True).shape == (0, len(COLUMNS))
    assert measure(pa.array([None], pa.large_string()), "eojeol", True)[0, 0] == 0


def test_names_and_orders_of_measures_differ() -> None:
    assert len(set(COLUMNS)) == len(measures.IN_ORDER)
    orders = [measure.order for measure in measures.IN_ORDER]
    assert orders == sorted(set(orders))


def test_columns_on_disk_keep_their_places() -> None:
    """The first 49 columns, as the scores of November 2026 have them."""
    first = xxhash.xxh32_hexdigest("\n".join(COLUMNS[:49]).encode())
    assert first == "b1cc69af", "a new measure takes a higher order than all others"


def test_the_kernel_states_which_modules_it_reaches_by_listing() -> None:
    folder = Path(measures.__path__[0])
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    reached = {module.rpartition(".")[2] for module in reference.reaches()}
    assert reached == names
    assert all(module.startswith(f"{measures.__name__}.") for module in reference.reaches())


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_only_measures_by_unit_depend_on_the_unit(lines: list[str]) -> None:
    text = "\n".join(lines)
    words, chars = of(text), of(text, "char")
    for name in set(COLUMNS) - BY_UNIT:
        assert words[name] == chars[name] or np.isnan(words[name] + chars[name]), name


def test_documentation_counts_the_measures_that_exist() -> None:
    for path in (TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))):
        for number in re.findall(r"(\d+) measures", path.read_text(encoding="utf-8")):
            assert int(number) == len(COLUMNS), path.name
