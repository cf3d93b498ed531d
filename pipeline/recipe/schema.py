"""The JSON Schema (draft 2020-12) of a whole recipe, from the models of all stages."""

from typing import Any

from pydantic.json_schema import models_json_schema

from pipeline.core.described import described
from pipeline.recipe.execution import Execution
from pipeline.registry import Registry, installed

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROOT = "The folder, or s3://, gs:// or abfss:// address, of the output; --root goes before it."
USE = "Python modules that define stages of your own, installed or beside the recipe."
STAGES = "The stages in the order in which they run, each with its fields."


def recipe_schema(registry: Registry | None = None) -> dict[str, Any]:
    """The schema of recipes with the stages of `registry`, by default the installed ones.

    Descriptions are the docstrings of stages and fields. A stage that is not in the registry is refused
    unless the recipe has the key `use`, whose modules may define it. The schema is stricter than the
    pipeline in one point: a number must not be written as a string.
    """
    registry = registry or installed()
    models = {name: described(registry.load(name)) for name in registry.names()}
    references, definitions = models_json_schema(
        [(model, "validation") for model in (*models.values(), described(Execution))]
    )
    stages = {name: _or_empty(references[model, "validation"]) for name, model in models.items()}
    modules = {"type": "array", "items": {"type": "string"}}
    return {
        "$schema": DIALECT,
        "title": "Malmoi recipe",
        "type": "object",
        "properties": {
            "root": {"type": "string", "description": ROOT},
            "use": {"anyOf": [{"type": "string"}, modules], "description": USE},
            "stages": {
                "type": "object",
                "minProperties": 1,
                "properties": stages,
                "description": STAGES,
            },
            "execution": _or_empty(references[Execution, "validation"]),
        },
        "required": ["stages"],
        "additionalProperties": False,
        "if": {"not": {"required": ["use"]}},
        "then": {"properties": {"stages": {"propertyNames": {"enum": list(models)}}}},
        "$defs": definitions["$defs"],
    }


def _or_empty(reference: dict[str, Any]) -> dict[str, Any]:
    """A key without a value, `scrub:`, stands for all defaults."""
    return {"anyOf": [reference, {"type": "null"}]}
