"""A training recipe: what is learned, and from what."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from classifiers.recipe import Training
from pipeline import recipe as recipes
from pipeline.training.examples import Examples


class ClassifierRecipe(BaseModel):
    """One model."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    training: Training
    """What is learned, and by what."""
    examples: tuple[Examples, ...] = Field(min_length=1)
    """Labelled text."""


def read(path: Path) -> ClassifierRecipe:
    """The recipe in a YAML file. Raises RecipeError naming file, line, key and what was expected."""
    return recipes.read_as(ClassifierRecipe, path)
