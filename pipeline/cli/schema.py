"""`malmoi schema`: JSON Schemas of recipes."""

import json
from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer()


class Kind(StrEnum):
    """The kinds of recipes."""

    RECIPE = "recipe"
    CLASSIFIER = "classifier"


@app.command()
def schema(
    kind: Annotated[
        Kind, typer.Argument(help="A recipe of stages, or one of `malmoi classifier train`.")
    ] = Kind.RECIPE,
) -> None:
    """Print the JSON Schema of recipes, for editors and validators."""
    if kind is Kind.RECIPE:
        from pipeline.recipe.schema import recipe_schema

        printed = recipe_schema()
    else:
        from pipeline.core.described import described
        from pipeline.training.recipe import ClassifierRecipe

        printed = described(ClassifierRecipe).model_json_schema()
    typer.echo(json.dumps(printed, indent=2, ensure_ascii=False))
