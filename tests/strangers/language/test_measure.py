"""The measure counts correct and wrong decisions, and prints no text."""

import pytest

from tests.strangers.language.families import FAMILIES
from tests.strangers.language.measure import confusions, means, measure, report

SOME = [family for family in FAMILIES if family.language in ("ko", "en", "de")]


def always_korean(texts: list[str]) -> list[str]:
    return ["ko"] * len(texts)


def test_one_language_for_all_texts_is_correct_for_its_own_families_only() -> None:
    results = measure(always_korean, SOME, 5, 3)
    mean = means(results)
    assert mean["ko", "both"] == (sum(f.language == "ko" for f in SOME), 1.0)
    assert mean["en", "both"][1] == mean["de", "both"][1] == mean["other", "both"][1] == 0.0
    share = sum(f.language == "ko" for f in SOME) / len(SOME)
    assert mean["all", "both"] == (len(SOME), pytest.approx(share))


def test_open_and_held_out_families_are_kept_apart() -> None:
    held = {text for f in SOME if f.held_out for text in f.texts(5, 3)}
    truth = {text: f.language for f in SOME for text in f.texts(5, 3)}
    results = measure(lambda texts: ["und" if t in held else truth[t] for t in texts], SOME, 5, 3)
    assert means(results)["all", "open"][1] == 1.0
    assert means(results)["all", "held out"][1] == 0.0


def test_confusions_count_wrong_predictions_only() -> None:
    results = measure(always_korean, SOME, 5, 3)
    english = sum(f.language == "en" for f in SOME)
    german = sum(f.language == "de" for f in SOME)
    assert confusions(results) == {("en", "ko"): 5 * english, ("de", "ko"): 5 * german}


def test_a_decision_that_loses_a_text_is_refused() -> None:
    with pytest.raises(ValueError, match="returned 4 languages for 5 texts"):
        measure(lambda texts: ["ko"] * (len(texts) - 1), SOME[:1], 5, 3)


def test_the_report_names_every_family_and_no_text() -> None:
    lines = report(measure(always_korean, FAMILIES, 5, 3))
    assert "\n".join(lines).isascii()
    assert {family.name for family in FAMILIES} <= {line.split()[0] for line in lines if line}
