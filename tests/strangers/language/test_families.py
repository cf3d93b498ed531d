"""Laws of the grammars: distinct and repeatable texts of the promised lengths, scripts and proportions."""

import re
from collections import Counter
from random import Random

import pytest

from tests.strangers.language import code
from tests.strangers.language.families import FAMILIES
from tests.strangers.language.family import Family
from tests.strangers.language.grammar import Grammar
from tests.strangers.language.particles import attach
from tests.strangers.language.romanised import mccune, revised

HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")
LATIN = re.compile("[A-Za-z]")
SCRIPTS = {
    "ru": "[а-я]",
    "th": "[ก-๙]",
    "ar": "[ا-ي]",
    "ja": "[ぁ-ヿ]",
    "zh": "[一-鿿]",
}
UNFILLED = re.compile(r"\{[a-z_]+\}|\[[가-힣]+/[가-힣]+\]")
BY_NAME = {family.name: family for family in FAMILIES}
every_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)


def group(family: Family) -> str:
    return family.language if family.language in ("ko", "en", "und") else "other"


def test_families_are_many_and_balanced() -> None:
    groups = Counter(map(group, FAMILIES))
    assert len(BY_NAME) == len(FAMILIES) >= 60
    assert min(groups["ko"], groups["en"], groups["other"]) >= 25
    assert groups["und"] >= 10


def test_half_of_the_families_are_held_out_in_every_group() -> None:
    held = Counter(group(family) for family in FAMILIES if family.held_out)
    assert 0.4 < held.total() / len(FAMILIES) < 0.6
    for name, families in Counter(map(group, FAMILIES)).items():
        assert 0.25 < held[name] / families < 0.75


def test_held_out_depends_on_the_name_alone() -> None:
    first = FAMILIES[0]
    assert Family(first.name, "und", code.url).held_out == first.held_out


@every_family
def test_texts_are_distinct_and_of_5_to_5000_characters(family: Family) -> None:
    for seed in (1, 2, 3):
        texts = family.texts(60, seed)
        assert len(set(texts)) == 60
        assert all(5 <= len(text) <= 5000 for text in texts)


@every_family
def test_the_seed_decides_the_texts(family: Family) -> None:
    assert family.texts(20, 7) == family.texts(20, 7)
    assert family.texts(20, 7) != family.texts(20, 8)


@every_family
def test_no_slot_is_left_open(family: Family) -> None:
    assert not any(UNFILLED.search(text) for text in family.texts(40, 4))


@every_family
def test_texts_hold_the_script_of_their_language(family: Family) -> None:
    texts = family.texts(40, 5)
    if family.language == "und":
        assert not any(HANGUL.search(text) for text in texts)
    elif family.name.startswith("ko_romanised"):
        assert not any(re.search("[가-힣]", text) for text in texts)
        assert all(LATIN.search(text) for text in texts)
    elif family.language == "ko":
        assert all(HANGUL.search(text) for text in texts)
    else:
        script = re.compile(SCRIPTS.get(family.language, "[A-Za-z]"), re.IGNORECASE)
        assert all(script.search(text) for text in texts)


@pytest.mark.parametrize("key", ["zh_hans", "ja", "de", "en"])
def test_the_article_outweighs_a_korean_menu(key: str) -> None:
    """Counted in letters, and a Latin letter as half a Korean one."""
    for text in BY_NAME[f"{key}_article_korean_menu"].texts(60, 6):
        hangul = len(HANGUL.findall(text))
        others = sum(c.isalpha() for c in text) - hangul
        assert (others if key in ("zh_hans", "ja") else others / 2) > hangul


def test_most_of_a_half_translated_page_is_in_its_language() -> None:
    for text in BY_NAME["ko_half_translated"].texts(60, 6):
        assert len(HANGUL.findall(text)) > len(LATIN.findall(text)) / 2
    for text in BY_NAME["en_half_translated"].texts(60, 6):
        assert len(LATIN.findall(text)) / 2 > len(HANGUL.findall(text))


def test_lengths_span_two_orders_of_magnitude() -> None:
    for language in ("ko", "en"):
        lengths = [len(t) for f in FAMILIES if f.language == language for t in f.texts(30, 9)]
        assert min(lengths) < 25
        assert max(lengths) > 2500


def test_a_grammar_that_is_too_small_is_refused() -> None:
    small = Family("small", "en", lambda random: random.choice("ab"))
    with pytest.raises(RuntimeError, match="small makes only 2 distinct texts, not 3"):
        small.texts(3, 1)


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(KeyError):
        Grammar({"a": ["{b}"]}).expand(Random(1), "{a}")


def test_sentences_of_a_paragraph_use_all_templates_before_one_returns() -> None:
    grammar = Grammar({"s": ["a", "b", "c"]})
    assert all(
        sorted(grammar.some(Random(seed), "s", 3, 3)) == ["a", "b", "c"] for seed in range(9)
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("물[을/를]", "물을"),
        ("나무[을/를]", "나무를"),
        ("물[으로/로]", "물로"),
        ("돌담[으로/로]", "돌담으로"),
        ("session[이/가]", "session이"),
        ("queue[이/가]", "queue가"),
        ("人民[은/는]", "人民은"),
        ("國家[은/는]", "國家는"),
    ],
)
def test_particles_fit_the_sound_before_them(written: str, read: str) -> None:
    assert attach(written) == read


@pytest.mark.parametrize(
    ("hangul", "in_revised", "in_mccune"),
    [
        ("한글", "hangeul", "hankŭl"),
        ("안녕하세요", "annyeonghaseyo", "annyŏnghaseyo"),
        ("서울 김치", "seoul gimchi", "sŏul kimch'i"),
        ("어머니", "eomeoni", "ŏmŏni"),
        ("옷을 사다", "oseul sada", "osŭl sata"),
    ],
)
def test_romanisation(hangul: str, in_revised: str, in_mccune: str) -> None:
    assert revised(hangul) == in_revised
    assert mccune(hangul) == in_mccune
