"""The settings of a model: everything but the examples."""

from fnmatch import fnmatchcase
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from classifiers.estimators import Estimator
from classifiers.estimators.fasttext import FastText
from classifiers.text import MAX_CHARACTERS, Segment, line


class Training(BaseModel):
    """Settings of a model: task, labels, estimators, and how examples are chosen and split."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: str = Field(min_length=1)
    """What the model predicts: quality, domain, toxicity, ..."""
    languages: tuple[str, ...] = Field(min_length=1)
    """Languages of the texts that the model is meant for."""
    positive: str | None = None
    """The label whose probability `score` returns; default: a struct with a probability for each label."""
    ordinal: bool = False
    """Whether labels are whole numbers in order, such as 0 to 5: `score` is then the expected label,
    from 0 for the least to 1 for the greatest."""
    estimators: tuple[Estimator, ...] = (FastText(),)
    """The estimators of the ensemble: fasttext, linear."""
    ensemble: Literal["max", "mean"] = "max"
    """How the calibrated probabilities of the positive label are combined: the greatest (Nemotron-CC) or the
    mean. Without a positive label: the mean."""
    segment: Segment = "none"
    """mecab: MeCab segments Korean first; endings: each Korean eojeol is reduced to its ending; signs:
    addresses, telephone numbers and digits become signs, and each of the `terms` adds one; words: letters
    only, without markup."""
    terms: tuple[str, ...] = ()
    """Terms that `signs` marks in a text, in any spacing. A training recipe fills them from its
    `term_lists`."""
    max_chars: int = Field(default=MAX_CHARACTERS, ge=1)
    """Number of leading characters of a text that the model reads."""
    min_chars: int = Field(default=0, ge=0)
    """The model abstains on texts shorter than this."""
    max_examples: int = Field(default=20_000, ge=1)
    """Maximum number of examples of each label, taken from its sources in turn."""
    balance: bool = True
    """Whether to limit each label to three times the examples of the rarest label."""
    held_out: float = Field(default=0.1, gt=0, lt=0.5)
    """Share of the clusters of near duplicates held out for the metrics; the same share is held out for
    calibration."""
    unseen: tuple[str, ...] = ()
    """Sources excluded from training, as names or patterns (test/*); metrics on them show how the model
    generalises to other sources."""
    seed: int = 17
    """Seed of the choice of examples and of the initial weights."""

    def line(self, text: str | None) -> str:
        """A text as the estimators read it; empty where the model abstains."""
        if text is None or len(text) < self.min_chars:
            return ""
        return line(text, self.segment, self.max_chars, self.terms)

    def is_unseen(self, source: str) -> bool:
        """True for a source that is excluded from training."""
        return any(fnmatchcase(source, pattern) for pattern in self.unseen)

    @model_validator(mode="after")
    def _estimators_differ(self) -> "Training":
        if len(set(map(str, self.estimators))) < len(self.estimators):
            raise ValueError("two estimators are the same; remove one or change its settings")
        if self.ordinal and self.positive:
            raise ValueError(
                "ordinal labels have an expected value, no positive label: drop one of both"
            )
        if self.terms and self.segment != "signs":
            raise ValueError("terms are marked by `segment: signs` only; set it or remove them")
        return self
