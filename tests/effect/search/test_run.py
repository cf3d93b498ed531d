"""Whole searches: a planted best source is found, measured better, and remembered."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.core import condition
from pipeline.core.errors import RecipeError
from pipeline.core.progress import Silent
from pipeline.effect.ledger import Root
from pipeline.effect.search.recipe import Search, read
from pipeline.effect.search.run import _conditions, search


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


def test_same_search_again_gives_the_same_bytes(effect_home: Path, tmp_path: Path) -> None:
    """What a search has measured itself counts once, and its checks are never learnt from."""
    asked = {"proxies": 6, "checks": 4, "order": 2, "tokens": 10_000}
    results = [json.dumps(searched(effect_home, tmp_path, **asked)) for _ in range(3)]
    assert len(set(results)) == 1
    evidence = tmp_path / "mixture" / "evidence.jsonl"
    # six proxies and the shares of the root
    assert len(json.loads(evidence.read_text(encoding="utf-8").splitlines()[0])["mixtures"]) == 7
    with evidence.open("a", encoding="utf-8") as stream:
        stream.write('{"setting": {"cut')
    assert json.dumps(searched(effect_home, tmp_path, **asked)) == results[0]
    other = searched(effect_home, tmp_path, **asked, seed=18)
    # six proxies and the shares of the root; the latter are measured again
    assert other["remembered"] == 6


def test_no_bucket_is_repeated_without_a_budget(effect_home: Path, tmp_path: Path) -> None:
    result = searched(effect_home, tmp_path, tokens=120_000, proxies=6, checks=3, order=2)
    assert all(b["best"] * 120_000 <= b["tokens"] + 1 for b in result["buckets"])


def test_values_of_a_column_of_numbers_are_buckets_too(effect_home: Path) -> None:
    root = Root.open(str(effect_home / "root"))
    asked = Search.model_construct(buckets="bytes")
    conditions = _conditions(asked, root)
    frame = pl.DataFrame(root.corpus.read(0, ["bytes"]))
    sizes = frame["bytes"].unique().to_list()
    assert set(map(str, sizes)) <= conditions.keys()
    for size in sizes[:5]:
        held = frame.filter(condition.expression(conditions[str(size)]))
        assert held["bytes"].unique().to_list() == [size]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"buckets": "domain"}, "buckets: domain has 0 value"),
        ({"buckets": "priority"}, "buckets: priority has 1 value"),
        ({"buckets": "scrubbed"}, "buckets: scrubbed holds lists"),
        ({"buckets": "text_hash"}, "buckets: text_hash holds bytes"),
        ({"buckets": "sorce"}, "did you mean 'source'"),
        ({"buckets": {"a": "source == 5", "b": "bytes > 1"}}, "cannot be computed"),
        ({"max_epochs": 2}, "state the tokens of the training, as `budget`"),
        ({"tokens": "90M"}, "tokens: 90,000,000 tokens in at most 1 epochs"),
        ({"seed": -1}, "expected 0 or more"),
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
