"""The quality stage: score every document once, then decide by thresholds, so that a new threshold costs
seconds."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from pydantic import Field, field_validator, model_validator

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset, Folder
from pipeline.core.errors import RecipeError
from pipeline.core.job import Job
from pipeline.core.judge import Judge
from pipeline.core.stage import Stage
from pipeline.stages.quality.models import Classifier, copy_models, files_of
from pipeline.stages.quality.register import MIXED, NAMES
from pipeline.stages.quality.rules import Resolved, Rules, resolve_all
from pipeline.stages.quality.scores import predict_documents, score_documents
from pipeline.stages.quality.shorthand import spelled_out
from pipeline.stages.quality.sources import check_groups, check_sources
from pipeline.stages.quality.thresholds import (
    Positive,
    Share,
    Threshold,
    count_scores,
    write_thresholds,
)
from pipeline.stages.quality.train import train_models
from pipeline.stages.quality.verdict import bounds_of, cuts_of, judge_documents, mark_quality

RULES = {
    "ko": Rules(presets=("malmoi_ko",)),
    "en": Rules(presets=("malmoi_en",)),
    "code": Rules(presets=("malmoi_code",), exempt=False),
    "default": Rules(presets=("malmoi_any",)),
}


class Quality(Stage):
    """Drop documents in other languages, documents that break a rule, and documents that a classifier scores
    as poor.

    `quality/scores` holds every measure of every document, `quality/predictions` the predictions of
    classifiers. `quality/marks` applies the thresholds and records the value and the bound that decided.
    docs/quality.md lists the presets and measures with their results."""

    act: ClassVar = "mark"

    languages: tuple[str, ...] = ("ko", "en", "code")
    """Languages to keep; `code` is text whose source declares it."""
    rules: dict[str, Rules] = RULES
    """Rules by language, `default` for other languages. A rule named directly under a language changes its
    default rules: {ko: {too_short: {min: 10}}}; the fields below replace them. `ko/haeyo`, `ko/hae`, ... are
    the rules of Korean documents of that register in place of those of `ko`."""
    classifiers: dict[str, Classifier] = {}
    """Name -> trained classifier with its thresholds; the name becomes the column and the drop_reason."""
    positive: tuple[str, ...] = ()
    """Sources of good examples, to train a classifier `quality` in this stage."""
    negative: tuple[str, ...] = ()
    """Sources of poor examples for that classifier."""
    max_examples: int = Field(default=20_000, ge=1)
    """Maximum number of training examples of each label and language for that classifier."""
    min_score: Share | dict[str, Share] = 0.0
    """Drop documents whose probability of good, by that classifier, is below this. A mapping gives a number
    for each source or language: {dolma-cc: 0.6, default: 0.5}."""
    keep_top: Positive | dict[str, Positive] | None = None
    """Instead of min_score: keep this share of each language and source, those with the highest scores. A
    mapping as for min_score."""

    @field_validator("rules", mode="before")
    @classmethod
    def _spelled_out(cls, rules: Any) -> Any:
        return spelled_out(rules, RULES)

    @model_validator(mode="after")
    def _consistent(self) -> "Quality":
        if bool(self.positive) != bool(self.negative):
            raise ValueError("name both positive and negative sources, or neither")
        both = sorted(set(self.positive) & set(self.negative))
        if both:
            raise ValueError(f"{', '.join(both)} cannot be positive and negative at once")
        if (self.min_score or self.keep_top) and not self.positive:
            raise ValueError(
                "min_score and keep_top need positive and negative sources to train a classifier from"
            )
        if self.positive and "quality" in self.classifiers:
            raise ValueError(
                "classifiers.quality: positive and negative sources already train a classifier of this "
                "name; rename the one under classifiers"
            )
        if self.min_score and self.keep_top:
            raise ValueError("min_score is absolute, keep_top is a rank: give one of both")
        try:
            self.resolved()
        except RecipeError as error:
            raise ValueError(str(error)) from None
        return self

    def resolved(self) -> dict[str, Resolved]:
        """Language, or language/register -> its rules. Raises RecipeError as `resolve_all` does."""
        rules = {**{n: r for n, r in RULES.items() if n != "default"}, **self.rules}
        rules["default"] = self.rules.get("default", RULES["default"])
        return resolve_all(rules)

    @classmethod
    def values(cls) -> dict[str, tuple[str, ...]]:
        """The registers of `quality.register`."""
        return {"register": (*NAMES, MIXED)}

    def check(self, earlier: Sequence[str] = ()) -> None:
        """Raises RecipeError if the model of a classifier is missing or does not fit its thresholds."""
        files_of(self.classifiers)

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        """A line for each language and each classifier."""
        for language, rules in self.resolved().items():
            yield f"{language}: {len(rules.bounds)} rules, unit {rules.unit}"
        for name, classifier in self.classifiers.items():
            yield f"{name}: models for {', '.join(classifier.models)}"

    def scaled(self, share: float) -> "Quality":
        """With a share of the examples of training."""
        return self.model_copy(update={"max_examples": max(1, round(self.max_examples * share))})

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        """Phases `scores`, `predictions`, `counts`, `thresholds` and `marks`; returns the marked corpus."""
        resolved = self.resolved()
        score = partial(score_documents, **_measuring(resolved, job))
        scores = job.map("scores", score, corpus, ("text", "lang"))
        classifiers = self._classifiers()
        check_groups(corpus, classifiers, self.languages)
        predictions = self._predictions(corpus, job, tuple(classifiers))
        ranked = {n: c.keep_top for n, c in classifiers.items() if c.keep_top}
        decide = partial(
            mark_quality,
            languages=self.languages,
            rules=bounds_of(resolved),
            cuts=cuts_of(classifiers),
            thresholds=self._thresholds(corpus, job, predictions, ranked),
        )
        aligned = [scores, *predictions]
        return job.mark(decide, corpus, ("source", "lang"), aligned)

    def judges(self, job: Job) -> dict[str, Judge]:
        """Languages and rules. Classifiers do not judge: their models may not be trained yet, and a keep_top
        compares documents."""
        resolved = self.resolved()
        decide = partial(
            judge_documents,
            **_measuring(resolved, job),
            languages=self.languages,
            rules=bounds_of(resolved),
        )
        return {self.name(): Judge(("text", "lang", "source"), decide)}

    def _classifiers(self) -> dict[str, Classifier]:
        """All classifiers: the one that this stage trains, and those of the recipe."""
        if not self.positive:
            return self.classifiers
        threshold = {"keep_top": self.keep_top} if self.keep_top else {"min": self.min_score}
        trained = Classifier.model_validate({"models": {"any": ""}, **threshold})
        return {"quality": trained, **self.classifiers}

    def _predictions(self, corpus: Corpus, job: Job, names: tuple[str, ...]) -> list[Dataset]:
        """The phase `predictions`, one table for all classifiers; an empty list without classifiers."""
        folders: list[Folder] = []
        if self.positive:
            check_sources(corpus, (*self.positive, *self.negative))
            folders.append(
                job.build("model", partial(train_models, corpus=corpus, **self._examples()))
            )
        if self.classifiers:
            models = files_of(self.classifiers)
            folders.append(job.build("models", partial(copy_models, models=models)))
        if not folders:
            return []
        predict = partial(predict_documents, models=folders, names=names)
        return [job.map("predictions", predict, corpus, ("text", "lang"))]

    def _examples(self) -> dict[str, Any]:
        return {
            "positive": self.positive,
            "negative": self.negative,
            "max_examples": self.max_examples,
        }

    def _thresholds(
        self, corpus: Corpus, job: Job, predictions: list[Dataset], keep_top: dict[str, Threshold]
    ) -> Folder | None:
        """The phase `thresholds`; None if no classifier has a threshold by rank."""
        if not keep_top:
            return None
        count = partial(count_scores, names=tuple(keep_top))
        counts = job.map("counts", count, corpus, ("source", "lang"), predictions)
        return job.build("thresholds", partial(write_thresholds, counts=counts, keep_top=keep_top))


def _measuring(resolved: dict[str, Resolved], job: Job) -> dict[str, Any]:
    """The arguments of `score_documents` beside its table."""
    return {
        "units": {name: (r.unit, r.exempt) for name, r in resolved.items() if "/" not in name},
        "language": job.kernel("language"),
        "register": job.kernel("register"),
        "heuristics": job.kernel("heuristics"),
    }
