"""A training recipe: the settings of a model and the examples that it is trained on."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from classifiers.recipe import Training
from pipeline import recipe as recipes
from pipeline.training.examples import Examples


class ClassifierRecipe(BaseModel):
    """The training recipe of one model."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    training: Training
    """Settings of the model."""
    examples: tuple[Examples, ...] = Field(min_length=1)
    """Sources of labelled text."""


def read(path: Path) -> ClassifierRecipe:
    """The training recipe in a YAML file.

    Raises RecipeError naming file, line, key and the expected value if the file is invalid."""
    return recipes.read_as(ClassifierRecipe, path)
