"""A stage: a frozen pydantic model whose fields are its configuration, and one method."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from pipeline.core.corpus import Corpus
    from pipeline.core.job import Job

ACTS = ("rewrite", "mark", "build")


class Stage(BaseModel):
    """One step of the fold. `act` says what it may do; the fold refuses another order of acts."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    act: ClassVar[Literal["rewrite", "mark", "build"]]

    @classmethod
    def name(cls) -> str:
        """Its name in recipes and on storage: the class name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Refuse, before any work begins, what can be seen to fail after the `earlier` stages: raises
        DataError or RecipeError."""

    def plan(self, corpus: "Corpus | None" = None) -> Iterator[str]:
        """Lines for `malmoi plan`: what follows from the fields, and from the corpus that the stage
        before has left, if it has."""
        yield from ()

    def run(self, corpus: "Corpus", job: "Job") -> "Corpus":
        """Do the work through the verbs of `job`; returns the corpus with what this stage adds. The first
        stage is given a corpus without documents."""
        raise TypeError(f"stage {self.name()} defines no run()")
