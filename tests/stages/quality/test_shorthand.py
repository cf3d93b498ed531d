"""A rule named under a language changes the default rules, and nothing else."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pipeline import recipe as recipes
from pipeline.core.errors import RecipeError
from pipeline.recipe.schema import recipe_schema
from pipeline.stages.quality.stage import Quality

SOURCE = "ingest: {sources: [{name: a, path: a.txt}]}"


def bounds(
    quality: Quality, language: str
) -> dict[str, tuple[float | None, float | None, str, int]]:
    return {
        b.name: (b.min, b.max, b.measure, b.from_words) for b in quality.resolved()[language].bounds
    }


def test_one_bound_changes_and_the_rest_stays() -> None:
    default = Quality()
    for rule, (low, high, measure, words) in bounds(default, "ko").items():
        fields = {"min": 0.001} if low is not None else {"max": 0.001}
        if (low or 0) > (high or 1):
            continue
        changed = Quality.model_validate({"rules": {"ko": {rule: fields}}})
        expected = {"min": fields.get("min", low), "max": fields.get("max", high)}
        assert bounds(changed, "ko") == {
            **bounds(default, "ko"),
            rule: (expected["min"], expected["max"], measure, words),
        }
        assert bounds(changed, "en") == bounds(default, "en")


def test_it_changes_the_presets_beside_it() -> None:
    given = {
        "rules": {"en": {"presets": ["gopher"], "without": [], "gopher_word_length": {"max": 9}}}
    }
    changed = Quality.model_validate(given)
    plain = Quality.model_validate({"rules": {"en": {"presets": ["gopher"]}}})
    assert bounds(changed, "en").keys() == bounds(plain, "en").keys()
    assert bounds(changed, "en")["gopher_word_length"][1] == 9
    assert (
        bounds(changed, "en")["gopher_word_length"][0]
        == bounds(plain, "en")["gopher_word_length"][0]
    )


def test_a_register_and_another_language_have_defaults() -> None:
    changed = Quality.model_validate(
        {"rules": {"ko": {"too_short": {"min": 7}}, "ko/hae": {"too_short": {"min": 3}}}}
    )
    assert bounds(changed, "ko")["too_short"][0] == 7
    assert bounds(changed, "ko/hae")["too_short"][0] == 3
    assert bounds(changed, "ko/hae").keys() == bounds(changed, "ko").keys()


def test_set_reaches_one_bound(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(f"root: out\nstages: {{{SOURCE}, quality: {{}}}}\n")
    read = recipes.read(tmp_path / "r.yaml", settings=["quality.rules.ko.too_short.min=10"])
    assert bounds(read.stages[1], "ko")["too_short"][0] == 10  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", ["too_shrt", "presetz"])
def test_a_typo_is_named(rule: str, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        f"root: out\nstages:\n  {SOURCE}\n  quality:\n    rules: {{ko: {{{rule}: {{min: 10}}}}}}\n"
    )
    near = {"too_shrt": "too_short", "presetz": "presets"}[rule]
    with pytest.raises(
        RecipeError, match=f"ko: unknown field or rule '{rule}', did you mean '{near}'"
    ):
        recipes.read(tmp_path / "r.yaml")


def test_editors_accept_it() -> None:
    recipe = {"root": "x", "stages": {"quality": {"rules": {"ko": {"too_short": {"min": 10}}}}}}
    assert Draft202012Validator(recipe_schema()).is_valid(recipe)
