"""Conditions of a recipe as reasons to drop."""

from pathlib import Path

import pytest

from malmoi import Filter, Ingest, MalmoiError, Recipe, RecipeError, Rights, Source, run
from pipeline import recipe as recipes

ROWS = """
{"text": "짧다", "title": "하나"}
{"text": "이 글은 넉넉히 길다.\\n둘째 줄이 있다.", "title": "광고 아님"}
{"text": "a longer English text stands here", "title": null}
"""


def reasons(tmp_path: Path, **conditions: str) -> list[str | None]:
    (tmp_path / "in.jsonl").write_text(ROWS.strip(), encoding="utf-8")
    source = Source(name="in", path=str(tmp_path / "in.jsonl"))
    recipe = Recipe.of(
        tmp_path / "root", Ingest(sources=(source,)), Filter(**conditions), executor="local"
    )
    corpus = run(recipe)
    return corpus.marks_of("filter").table(["drop_reason"]).column(0).to_pylist()


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"short": "chars < 5"}, ["short", None, None]),
        ({"short": "chars < 5", "any": "chars > 0"}, ["short", "any", "any"]),
        ({"foreign": "lang not in ['ko']"}, [None, None, "foreign"]),
        ({"long": "words > 5 and lines == 1"}, [None, None, "long"]),
        ({"ad": "'광고' in title"}, [None, "ad", None]),
        ({"no_ad": "'광고' not in title"}, ["no_ad", None, None]),  # null is never true
    ],
)
def test_first_true_condition_is_the_reason(
    tmp_path: Path, conditions: dict[str, str], expected: list[str | None]
) -> None:
    assert reasons(tmp_path, **conditions) == expected


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ('{a: "charz < 5"}', r"unknown column 'charz'"),
        ('{a: "quality.domain == 1"}', r"needs the stage quality before it"),
        ('{a: "chars <"}', r"r\.yaml:4: stages\.filter: a: 'chars <' is not a condition"),
        ('{a: "lang < 5"}', r"filter: a condition cannot be computed: cannot compare"),
        ("{a: 5}", r"stages\.filter\.a: expected a text"),
        ("{}", r"expected conditions by drop_reason"),
    ],
)
def test_mistake_is_told_before_any_work(tmp_path: Path, filter_: str, expected: str) -> None:
    (tmp_path / "in.jsonl").write_text(ROWS.strip(), encoding="utf-8")
    path = tmp_path / "r.yaml"
    path.write_text(
        f"root: {tmp_path}/root\nstages:\n  ingest: {{sources: [{{name: in, path: in.jsonl}}]}}\n"
        f"  filter: {filter_}\nexecution: {{executor: local}}\n"
    )
    with pytest.raises(MalmoiError, match=expected):
        recipes.run(recipes.read(path))
    assert not (tmp_path / "root" / "ingest").exists()


def test_column_that_earlier_marks_do_not_have_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(ROWS.strip(), encoding="utf-8")
    source = Source(name="in", path=str(tmp_path / "in.jsonl"))
    stages = (Ingest(sources=(source,)), Rights(), Filter(nc="rights.reuze == 'x'"))
    recipe = Recipe.of(tmp_path / "root", *stages, executor="local")
    with pytest.raises(
        RecipeError, match="filter: rights marks no column 'reuze', did you mean 'reuse'"
    ):
        run(recipe)
