"""The fields of a recipe that describe the mixture."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from pipeline.core import condition
from pipeline.stages.mix.amounts import amount


class Phase(BaseModel):
    """A part of training with a mixture of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(default="train", pattern=r"^[a-z0-9][a-z0-9_-]*$")
    """Names the shards: pack/<name>."""
    tokens: Annotated[int | str, BeforeValidator(amount)]
    """The budget: 2M, 500B, 6T, or a share of the available tokens: 50%."""
    weights: dict[str, float] | Literal["proportional", "unimax"] = "proportional"
    """Share of the budget by pattern of group (`law|*`), scaled to sum 1; groups that fit no pattern are
    excluded. Or `proportional`, `{temperature: 0.7}` (groups by tokens ** 0.7), `unimax` (equal parts, capped
    by max_epochs)."""
    where: str | None = None
    """Use only documents for which this is true: quality >= 0.8 and domain in ['law', 'math']."""
    max_epochs: float = Field(default=4.0, gt=0)
    """Maximum number of times that a document is used in this phase."""
    on_short: Literal["fail", "cap", "cap_and_redistribute"] = "fail"
    """If a group has too few tokens: fail, take fewer tokens in all, or take the rest from other groups.
    `unimax` always takes the rest from other groups."""
    carry_over: Literal["fresh_first", "any"] = "fresh_first"
    """`fresh_first`: documents that earlier phases did not use come first; `any`: drawn independently."""
    seq_len: int | None = Field(default=None, ge=8)
    """Tokens per row of its shards; default: that of pack."""

    @field_validator("weights")
    @classmethod
    def _some_weight(cls, value: Any) -> Any:
        if isinstance(value, dict) and (
            not value or any(w < 0 for w in value.values()) or sum(value.values()) <= 0
        ):
            raise ValueError("weights must not be negative, and their sum must be above 0")
        return value

    @field_validator("name")
    @classmethod
    def _free(cls, value: str) -> str:
        # pack/tokens holds the tokens of all documents
        if value == "tokens":
            raise ValueError("a phase cannot be called tokens")
        return value

    @field_validator("where")
    @classmethod
    def _a_condition(cls, value: str | None) -> str | None:
        if value is not None:
            condition.names(value)
        return value


class Upsample(BaseModel):
    """Factors by which some documents are used more often than others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Literal["quality", "cluster_size", "tokens"]
    """Column that the steps apply to."""
    steps: dict[float, float] = Field(min_length=1)
    """Value from which on -> factor; the factor is 1 below the first step."""


# FineWeb-2, rehydration weights of kor_Hang, "up to 3": cluster size -> times (Penedo et al. 2025, misc/)
PRESETS = {
    "fineweb2_kor_up_to_3": Upsample(
        by="cluster_size", steps={1: 1.0, 2: 2.0, 5: 3.0, 20: 2.0, 63: 1.0}
    )
}


class Scheme(BaseModel):
    """The fields that decide on documents, as one value for the functions of the stage."""

    model_config = ConfigDict(frozen=True)

    phases: tuple[Phase, ...]
    group_by: tuple[str, ...]
    upsample: Upsample | None
    bytes_per_token: dict[str, float]

    def names(self) -> list[str]:
        """The columns that groups, upsampling and conditions use."""
        columns = [*self.group_by, *([self.upsample.by] if self.upsample else [])]
        for phase in self.phases:
            columns += condition.names(phase.where) if phase.where else []
        return list(dict.fromkeys(columns))
