"""Presets: those that ship are valid, errors in those of a user are explained."""

from pathlib import Path

import pytest

from pipeline.core.errors import RecipeError
from pipeline.kernels.heuristics import BY_UNIT, COLUMNS, UNITS
from pipeline.stages.quality import presets
from pipeline.stages.quality.presets import Preset, Rule, dump, load

PUBLISHED = {
    "gopher": "gopher_",
    "c4": "c4_",
    "fineweb": "fineweb_",
    "fineweb2_kor_Hang": "fineweb2_",
}


@pytest.mark.parametrize("name", presets.names())
def test_shipped_preset_is_valid_and_names_its_source(name: str) -> None:
    preset = load(name)
    assert preset.source
    assert preset.unit in UNITS
    assert all((rule.measure or key) in COLUMNS for key, rule in preset.rules.items())


@pytest.mark.parametrize(("name", "prefix"), PUBLISHED.items())
def test_rules_of_a_published_preset_carry_its_name(name: str, prefix: str) -> None:
    assert all(rule.startswith(prefix) for rule in load(name).rules)


def test_published_thresholds_are_those_of_their_papers() -> None:
    gopher, korean = load("gopher").rules, load("fineweb2_kor_Hang").rules
    assert [gopher[f"gopher_dup_{n}_grams"].max for n in range(5, 11)] == [
        0.15,
        0.14,
        0.13,
        0.12,
        0.11,
        0.1,
    ]
    assert [korean[f"fineweb2_top_{n}_gram"].max for n in (2, 3, 4)] == [0.282, 0.228, 0.185]
    assert (gopher["gopher_words"].min, gopher["gopher_words"].max) == (50, 100_000)
    assert load("fineweb").rules["fineweb_line_punctuation"].min == 0.12


def test_written_preset_reads_back_the_same(tmp_path: Path) -> None:
    rules = {"a": Rule(measure="josa", min=0.125, from_words=20), "marks": Rule(max=1e-05)}
    preset = Preset(language="ko", unit="eojeol", source="여기: 'quoted' # and more", rules=rules)
    (tmp_path / "p.yaml").write_text(dump(preset, ["a line"]), encoding="utf-8")
    assert load("p.yaml", str(tmp_path)) == preset


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "language: ko\nunit: eojeol\nsource: x\nrules: {joza: {max: 1}}",
            "there is no measure of that name",
        ),
        ("language: ko\nunit: eojeol\nsource: x\nrules: {josa: {}}", "give min, max or both"),
        ("language: ko\nunit: words\nsource: x\nrules: {}", "unit"),
        ("language: [", "not valid YAML"),
    ],
)
def test_error_in_a_preset_names_its_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "p.yaml").write_text(text)
    with pytest.raises(RecipeError, match=message) as error:
        load("p.yaml", str(tmp_path))
    assert "p.yaml" in str(error.value)


def test_missing_preset_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="cannot be read: No such file"):
        load("none.yaml", str(tmp_path))


def test_measures_by_unit_are_measures() -> None:
    assert set(COLUMNS) >= BY_UNIT
