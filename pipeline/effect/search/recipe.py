"""The recipe of `malmoi mixture`: the buckets whose shares are looked for, and the proxies that tell."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from pipeline import recipe as recipes
from pipeline.core import condition
from pipeline.effect.recipe import Judged, Tokens


class Search(Judged):
    """The recipe of one search."""

    buckets: str | dict[Annotated[str, Field(pattern=r"^[^.]+$")], str] = "domain"
    """A column of the documents, whose values are the buckets (domain, source, lang), or conditions by the
    names of buckets: {law: "domain == 'law'"}. A document belongs to the first that holds."""
    tokens: Tokens = 4_000_000
    """Tokens of each proxy."""
    proxies: int = Field(default=32, ge=4, le=2_000)
    """Mixtures whose proxies are trained to learn from."""
    checks: int = Field(default=8, ge=3, le=500)
    """Further mixtures, which only test how well the search predicts."""
    concentration: float = Field(default=2.0, gt=0)
    """How near the mixtures are to the shares of the root: in units of the number of buckets. Small numbers
    give mixtures of few buckets."""
    budget: Tokens | None = None
    """Tokens of the training that the mixture is for. Proxies repeat documents as often as it would; default:
    none are repeated, and a share is at most what its bucket holds of `tokens`."""
    max_epochs: float = Field(default=4, ge=1)
    """How often the training may repeat a bucket; needs `budget`."""
    seed: int = Field(default=17, ge=0, lt=2**32)
    """Draws the mixtures, and the documents of the proxies."""

    @field_validator("buckets")
    @classmethod
    def _are_conditions(cls, value: str | dict[str, str]) -> str | dict[str, str]:
        for text in value.values() if isinstance(value, dict) else ():
            condition.names(text)
        return value

    @model_validator(mode="after")
    def _has_a_budget(self) -> "Search":
        if self.budget is None and "max_epochs" in self.model_fields_set:
            raise ValueError("max_epochs: state the tokens of the training, as `budget`")
        return self

    @model_validator(mode="after")
    def _has_two(self) -> "Search":
        if isinstance(self.buckets, dict) and len(self.buckets) < 2:
            raise ValueError("buckets: a search needs two or more")
        return self


def read(path: str | Path) -> Search:
    """The recipe in a YAML file. Raises RecipeError naming file, line, key and what was expected."""
    return recipes.read_as(Search, path)
