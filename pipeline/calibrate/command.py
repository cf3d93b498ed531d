"""`malmoi calibrate`: read reference documents of a recipe, write a fitted preset and its page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pipeline import recipe as recipes
from pipeline.calibrate import page
from pipeline.calibrate.fit import Fitted, Method, measure_sources, preset_of
from pipeline.calibrate.fit import calibrate as fit
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.stages.quality import presets
from pipeline.stages.quality.presets import Unit


@dataclass(frozen=True)
class Asked:
    """The options of the command line."""

    reference: tuple[str, ...]
    rules: str
    language: str
    unit: str
    method: str
    tail: float
    like: tuple[str, ...]

    def check(self) -> None:
        """Raises RecipeError if an option has an invalid value or needs another option."""
        for name, value, choices in (
            ("--unit", self.unit, get_args(Unit)),
            ("--method", self.method, get_args(Method)),
        ):
            if value not in choices:
                raise RecipeError(f"{name} {value}: expected one of {', '.join(choices)}")
        if self.method != "tail" and not self.like:
            raise RecipeError(
                f"--method {self.method} compares the reference with text in the language of the preset: "
                "give --like SOURCE"
            )
        if not 0 < self.tail < 0.5:
            raise RecipeError(f"--tail {self.tail:g}: expected a share above 0 and below 0.5")


@dataclass(frozen=True)
class Calibrated:
    """The fitted bounds, and the files that were written: the preset and its page."""

    bounds: Sequence[Fitted]
    preset: Path
    page: Path

    def lines(self) -> Iterator[str]:
        """Each bound before and after, and the paths of both files."""
        for bound in self.bounds:
            yield (
                f"{bound.rule:<28}{bound.side} {bound.before:>10g} -> {bound.bound:<10g}"
                f" drops {bound.dropped:.2%} of the reference, {bound.dropped_unfitted:.2%} before"
            )
        yield f"preset: {self.preset}"
        yield f"page: {self.page}"

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        names = ("rule", "side", "before", "bound", "dropped", "dropped_unfitted")
        bounds = [{name: getattr(bound, name) for name in names} for bound in self.bounds]
        return {"bounds": bounds, "preset": str(self.preset), "page": str(self.page)}


def calibrate(recipe: recipes.Recipe, asked: Asked, to: Path) -> Calibrated:
    """Fit a preset, write it to `to` and its page beside it as .html.

    Raises RecipeError if the options are invalid or the reference has too few documents."""
    asked.check()
    preset = presets.load(asked.rules)
    corpus = _corpus(recipe)
    reference = measure_sources(corpus, asked.reference, asked.language, asked.unit, True)  # type: ignore[arg-type]
    groups = {" + ".join(asked.reference): reference}
    like = None
    if asked.like:
        like = measure_sources(corpus, asked.like, preset.language, preset.unit, True)
        groups[" + ".join(asked.like)] = like
    fitted = fit(preset, reference, like, asked.method, asked.tail)  # type: ignore[arg-type]
    method = (
        f"tail of {asked.tail:g}"
        if asked.method == "tail"
        else f"{asked.method} like {', '.join(asked.like)}"
    )
    source = (
        f"{asked.rules}, fitted to {len(reference):,} documents of {', '.join(asked.reference)}: "
        f"{method}"
    )
    made = preset_of(preset, fitted, asked.language, asked.unit, source)  # type: ignore[arg-type]
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(presets.dump(made, ["Written by malmoi calibrate."]), encoding="utf-8")
    html = to.with_suffix(".html")
    note = f"{source}; {asked.language}, unit {asked.unit}."
    html.write_text(page.page(f"Thresholds of {to.stem}", note, fitted, groups), encoding="utf-8")
    return Calibrated(fitted, to, html)


def _corpus(recipe: recipes.Recipe) -> Corpus:
    """The corpus before the stage quality, or before the last stage of a recipe without it. Raises
    RecipeError if the stages before it have not run."""
    name = "quality" if "quality" in recipe.names() else recipe.names()[-1]
    corpus = recipes.left_before(recipe, name)
    if corpus is None:
        raise RecipeError(
            f"{recipe.root}: the stages before {name} have not run yet; run them first: "
            f"malmoi run {recipe.path}"
        )
    return corpus
