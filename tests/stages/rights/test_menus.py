"""A licence among the items of the menu that ends a text."""

import pytest

from pipeline.stages.rights.mentions import licences_in, mentions_in
from pipeline.stages.rights.menus import MENU_LINE, before, holds


def is_held(line: str) -> bool:
    start, stop, *_ = mentions_in(line)[0]
    return holds(line, start, stop, licences_in(line)[0])


@pytest.mark.parametrize(
    "line", ["목록 | 인쇄 | CC BY-ND 4.0 | 스크랩", "Home Print CC BY 4.0 Share"]
)
def test_item_of_a_menu(line: str) -> None:
    assert is_held(line)


@pytest.mark.parametrize(
    "line",
    [
        "The arch (CC BY 4.0, P. Halloway)",
        "글꼴: 한들체 | CC BY 4.0 | 내려받기",
        "We read CC BY 4.0 papers",
        "목록 | 인쇄 | 이 자료는 CC BY 4.0 이다.",
    ],
)
def test_credit_and_sentence_are_no_menu(line: str) -> None:
    assert not is_held(line)


def test_menu_is_a_short_line() -> None:
    menu = "목록 | 인쇄 | CC BY-ND 4.0 | 스크랩"
    assert is_held(menu + " " * (MENU_LINE - len(menu)))
    assert not is_held(menu + " " * (MENU_LINE - len(menu) + 1))


def test_sentence_ends_before_the_menu_behind_it() -> None:
    sentence = "출처를 밝히면 이용할 수 있습니다"
    assert before(f"{sentence} 만족도 조사 매우만족 만족") == sentence
    assert before(f"{sentence}라는 말은 뜻이 넓다") == f"{sentence}라는 말은 뜻이 넓다"
