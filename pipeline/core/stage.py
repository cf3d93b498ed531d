"""A stage: a frozen pydantic model whose fields are its configuration, and one method."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import ConfigDict

from pipeline.core.model import Model

if TYPE_CHECKING:
    from pipeline.core.corpus import Corpus
    from pipeline.core.job import Job
    from pipeline.core.judge import Judge

ACTS = ("rewrite", "mark", "build")


class Stage(Model):
    """One step of a recipe. `act` is what it may do; a recipe with another order of acts is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    act: ClassVar[Literal["rewrite", "mark", "build"]]
    # True for a stage that reads what another one built: it may mark behind it.
    reads_built: ClassVar[bool] = False
    # True for a stage whose output holds personal data as it came: its folder is for the owner alone.
    private: ClassVar[bool] = False
    # Phases whose work grows with the distinct words of the corpus, which are ever fewer in more text.
    distinct: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def name(cls) -> str:
        """Its name in recipes and on storage: the class name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def removed_after(self) -> dict[str, tuple[str, ...]]:
        """Later stage -> the phases of this one whose files are removed once that stage is done."""
        return {}

    @classmethod
    def values(cls) -> dict[str, tuple[str, ...]]:
        """Column of its marks -> all values that it can have, where they are few and known; {} by default.

        A condition that compares the column with another text is refused."""
        return {}

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Check, before any work begins, that the stage can run after the `earlier` stages.

        Raises DataError for inputs that cannot be used, RecipeError for fields that cannot work."""

    def plan(self, corpus: "Corpus | None" = None) -> Iterator[str]:
        """Lines for `malmoi plan`: what follows from the fields, and from the corpus of the stage before if
        that has run."""
        yield from ()

    def scaled(self, share: float) -> "Stage":
        """This stage for a probe that holds a share of the text: amounts that the fields state for the whole
        corpus, such as tokens, shrink by it, and limits that a small sample would break are lifted."""
        return self

    def parts(self, phase: str, size: float) -> int | None:
        """The number of units of a phase that reads so many bytes, if it follows neither the shards nor the
        sample; None by default."""
        return None

    def judges(self, job: "Job") -> dict[str, "Judge"]:
        """Name -> a decision of this stage that depends on each document alone; {} by default.

        Deduplication asks the stages after it, through its own `job`, to keep a copy that they will keep."""
        return {}

    def run(self, corpus: "Corpus", job: "Job") -> "Corpus":
        """Run the stage through the verbs of `job`; returns the corpus with its additions. The first stage
        gets a corpus without documents."""
        raise TypeError(f"stage {self.name()} defines no run()")
