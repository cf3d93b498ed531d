"""`malmoi schema`: a JSON Schema that accepts every recipe that ships, and refuses mistakes."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pipeline.recipe.execution import Execution
from pipeline.registry import installed
from tests.cli.processes import malmoi

CONFIGS = Path(__file__).parents[2] / "configs"
RECIPES = sorted(CONFIGS.glob("*.yaml"))
TRAININGS = sorted((CONFIGS / "classifiers").glob("*.yaml"))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json.loads(malmoi("schema").stdout)


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def loaded(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", RECIPES, ids=lambda p: p.stem)
def test_shipped_recipe_is_valid(validator: Draft202012Validator, path: Path) -> None:
    assert [e.message for e in validator.iter_errors(loaded(path))] == []


@pytest.mark.parametrize("path", TRAININGS, ids=lambda p: p.stem)
def test_shipped_training_recipe_is_valid(path: Path) -> None:
    training = json.loads(malmoi("schema", "classifier").stdout)
    Draft202012Validator.check_schema(training)
    check = Draft202012Validator(training)
    assert [e.message for e in check.iter_errors(loaded(path))] == []
    typo = loaded(path)
    typo["training"]["taks"] = typo["training"].pop("task")
    assert not check.is_valid(typo)


@pytest.mark.parametrize("path", RECIPES, ids=lambda p: p.stem)
def test_typo_in_any_stage_is_refused(validator: Draft202012Validator, path: Path) -> None:
    recipe = loaded(path)
    for stage in recipe["stages"]:
        wrong = copy.deepcopy(recipe)
        wrong["stages"][stage] = {**(wrong["stages"][stage] or {}), "no_such_field": 1}
        assert not validator.is_valid(wrong), stage


@pytest.mark.parametrize(
    "change",
    [
        {"rot": "x"},
        {"root": 7},
        {"stages": {}},
        {"stages": {"ingset": {}}},
        {"stages": {"pack": {"seq_len": "long"}}},
        {"stages": {"pack": {"packing": "best"}}},
        {"stages": {"ingest": {"sources": [{"name": "a"}]}}},
        {"stages": {"ingest": {"sources": [{"name": "a", "path": "b", "formt": "csv"}]}}},
        {"execution": {"worker": 2}},
        {"execution": {"workers": 0}},
    ],
)
def test_mistake_is_refused(validator: Draft202012Validator, change: dict[str, Any]) -> None:
    recipe = loaded(CONFIGS / "demo.yaml")
    assert validator.is_valid(recipe)
    assert not validator.is_valid({**recipe, **change})


def test_values_in_their_short_forms_are_valid(validator: Draft202012Validator) -> None:
    assert validator.is_valid(
        {
            "root": "s3://bucket/run",
            "stages": {
                "ingest": {"sources": [{"name": "a", "path": "b"}]},
                "scrub": None,
                "mix": {"phases": [{"name": "a", "tokens": "6T"}, {"name": "b", "tokens": 1000}]},
                "tokenizer": {"sample": {"ko": "10M", "en": 0.5}},
            },
            "execution": None,
        }
    )


def test_stage_of_ones_own_needs_use(validator: Draft202012Validator) -> None:
    recipe = {"root": "x", "stages": {"ingest": None, "keep_long": {"chars": 5}}}
    assert not validator.is_valid(recipe)
    assert validator.is_valid({**recipe, "use": "my_stages"})
    assert validator.is_valid({**recipe, "use": ["my_stages"]})
    assert not validator.is_valid({**recipe, "use": "my_stages", "stages": {"pack": {"sq_len": 8}}})


def test_every_stage_and_field_has_its_description(schema: dict[str, Any]) -> None:
    stages = schema["properties"]["stages"]["properties"]
    assert tuple(stages) == installed().names()
    for model in (*map(installed().load, installed().names()), Execution):
        described = schema["$defs"][model.__name__]
        assert described["description"]
        for name, field in model.model_fields.items():
            about = described["properties"][field.alias or name]["description"]
            assert about, f"{model.__name__}.{name}"
