"""The recipe of `malmoi effect`: the arms that are compared, and the held-out text that judges them."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from pipeline import recipe as recipes
from pipeline.core import condition
from pipeline.core.model import Model, hint
from pipeline.core.paths import RecipePath
from pipeline.effect.gold.sets import GoldSet
from pipeline.kernels.ngrams import ORDER
from pipeline.readers.source import Source
from pipeline.recipe.execution import Execution

Base = Literal["raw", "exact_dedup", "all", "mix"]
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
_NAME = r"^[\w.-]+$"


def _number(value: Any) -> Any:
    """A number of tokens: 20M, 1.5k, 20_000_000."""
    found = (
        re.fullmatch(r"([\d_.]+)\s*([kmgKMG]?)", value.strip()) if isinstance(value, str) else None
    )
    if found is None:
        return value
    return round(float(found[1].replace("_", "")) * _UNITS[found[2].lower()])


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Tokens = Annotated[int, BeforeValidator(_number), Field(ge=1_000)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Spoil(Model):
    """Damage of a known size: an arm that must come out worse, and a measure for the others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mojibake: float = Field(default=0, ge=0, le=1)
    """Share of the documents whose UTF-8 is read as Windows-1252."""
    repeats: float = Field(default=0, ge=0, lt=1)
    """Share of the tokens that repeat documents of the arm once more."""
    other_language: float = Field(default=0, ge=0, lt=1)
    """Share of the tokens that are living documents which the condition of the arm leaves out."""

    @property
    def is_none(self) -> bool:
        """True if nothing is damaged."""
        return not (self.mojibake or self.repeats or self.other_language)


class Arm(Model):
    """A corpus that the ledger of the root can name, or files of another tool."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: Base = "all"
    """`raw`: every document as it came. `exact_dedup`: those that dedup_exact keeps, as they came. `all`:
    those that live, each once. `mix`: those that live, as often as the mix takes them."""
    without: Names = ()
    """Stages that had not run: what they dropped comes back, and what they changed in texts is undone. Later
    stages have not judged the documents that come back."""
    without_reason: Names = ()
    """Reasons that had not counted, as stage.reason: quality.word_length."""
    only: str | None = None
    """A condition on columns of the ledger: source == 'web' and quality.score >= .5."""
    ids: RecipePath | None = None
    """A file that lists ids, a line each: plain, or JSON with the field id. The arm has these documents
    alone, such as those that another tool kept."""
    files: Source | None = None
    """Files instead of the root: the output of another tool."""
    spoil: Spoil = Spoil()
    """Damage that is done to it."""

    @model_validator(mode="before")
    @classmethod
    def _from_a_word(cls, value: Any) -> Any:
        """`raw` for {base: raw}."""
        if isinstance(value, str):
            if value not in get_args(Base):
                raise ValueError(f"unknown arm{hint(value, get_args(Base))}")
            return {"base": value}
        return value

    @field_validator("only")
    @classmethod
    def _is_condition(cls, value: str | None) -> str | None:
        if value is not None:
            condition.names(value)
        return value

    @model_validator(mode="after")
    def _agrees(self) -> "Arm":
        if self.files and self.model_fields_set - {"files", "spoil"}:
            raise ValueError("an arm of files has no other field than `spoil`")
        if self.without_reason and any("." not in r for r in self.without_reason):
            raise ValueError("expected reasons as stage.reason, such as quality.word_length")
        if (self.without or self.without_reason) and self.base not in ("all", "mix"):
            raise ValueError(f"nothing to leave out of {self.base}: use base all")
        if self.spoil.other_language and self.only is None:
            raise ValueError("spoil.other_language needs `only`, which says what the others are")
        return self


def _check_names(what: str, names: list[str]) -> None:
    """Raise ValueError if a name stands there twice."""
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise ValueError(f"names of {what} must differ; {', '.join(twice)} stands here twice")


class Judged(Model):
    """What judges, and with what models: the part that all comparisons share."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tokenizer: RecipePath
    """A tokenizer.json that was trained on text outside all arms; it cuts all of them."""
    strata: tuple[Source, ...] = Field(min_length=1)
    """Held-out text by kind, as the sources of ingest are written; no arm, threshold or model has seen it."""
    leaks: Literal["refuse", "leave_out"] = "refuse"
    """What happens if documents of a stratum stand in an arm: the run is refused, or goes on without them."""
    tier: Literal["ngrams", "decoder"] = "ngrams"
    """`ngrams`: exact models, in seconds. `decoder`: a small one in torch (the extra `effect`), on a GPU if
    there is one."""
    order: int = Field(default=ORDER, ge=1, le=8)
    """Tokens of an n-gram."""
    size: Literal["s", "m"] = "s"
    """Of the decoder: s, about 5 million parameters besides embeddings, tries a recipe out; m, about 60
    million, can rank corpora."""
    execution: Execution = Execution()
    """How it is executed, as in the recipe of a run."""

    @field_validator("strata")
    @classmethod
    def _distinct(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        _check_names("strata", [s.name for s in value])
        return value


class Anneal(Model):
    """A base that is trained once for each seed; each arm goes on from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: str
    """The arm that the base is trained on."""
    tokens: Tokens
    """Tokens of the base. The arms draw none of its documents again."""


class Effect(Judged):
    """The recipe of one comparison."""

    arms: dict[Annotated[str, Field(pattern=_NAME)], Arm] = Field(min_length=1)
    """The corpora that are compared, by name."""
    hold: str | None = None
    """A column of the documents, such as domain: every arm has each of its values in the shares of the
    baseline, so that arms differ by their documents and not by their mixture. Arms of base mix and of files
    keep their own shares."""
    baseline: str | None = None
    """The arm that the others are compared with; default: `all`, or the first."""
    anneal: Anneal | None = None
    """Train a base first, and let each arm go on from it with its `tokens`: what a source or reason adds to
    a model that knows the rest. Default: every arm trains a model of its own."""
    gold: tuple[GoldSet, ...] = ()
    """Evaluation sets: the bits of their right answers are counted as well."""
    reasons: bool | Names = False
    """Add an arm for each reason of these stages (true: of all), in which it had not counted: what it is
    worth."""
    least: Tokens = 10_000
    """Tokens that a reason must have dropped to have an arm of its own."""
    tokens: Tokens | None = None
    """Tokens of every arm; default: half of those of the arm that has fewest, so that each seed draws other
    documents of it, too."""
    seeds: tuple[Annotated[int, Field(ge=0, lt=2**32)], ...] = Field(
        default=(1, 2, 3), min_length=1
    )
    """Each seed draws other documents of an arm that has more tokens than are used."""

    @field_validator("seeds")
    @classmethod
    def _distinct_seeds(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if len(set(value)) < len(value):
            raise ValueError("the same seed twice draws the same documents twice")
        return value

    @field_validator("gold")
    @classmethod
    def _distinct_sets(cls, value: tuple[GoldSet, ...]) -> tuple[GoldSet, ...]:
        _check_names("gold sets", [s.name for s in value])
        return value

    @model_validator(mode="after")
    def _has_base(self) -> "Effect":
        if self.anneal is not None and self.anneal.base not in self.arms:
            raise ValueError(f"anneal: base: no such arm{hint(self.anneal.base, self.arms)}")
        return self

    @model_validator(mode="after")
    def _has_baseline(self) -> "Effect":
        if self.baseline is not None and self.baseline not in self.arms:
            raise ValueError(f"baseline: no such arm{hint(self.baseline, self.arms)}")
        return self

    @property
    def compared_with(self) -> str:
        """The name of the arm that the others are compared with."""
        whole = [n for n, arm in self.arms.items() if arm == Arm()]
        return self.baseline or (whole or list(self.arms))[0]


def read(path: str | Path) -> Effect:
    """The recipe in a YAML file. Raises RecipeError naming file, line, key and what was expected."""
    return recipes.read_as(Effect, path)
