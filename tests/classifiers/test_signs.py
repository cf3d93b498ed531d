"""Lines of signs and of words, joined letters, word lists: what a model reads beside plain text."""

from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from classifiers.estimators.lexicon import Counter, Lexicon
from classifiers.estimators.linear import Linear
from classifiers.recipe import Training
from classifiers.text import TERM, joined, line

TERMS = ("무직자대출", "카지노사이트")


@pytest.mark.parametrize(
    "text", ["무직자대출", "무직자 대출", "무.직.자.대.출", "무직자★대출", "무직자\n대출"]
)
def test_a_term_counts_in_every_spelling(text: str) -> None:
    assert line(f"오늘 {text} 됩니다", "signs", terms=TERMS).split()[-1] == TERM


def test_each_term_counts_once_and_other_words_do_not() -> None:
    read = line("카지노 사이트 카지노사이트 무직자 대출", "signs", terms=TERMS)
    assert read.count(TERM) == 2
    assert TERM not in line("무직자가 대출을 알아보았다", "signs", terms=TERMS)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("http://a1.com/x?y", "⟨url⟩"),
        ("pluto.kr", "⟨url⟩"),
        ("a.b@c.net", "⟨mail⟩"),
        ("02-123-4567", "⟨phone⟩"),
    ],
)
def test_contacts_of_one_kind_read_alike(text: str, sign: str) -> None:
    assert line(f"연락 {text} 바람", "signs") == f"연락 {sign} 바람"


def test_signs_ignore_names_entities_widths_and_values() -> None:
    assert line("RT @someone: win &amp; go ＦＲＥＥ 7", "signs") == "RT : win & go FREE 0"
    assert line("@someone", "signs") == line(" \n", "signs") == ""


def test_words_of_a_page_read_as_the_page() -> None:
    page = "# 제목\n\n* [함수](https://a.com/b)는 `값`을 **반환**한다.\n\n<div class='x'>끝</div> | 1 |"
    assert line(page, "words") == line("제목 함수 는 값 을 반환 한다. 끝", "words")


def test_joined_letters_do_not_depend_on_blanks_and_marks(tmp_path: Path) -> None:
    settings = Linear(unit="joined", widths=(2, 4), features=1 << 12)
    lines = ["무직자 대출 바로", "카지노 사이트 가입", "비가 와서 우산을", "학교에 갔다"] * 4
    settings.train(lines, np.array([1, 1, 0, 0] * 4), 2, tmp_path, 1)
    model = settings.open(tmp_path)
    plain, spaced = model.probabilities(["무직자대출바로", "무 직 자 · 대 출 바 로"], 2)
    assert plain[1] > 0.5
    assert np.allclose(plain, spaced)
    assert joined("무직자 대출!") == "무직자대출"


def test_terms_need_signs() -> None:
    with pytest.raises(ValidationError, match="segment: signs"):
        Training(task="spam", languages=("ko",), terms=("a",))


def test_words_of_lists_are_counted_with_particles_and_plurals() -> None:
    counter = Counter({"food": "김치 recipe", "law": "법원 판결 court", "both": "판결"})
    assert counter.names == ["both", "food", "law"]
    assert counter.counts("법원은 김치를 courts recipes").tolist() == [0, 2, 2]
    assert counter.counts("판결 판결이").tolist() == [0.5, 0, 0.5]
    assert not counter.counts("김 court-house 법").any()


def test_lexicon_finds_words_that_no_example_had(tmp_path: Path) -> None:
    lines = ["법원 판결", "변호사 소송", "요리 김치", "간장 마늘"] * 4
    Lexicon().train(lines, np.array([1, 1, 0, 0] * 4), 2, tmp_path, 1)
    model = Lexicon().open(tmp_path)
    unseen = model.probabilities(
        ["징역을 선고한 판사는 검찰의 항소를", "두부와 고추장을 볶음으로"], 2
    )
    assert unseen[0, 1] > 0.5 > unseen[1, 1]
    assert np.allclose(unseen.sum(axis=1), 1)
    assert model.probabilities([], 2).shape == (0, 2)
