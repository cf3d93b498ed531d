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
