"""The grammars of planted records: seeded, whole, and independent of the lines that the demo trains on."""

import ast
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from pipeline.demo import advertisements, chatter, spam, tricks
from pipeline.demo.grammar import disguise, expand, sentences
from pipeline.demo.texts import FOLDER

LANGUAGES = ("ko", "en")
DEMO = FOLDER.parent


def writers() -> dict[str, Callable[[Random], str]]:
    """Every theme of every grammar in both languages."""
    made: dict[str, Callable[[Random], str]] = {}
    for lang in LANGUAGES:
        made[f"chatter {lang}"] = lambda random, lang=lang: chatter.write(random, lang)
        for theme in spam.THEMES[lang]:
            made[f"spam {lang} {theme}"] = lambda random, lang=lang, theme=theme: spam.write(
                random, lang, theme
            )
        for theme in advertisements.THEMES:
            made[f"advertisement {lang} {theme}"] = lambda random, lang=lang, theme=theme: (
                advertisements.write(random, lang, theme)
            )
    return made


@pytest.mark.parametrize("name", writers())
def test_a_seed_decides_the_text_and_no_slot_stays_open(name: str) -> None:
    write = writers()[name]
    texts = [write(Random(seed)) for seed in range(40)]
    assert texts == [write(Random(seed)) for seed in range(40)]
    assert len(set(texts)) > 30
    assert not any(bracket in text for text in texts for bracket in "{}[]")


@pytest.mark.parametrize("name", writers())
def test_no_line_stands_in_the_texts_of_the_demo(name: str) -> None:
    known = {
        line.strip()
        for path in FOLDER.glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    made = {
        line.strip() for seed in range(200) for line in writers()[name](Random(seed)).split("\n")
    }
    assert not (made - {""}) & known


def test_no_module_of_the_demo_reads_a_rule() -> None:
    for path in DEMO.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            for name in names:
                assert not name.startswith(
                    ("pipeline.kernels", "pipeline.stages", "pipeline.readers", "classifiers")
                ), f"{path.name} imports {name}"


def test_slots_are_filled_from_their_rules_and_with_digits() -> None:
    rules = {"start": ("{who} has {3} {what}",), "who": ("Ann",), "what": ("cats",)}
    text = expand(Random(1), rules, "start")
    who, has, number, what = text.split(" ")
    assert (who, has, what) == ("Ann", "has", "cats")
    assert len(number) == 3
    assert number.isdigit()
    with pytest.raises(KeyError):
        expand(Random(1), {"start": ("{nobody}",)}, "start")


def test_sentences_differ_or_are_refused() -> None:
    rules = {"start": ("one", "two", "three")}
    assert sorted(sentences(Random(1), rules, "start", 3)) == ["one", "three", "two"]
    with pytest.raises(ValueError, match="fewer than 4"):
        sentences(Random(1), rules, "start", 4)


def test_a_share_of_key_words_is_disguised_and_nothing_else() -> None:
    text = "the [word] and the [other]"

    def upper(_: Random, word: str) -> str:
        return word.upper()

    assert disguise(Random(1), text, upper, 1.0) == "the WORD and the OTHER"
    assert disguise(Random(1), text, upper, 0.0) == "the word and the other"


def test_every_trick_changes_the_word() -> None:
    hidden = {tricks.hide(Random(seed), "카지노 casino") for seed in range(80)}
    assert "카지노 casino" not in hidden
    assert any("카 지 노" in text or "카  지  노" in text for text in hidden)
    assert any("카지N0" in text for text in hidden)
    assert any(text.endswith("casino💰") or text.startswith("💰") for text in hidden)


def test_examples_for_the_classifier_are_untouched_by_the_grammar() -> None:
    lines = (Path(FOLDER) / "chatter.txt").read_text(encoding="utf-8").splitlines()
    assert sum(not line.startswith("===") for line in lines) == 40
