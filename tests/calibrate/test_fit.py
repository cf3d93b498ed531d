"""Thresholds fitted to reference text: each method drops the promised share, errors are explained."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from typer.testing import CliRunner

from pipeline.calibrate.fit import calibrate, preset_of
from pipeline.cli.app import app
from pipeline.core.errors import RecipeError
from pipeline.kernels.heuristics import COLUMNS
from pipeline.stages.quality.presets import Preset, Rule, load

RULES = {"josa": Rule(min=0.3), "marks": Rule(max=0.2, from_words=10), "spam_terms": Rule(max=2)}
PRESET = Preset(language="en", unit="word", source="here", rules=RULES)


def measures(num: int, scale: float = 1.0, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    found = (rng.random((num, len(COLUMNS))) * scale).astype(np.float32)
    found[:, COLUMNS.index("prose_words")] = rng.integers(0, 50, num)
    found[:, COLUMNS.index("spam_terms")] = 0
    return found


def test_tail_drops_its_share_of_the_reference() -> None:
    fitted = {f.rule: f for f in calibrate(PRESET, measures(5000), None, "tail", 0.05)}
    assert fitted["josa"].dropped == pytest.approx(0.05, abs=0.003)
    assert fitted["marks"].dropped == pytest.approx(0.05, abs=0.003)
    # all values of the reference are 0: the bound stays
    assert fitted["spam_terms"].bound == 2


def test_quantile_drops_as_much_as_the_preset_drops_of_its_own_language() -> None:
    for fitted in calibrate(PRESET, measures(5000, 0.5, 2), measures(5000), "quantile", 0.1)[:2]:
        assert fitted.dropped == pytest.approx(fitted.dropped_like, abs=0.003)
        assert fitted.bound == pytest.approx(fitted.before / 2, abs=0.02)


def test_mean_std_keeps_the_distance_from_the_mean() -> None:
    found = calibrate(PRESET, measures(5000, 0.5, 2), measures(5000), "mean_std", 0.1)
    assert found[0].bound == pytest.approx(0.15, abs=0.02)


def test_rule_is_fitted_to_documents_of_enough_words() -> None:
    found = measures(2000)
    short = found[:, COLUMNS.index("prose_words")] < 10
    found[short, COLUMNS.index("marks")] = 0.99
    fitted = {f.rule: f for f in calibrate(PRESET, found, None, "tail", 0.2)}
    assert fitted["marks"].bound < 0.9


def test_fitted_preset_belongs_to_its_language_and_unit() -> None:
    made = preset_of(
        PRESET, calibrate(PRESET, measures(500), None, "tail", 0.01), "ko", "char", "x"
    )
    assert (made.language, made.unit) == ("ko", "char")
    assert made.rules["marks"].from_words == 10


def test_command_writes_a_preset_that_a_recipe_takes_and_a_page(
    sources: Path, finished: Path, tmp_path: Path
) -> None:
    recipe, to = sources / "recipe.yaml", tmp_path / "mine.yaml"
    arguments = [
        "calibrate",
        str(recipe),
        "--root",
        str(finished),
        "--reference",
        "books",
        "--reference",
        "web",
    ]
    arguments += ["--rules", "malmoi_ko", "--to", str(to), "--language", "ko"]
    few = CliRunner().invoke(app, arguments)
    # The corpus is tiny: it has fewer documents than a tail needs.
    assert isinstance(few.exception, RecipeError)
    assert "100 are needed" in str(few.exception)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--unit", "words"], "--unit words: expected one of word, eojeol, char, morpheme"),
        (["--method", "median"], "--method median: expected"),
        (["--method", "quantile"], "give --like SOURCE"),
        (["--tail", "0.7"], "--tail 0.7"),
        (["--rules", "goofer"], "unknown preset 'goofer'"),
        (["--reference", "boks"], "the sources boks have no living documents"),
    ],
)
def test_error_on_the_command_line_is_explained(
    sources: Path, finished: Path, tmp_path: Path, more: list[str], message: str
) -> None:
    arguments = [
        "calibrate",
        str(sources / "recipe.yaml"),
        "--root",
        str(finished),
        "--to",
        str(tmp_path / "p.yaml"),
    ]
    if "--reference" not in more:
        arguments += ["--reference", "books"]
    result = CliRunner().invoke(app, arguments + more)
    assert isinstance(result.exception, RecipeError)
    assert message in str(result.exception)


def test_fitting_a_run_of_enough_documents(tmp_path: Path) -> None:
    from pipeline import recipe as recipes
    from pipeline.demo.sample import Sample
    from pipeline.executors.local import LocalExecutor

    sample = Sample(2)
    texts = [sample.compose("ko", "essay").body.replace("\n", " ") for _ in range(150)]
    (tmp_path / "a.txt").mkdir()
    for i, text in enumerate(texts):
        (tmp_path / "a.txt" / f"{i}.txt").write_text(text, encoding="utf-8")
    recipe = tmp_path / "r.yaml"
    recipe.write_text(
        f"root: {tmp_path}/root\nstages:\n  ingest: {{sources: [{{name: a, path: {tmp_path}/a.txt}}]}}\n  quality: {{}}\n"
    )
    recipes.run(recipes.read(recipe), "ingest", executor=LocalExecutor())
    to = tmp_path / "mine.yaml"
    result = CliRunner().invoke(
        app, ["calibrate", str(recipe), "--reference", "a", "--rules", "malmoi_ko", "--to", str(to)]
    )
    assert result.exception is None, result.exception
    assert load(str(to)).language == "ko"
    page = to.with_suffix(".html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 3
    assert "<script" not in page
    changed = yaml.safe_load(recipe.read_text())
    changed["stages"]["quality"] = {"rules": {"ko": {"presets": ["mine.yaml"]}}}
    recipe.write_text(yaml.safe_dump(changed))
    corpus = recipes.run(recipes.read(recipe), executor=LocalExecutor())
    assert 0.8 * 150 < sum(len(corpus.living_rows(s)) for s in range(corpus.num_shards)) <= 150
