"""`malmoi calibrate`: from a recipe's documents to a preset file and its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pipeline import recipe as recipes
from pipeline.calibrate import page
from pipeline.calibrate.fit import Method, measured, preset_of
from pipeline.calibrate.fit import calibrate as fit
from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.stages.quality import presets
from pipeline.stages.quality.presets import Unit


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

    reference: tuple[str, ...]
    rules: str
    language: str
    unit: str
    method: str
    tail: float
    like: tuple[str, ...]

    def check(self) -> None:
        """Raises RecipeError for what cannot be meant."""
        for name, value, known in (
            ("--unit", self.unit, get_args(Unit)),
            ("--method", self.method, get_args(Method)),
        ):
            if value not in known:
                raise RecipeError(f"{name} {value}: expected one of {', '.join(known)}")
        if self.method != "tail" and not self.like:
            raise RecipeError(
                f"--method {self.method} compares with text in the preset's own language: give --like SOURCE"
            )
        if not 0 < self.tail < 0.5:
            raise RecipeError(f"--tail {self.tail:g}: expected a share above 0 and below 0.5")


def calibrate(recipe: recipes.Recipe, asked: Asked, to: Path) -> Iterator[str]:
    """Write the preset to `to` and its page beside it; yields what a person should read."""
    asked.check()
    preset = presets.load(asked.rules)
    corpus = _corpus(recipe)
    here = measured(corpus, asked.reference, asked.language, asked.unit, True)  # type: ignore[arg-type]
    groups = {" + ".join(asked.reference): here}
    there = None
    if asked.like:
        there = measured(corpus, asked.like, preset.language, preset.unit, True)
        groups[" + ".join(asked.like)] = there
    fitted = fit(preset, here, there, asked.method, asked.tail)  # type: ignore[arg-type]
    how = (
        f"tail of {asked.tail:g}"
        if asked.method == "tail"
        else f"{asked.method} like {', '.join(asked.like)}"
    )
    source = (
        f"{asked.rules}, fitted to {len(here):,} documents of {', '.join(asked.reference)}: {how}"
    )
    made = preset_of(preset, fitted, asked.language, asked.unit, source)  # type: ignore[arg-type]
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(presets.dump(made, ["Written by malmoi calibrate."]), encoding="utf-8")
    beside = to.with_suffix(".html")
    note = f"{source}; {asked.language}, unit {asked.unit}."
    beside.write_text(page.page(f"Thresholds of {to.stem}", note, fitted, groups), encoding="utf-8")
    for bound in fitted:
        yield (
            f"{bound.rule:<28}{bound.side} {bound.before:>10g} -> {bound.bound:<10g}"
            f" cuts {bound.cut:.2%} of the reference, {bound.cut_unfitted:.2%} before"
        )
    yield f"preset: {to}"
    yield f"page: {beside}"


def _corpus(recipe: recipes.Recipe) -> Corpus:
    """What the stages before quality have left."""
    name = "quality" if "quality" in recipe.names() else recipe.names()[-1]
    found = recipes.left_before(recipe, name)
    if found is None:
        raise RecipeError(
            f"{recipe.root}: the stages before {name} have left nothing here yet; run them first: "
            f"malmoi run {recipe.path}"
        )
    return found
