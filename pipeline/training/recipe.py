"""A training recipe: the settings of a model and the examples that it is trained on."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from classifiers.recipe import Training
from pipeline import recipe as recipes
from pipeline.core.errors import RecipeError
from pipeline.kernels.heuristics.lists import spam_terms
from pipeline.training.examples import Examples

TERM_LISTS = {"spam": spam_terms.PHRASES}


class ClassifierRecipe(BaseModel):
    """The training recipe of one model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    training: Training
    """Settings of the model."""
    term_lists: tuple[Literal["spam"], ...] = ()
    """Lists of terms of the quality rules that the model reads as signs: they are added to `training.terms`
    and stored in the model. Needs `segment: signs`."""
    examples: tuple[Examples, ...] = Field(min_length=1)
    """Sources of labelled text."""


def read(path: Path) -> ClassifierRecipe:
    """The training recipe in a YAML file.

    Raises RecipeError naming file, line, key and the expected value if the file is invalid."""
    read = recipes.read_as(ClassifierRecipe, path)
    listed = [t for name in read.term_lists for t in TERM_LISTS[name].strip().split("\n")]
    if not listed:
        return read
    if read.training.segment != "signs":
        raise RecipeError(f"{path}: term_lists needs `segment: signs` under training")
    terms = tuple(dict.fromkeys((*read.training.terms, *listed)))
    return read.model_copy(update={"training": read.training.model_copy(update={"terms": terms})})
