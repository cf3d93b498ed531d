"""Drop documents by conditions in the recipe."""

import polars as pl
from pydantic import ConfigDict, Field, model_validator

from pipeline.core import condition
from pipeline.core.job import Job
from pipeline.core.judge import Judge
from pipeline.core.marking import Marking, drop


class Filter(Marking):
    """Drop documents by conditions: each field is a drop_reason, its value the condition of the drop.

    `filter: {too_short: "chars < 5", foreign: "lang not in ['ko', 'en']"}`. The first condition that is true
    gives the reason. Columns are those of documents, `chars`, `words`, `lines`, and `<stage>.<column>` of
    earlier marks; `'광고' in title` searches for a text.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    __pydantic_extra__: dict[str, str] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride]

    @model_validator(mode="after")
    def _conditions(self) -> "Filter":
        if not self.conditions:
            raise ValueError('expected conditions by drop_reason, such as too_short: "chars < 5"')
        for reason, text in self.conditions.items():
            try:
                condition.names(text)
            except ValueError as error:
                raise ValueError(f"{reason}: {error}") from None
        return self

    @property
    def conditions(self) -> dict[str, str]:
        """drop_reason -> condition, in the order of the recipe."""
        return self.__pydantic_extra__

    def judges(self, job: Job) -> dict[str, Judge]:
        """One for each condition: a condition on a later mark leaves the others."""
        alone = {
            reason: Filter.model_validate({reason: text})
            for reason, text in self.conditions.items()
        }
        return {
            f"{self.name()}.{reason}": judge
            for reason, stage in alone.items()
            for judge in Marking.judges(stage, job).values()
        }

    def reason(self) -> pl.Expr:
        """The reason of the first condition that is true."""
        return pl.coalesce(
            drop(reason, condition.expression(text)) for reason, text in self.conditions.items()
        )
