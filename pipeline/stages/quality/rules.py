"""The rules of one language as a recipe gives them: presets, changed."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, model_validator

from pipeline.core.errors import RecipeError
from pipeline.core.paths import resolved
from pipeline.kernels.heuristics import BY_UNIT, COLUMNS
from pipeline.stages.quality import presets
from pipeline.stages.quality.presets import Rule, Unit


def _located(value: str, info: ValidationInfo) -> str:
    """A preset file lies beside the recipe."""
    return resolved(value, info) if value.endswith((".yaml", ".yml")) else value


PresetName = Annotated[str, AfterValidator(_located)]


class Rules(BaseModel):
    """Rules for one language. A document goes by the first one that it breaks."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    presets: tuple[PresetName, ...] = ()
    """Names of presets (gopher, c4, fineweb, fineweb2_kor_Hang, malmoi_ko, ...) or files that `malmoi
    calibrate` wrote, one after the other."""
    unit: Unit | None = None
    """What counts as a word: `word` (English) or `eojeol` (Korean), between white space; `morpheme` (MeCab)
    or `char`. Default: the unit of the presets; others are refused."""
    change: dict[str, Rule] = {}
    """Rules by their names, in place of the presets' or after them: {josa: {min: 0.2}}."""
    without: tuple[str, ...] = ()
    """Rules of the presets to leave out."""
    exempt: bool = True
    """Whether code blocks, code lines and tables are left out of what is measured."""

    @model_validator(mode="after")
    def _measured(self) -> "Rules":
        try:
            known = {name for preset in self.presets for name in presets.load(preset).rules}
        except RecipeError as error:
            raise ValueError(str(error)) from None
        for name, rule in self.change.items():
            if not rule.measure and name not in COLUMNS and name not in known:
                raise ValueError(
                    f"rule {name} names no measure, and no measure or rule is called so"
                )
        return self


@dataclass(frozen=True)
class Bound:
    """A rule with everything that it needs to decide."""

    name: str
    measure: str
    min: float | None
    max: float | None
    from_words: int

    def identity(self) -> dict[str, Any]:
        return {"rule": [self.name, self.measure, self.min, self.max, self.from_words]}


@dataclass(frozen=True)
class Resolved:
    """What one language is measured in, and the rules that speak of it."""

    unit: str
    exempt: bool
    bounds: tuple[Bound, ...]


def resolve(language: str, rules: Rules) -> Resolved:
    """Rules with their thresholds. Raises RecipeError for thresholds of another language or unit."""
    unit, found = rules.unit, {}
    for name in rules.presets:
        preset = presets.load(name)
        if preset.language not in (language, "any"):
            raise RecipeError(
                f"quality.rules.{language}: preset {name} has thresholds for {preset.language}; "
                "`malmoi calibrate` finds those of another language"
            )
        if unit is not None and unit != preset.unit and _needs_unit(preset):
            raise RecipeError(
                f"quality.rules.{language}: preset {name} has thresholds for the unit {preset.unit}, "
                f"not for {unit}; `malmoi calibrate --unit {unit}` finds those"
            )
        unit = unit or (preset.unit if _needs_unit(preset) else None)
        found |= preset.rules
    for name in rules.without:
        if found.pop(name, None) is None:
            raise RecipeError(f"quality.rules.{language}.without: no preset here has a rule {name}")
    for name, rule in rules.change.items():
        measure = rule.measure or (found[name].measure if name in found else "")
        found[name] = rule.model_copy(update={"measure": measure})
    bounds = (Bound(n, r.measure or n, r.min, r.max, r.from_words) for n, r in found.items())
    return Resolved(unit or ("eojeol" if language == "ko" else "word"), rules.exempt, tuple(bounds))


def _needs_unit(preset: presets.Preset) -> bool:
    return any((rule.measure or name) in BY_UNIT for name, rule in preset.rules.items())
