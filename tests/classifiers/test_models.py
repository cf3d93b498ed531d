"""Models: traps of fastText, determinism, language on text whose language is known."""

from pathlib import Path

import pyarrow as pa
import pytest

from classifiers import language, quality
from pipeline.demo.texts import lines, originals


def documents(lang: str) -> tuple[list[str], list[str]]:
    good = [t.body for t in originals() if t.lang == lang and t.genre != "code"]
    poor = ["\n".join(lines("chatter")[lang][i : i + 6]) for i in range(14)]
    return good, poor


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_training_twice_gives_the_same_bytes(tmp_path: Path, lang: str) -> None:
    good, poor = documents(lang)
    for name in ("a", "b"):
        quality.train(good, poor, tmp_path / name)
    assert (tmp_path / "a" / "model.bin").read_bytes() == (
        tmp_path / "b" / "model.bin"
    ).read_bytes()


def test_scores_are_probabilities_and_empty_text_has_none(tmp_path: Path) -> None:
    quality.train(*documents("en"), tmp_path)
    texts = ["the valley and the river", "", " \n", "😀", "__label__poor lol", "a\nb\x00c"]
    scores = quality.load(tmp_path).score(pa.array(texts)).to_pylist()
    assert [s is None for s in scores] == [False, True, True, False, False, False]
    assert all(0 <= s <= 1 for s in scores if s is not None)


def test_long_text_is_judged_by_its_beginning() -> None:
    assert quality.line("가" * 10_000) == "가" * quality.MAX_CHARACTERS


def test_label_in_a_text_makes_no_class(tmp_path: Path) -> None:
    good, poor = documents("en")
    poisoned = [f"__label__owned {text} __label__x" for text in good]
    quality.train(poisoned, poor, tmp_path)
    assert sorted(quality.load(tmp_path)._model.labels) == [quality.GOOD, quality.POOR]


def test_too_few_examples_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="8 of each"):
        quality.train(["a"] * 7, ["b"] * 20, tmp_path)


def test_language_of_the_foreign_lines() -> None:
    for lang, own in lines("foreign").items():
        found, chances = language.detect(pa.array(own, pa.large_string()))
        assert found == [lang] * len(own)
        assert (chances <= 1).all()


def test_text_without_letters_has_no_language() -> None:
    assert language.detect(pa.array(["", "123 !?", "\n"], pa.large_string()))[0] == ["und"] * 3
    assert language.detect(pa.array([], pa.large_string()))[0] == []
