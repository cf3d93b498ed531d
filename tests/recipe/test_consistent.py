"""What stages disagree on is refused before any of them runs."""

from pathlib import Path

import pytest

from pipeline import recipe as recipes
from pipeline.core.errors import RecipeError

TEXT = """
root: out
stages:
  ingest:
    sources:
      - {{name: a, path: a.txt, domain: news}}
      - {{name: b, path: b.txt{domain}}}
  mix:
    group_by: [{columns}]
    phases: [{{name: train, tokens: 100%, weights: {weights}}}]
"""


def read(
    folder: Path, weights: str, columns: str = "domain", domain: str = ", domain: law"
) -> None:
    path = folder / "recipe.yaml"
    path.write_text(TEXT.format(weights=weights, columns=columns, domain=domain))
    recipes.read(path)


@pytest.mark.parametrize(
    ("weights", "columns", "domain"),
    [
        ("{law: 1, news: 0}", "domain", ", domain: law"),
        ("{'*': 1}", "domain", ", domain: law"),
        ("{poem: 0, law: 1}", "domain", ", domain: law"),
        ("proportional", "domain", ", domain: law"),
        ("{temperature: 0.5}", "domain", ", domain: law"),
        ("{ko: 1}", "lang", ", domain: law"),
        ("{'poem': 1}", "domain", ""),
    ],
)
def test_weights_that_may_fit_are_read(
    tmp_path: Path, weights: str, columns: str, domain: str
) -> None:
    read(tmp_path, weights, columns, domain)


@pytest.mark.parametrize(
    ("weights", "columns", "wrong"),
    [("{poem: 1}", "domain", "'poem'"), ("{'law|c': 1}", "'domain', 'source'", "'law.c'")],
)
def test_weight_that_fits_no_source_is_refused(
    tmp_path: Path, weights: str, columns: str, wrong: str
) -> None:
    with pytest.raises(
        RecipeError, match=rf"recipe.yaml:\d+: stages.mix: phase train: weight {wrong} fits no"
    ):
        read(tmp_path, weights, columns)


CONDITIONS = """
root: out
stages:
  ingest: {{sources: [{{name: a, path: a.txt}}]}}
  rights: {{}}
  filter: {{closed: "{dropped}"}}
  mix: {{phases: [{{name: train, tokens: 100%, where: "{kept}"}}]}}
"""


def with_conditions(folder: Path, dropped: str, kept: str) -> recipes.Recipe:
    path = folder / "recipe.yaml"
    path.write_text(CONDITIONS.format(dropped=dropped, kept=kept))
    return recipes.read(path)


@pytest.mark.parametrize(
    ("dropped", "kept", "told"),
    [
        ("rights.reuse == 'non_commercial'", "chars > 5", "filter: closed: rights.reuse is never 'non_commercial', did you mean 'noncommercial'?"),
        ("rights.reuse not in ['free', 'cc']", "chars > 5", "filter: closed: rights.reuse is never 'cc'"),
        ("chars < 5", "lang == 'ko' and not 'open' == rights.reuse", "mix: phase train: where: rights.reuse is never 'open'; expected one of free"),
    ],
)  # fmt: skip
def test_value_that_a_column_never_has_is_refused(
    tmp_path: Path, dropped: str, kept: str, told: str
) -> None:
    with pytest.raises(RecipeError) as error:
        with_conditions(tmp_path, dropped, kept)
    assert told in str(error.value)
    assert "recipe.yaml:" in str(error.value)


@pytest.mark.parametrize(
    ("dropped", "kept"),
    [
        ("rights.reuse == 'unknown'", "rights.reuse in ['free', 'attribution']"),
        ("rights.license == 'my-own'", "source == 'a' or title != 'non_commercial'"),
    ],
)
def test_values_that_a_column_has_are_taken(tmp_path: Path, dropped: str, kept: str) -> None:
    assert with_conditions(tmp_path, dropped, kept).names()[-2:] == ["filter", "mix"]
