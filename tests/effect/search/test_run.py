"""Whole searches: a planted best source is found, measured better, and remembered."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.errors import RecipeError
from pipeline.core.progress import Silent
from pipeline.effect.search.recipe import read
from pipeline.effect.search.run import search


def searched(home: Path, out: Path, **fields: Any) -> dict[str, Any]:
    recipe = {
        "tokenizer": str(home / "tokenizer.json"),
        "strata": [{"name": "held_ko", "path": str(home / "held_ko.jsonl")}],
        "buckets": "source",
        "tokens": 20_000,
        "proxies": 10,
        "checks": 6,
        "concentration": 1,
        "order": 3,
        "execution": {"executor": "local", "workers": 1},
        **fields,
    }
    out.mkdir(exist_ok=True)
    (out / "m.yaml").write_text(json.dumps(recipe), encoding="utf-8")
    return search(read(out / "m.yaml"), str(home / "root"), str(out / "mixture"), Silent())


def test_planted_best_source_is_found(effect_home: Path, tmp_path: Path) -> None:
    result = searched(effect_home, tmp_path)
    best = {b["name"]: b["best"] for b in result["buckets"]}
    assert best["ko"] > 0.9
    assert result["rank_correlation"] > 0.8
    assert result["measured"]["bits_per_byte"] < result["of_the_root"]["bits_per_byte"]
    assert result["measured"]["bits_per_byte"] == pytest.approx(
        result["predicted"]["bits_per_byte"], rel=0.05
    )
    # other buckets over the same documents begin with what was learnt
    split = {
        "long": "source == 'ko' and bytes > 240",
        "short": "source == 'ko'",
        "en": "source == 'en'",
    }
    again = searched(effect_home, tmp_path, buckets=split)
    assert again["remembered"] >= 10
    assert {b["name"]: b["best"] for b in again["buckets"]}["en"] < 0.1


def test_budget_bounds_the_epochs(effect_home: Path, tmp_path: Path) -> None:
    result = searched(effect_home, tmp_path, budget=200_000, max_epochs=1, proxies=6, checks=3)
    assert all(b["epochs"] <= 1.001 for b in result["buckets"])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"buckets": "domain"}, "buckets: domain has 0 value"),
        ({"buckets": {"one": "source == 'ko'"}}, "a search needs two or more"),
        ({"buckets": {"a": "source == 'x'", "b": "source == 'ko'"}}, "no living document is in a"),
        ({"budget": "90M", "max_epochs": 2}, "in at most 2 epochs; the root has"),
    ],
)
def test_mistakes_are_told(
    effect_home: Path, tmp_path: Path, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecipeError) as error:
        searched(effect_home, tmp_path, **fields)
    assert message in str(error.value)
