"""Score every document once, then decide by thresholds: a new threshold costs seconds."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from pydantic import Field, model_validator

from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Dataset, Folder
from pipeline.core.errors import RecipeError
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.stages.quality.models import Classifier, copy_models, files_of
from pipeline.stages.quality.rules import Resolved, Rules, resolve
from pipeline.stages.quality.scores import judge_documents, score_documents
from pipeline.stages.quality.thresholds import count_scores, write_thresholds
from pipeline.stages.quality.train import check_sources, train_models
from pipeline.stages.quality.verdict import bounds_of, cuts_of, mark_quality

RULES = {
    "ko": Rules(presets=("malmoi_ko",)),
    "en": Rules(presets=("malmoi_en",)),
    "code": Rules(presets=("malmoi_code",), exempt=False),
    "default": Rules(presets=("malmoi_any",)),
}


class Quality(Stage):
    """Drop documents of other languages, of bad form, or that a trained classifier holds for poor.

    `quality/scores` holds every measure of every document, `quality/opinions` what classifiers say;
    `quality/marks` decides by thresholds, with the value and the bound that did. Presets, measures and
    figures: docs/quality.md."""

    act: ClassVar = "mark"

    languages: tuple[str, ...] = ("ko", "en", "code")
    """Languages that stay; `code` is what its source declares."""
    rules: dict[str, Rules] = RULES
    """Rules by language, `default` for others; a language given here replaces its defaults."""
    classifiers: dict[str, Classifier] = {}
    """Name -> a trained model and its threshold; the name is the column and the drop_reason."""
    positive: tuple[str, ...] = ()
    """Sources whose text is an example of good, for a classifier `quality` that is trained here."""
    negative: tuple[str, ...] = ()
    """Sources whose text is an example of poor."""
    max_examples: int = Field(default=20_000, ge=1)
    """Documents of each label and language that this classifier is trained on."""
    min_score: float = Field(default=0.0, ge=0, le=1)
    """Probability of good from which on a document stays, of the classifier trained here."""
    keep_top: float | None = Field(default=None, gt=0, le=1)
    """Instead of min_score: share of each language and source that stays, best first."""

    @model_validator(mode="after")
    def _consistent(self) -> "Quality":
        if bool(self.positive) != bool(self.negative):
            raise ValueError("positive and negative sources must both be named, or none")
        both = sorted(set(self.positive) & set(self.negative))
        if both:
            raise ValueError(f"{', '.join(both)} cannot be positive and negative at once")
        if (self.min_score > 0 or self.keep_top) and not self.positive:
            raise ValueError(
                "min_score and keep_top need positive and negative sources to train a classifier from"
            )
        if self.positive and "quality" in self.classifiers:
            raise ValueError(
                "a classifier named quality is trained here from positive and negative already"
            )
        if self.min_score > 0 and self.keep_top:
            raise ValueError("min_score is absolute, keep_top a rank: give one of both")
        try:
            self.resolved()
        except RecipeError as error:
            raise ValueError(str(error)) from None
        return self

    def resolved(self) -> dict[str, Resolved]:
        """The rules of each language with their thresholds."""
        rules = {**{n: r for n, r in RULES.items() if n != "default"}, **self.rules}
        rules["default"] = self.rules.get("default", RULES["default"])
        return {language: resolve(language, own) for language, own in rules.items()}

    def check(self, earlier: Sequence[str] = ()) -> None:
        files_of(self.classifiers)

    def plan(self, corpus: Corpus | None = None) -> Iterator[str]:
        for language, rules in self.resolved().items():
            yield f"{language}: {len(rules.bounds)} rules, measured in units of one {rules.unit}"
        for name, own in self.classifiers.items():
            yield f"{name}: {', '.join(own.models)}"

    def run(self, corpus: Corpus, job: Job) -> Corpus:
        resolved = self.resolved()
        score = partial(
            score_documents,
            units={language: (r.unit, r.exempt) for language, r in resolved.items()},
            language=job.kernel("language"),
            heuristics=job.kernel("heuristics"),
        )
        scores = job.map("scores", score, corpus, ("text", "lang"))
        classifiers = self._classifiers()
        opinions = self._opinions(corpus, job, scores, tuple(classifiers))
        ranked = {n: c.keep_top for n, c in classifiers.items() if c.keep_top}
        decide = partial(
            mark_quality,
            languages=self.languages,
            rules=bounds_of(resolved),
            cuts=cuts_of(classifiers),
            thresholds=self._thresholds(corpus, job, opinions, ranked),
        )
        aligned = [scores, *opinions]
        return job.mark(decide, corpus, ("source",), aligned)

    def _classifiers(self) -> dict[str, Classifier]:
        """Those of the recipe, and the one that is trained here."""
        if not self.positive:
            return self.classifiers
        asked = {"keep_top": self.keep_top} if self.keep_top else {"min": self.min_score}
        here = Classifier.model_validate({"models": {"any": ""}, **asked})
        return {"quality": here, **self.classifiers}

    def _opinions(
        self, corpus: Corpus, job: Job, scores: Dataset, names: tuple[str, ...]
    ) -> list[Dataset]:
        """One table for all classifiers, if there is any."""
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
        judge = partial(judge_documents, models=folders, names=names)
        return [job.map("opinions", judge, corpus, ("text",), (scores,))]

    def _examples(self) -> dict[str, Any]:
        return {
            "positive": self.positive,
            "negative": self.negative,
            "max_examples": self.max_examples,
        }

    def _thresholds(
        self, corpus: Corpus, job: Job, opinions: list[Dataset], keep_top: dict[str, float]
    ) -> Folder | None:
        if not keep_top:
            return None
        count = partial(count_scores, names=tuple(keep_top))
        counts = job.map("counts", count, corpus, ("source",), opinions)
        return job.build("thresholds", partial(write_thresholds, counts=counts, keep_top=keep_top))
