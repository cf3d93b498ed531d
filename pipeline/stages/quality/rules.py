"""The rules of one language in a recipe: presets and changes to them."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, model_validator

from pipeline.core.errors import RecipeError
from pipeline.core.paths import resolved
from pipeline.kernels.heuristics import BY_UNIT
from pipeline.stages.quality import presets, register
from pipeline.stages.quality.presets import Rule, Unit


def _located(value: str, info: ValidationInfo) -> str:
    """A preset file is found relative to the recipe; a name stays unchanged."""
    return resolved(value, info) if value.endswith((".yaml", ".yml")) else value


PresetName = Annotated[str, AfterValidator(_located)]


class Rules(BaseModel):
    """Rules for one language. A document is dropped by the first rule that it breaks."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        # rules named directly under a language, see shorthand.py
        json_schema_extra={"additionalProperties": {"type": "object"}},
    )

    presets: tuple[PresetName, ...] = ()
    """Names of presets (gopher, c4, fineweb, fineweb2_kor_Hang, malmoi_ko, ...) or preset files that `malmoi
    calibrate` wrote, applied in order."""
    unit: Unit | None = None
    """What counts as a word: `word` (English) or `eojeol` (Korean), both separated by white space, `morpheme`
    (MeCab) or `char`. Default: the unit of the presets; presets of another unit are refused."""
    change: dict[str, Rule] = {}
    """Rules by name that replace rules of the presets or are added after them: {josa: {min: 0.2}}."""
    without: tuple[str, ...] = ()
    """Rules of the presets to leave out."""
    exempt: bool = True
    """Whether code blocks, code lines and tables are excluded from the measures."""

    @model_validator(mode="after")
    def _measured(self) -> "Rules":
        try:
            in_presets = {name for preset in self.presets for name in presets.load(preset).rules}
        except RecipeError as error:
            raise ValueError(str(error)) from None
        for name, rule in self.change.items():
            if not rule.measure and name not in presets.MEASURES and name not in in_presets:
                raise ValueError(
                    f"rule {name} has no measure, and there is no measure or preset rule of that name; "
                    "set its field `measure`"
                )
        return self


@dataclass(frozen=True)
class Bound:
    """A resolved rule: drop_reason, measure, bounds, and the least units of prose."""

    name: str
    measure: str
    min: float | None
    max: float | None
    from_words: int

    def identity(self) -> dict[str, Any]:
        """All fields: a changed bound is another rule."""
        return {"rule": [self.name, self.measure, self.min, self.max, self.from_words]}


@dataclass(frozen=True)
class Resolved:
    """The unit of one language, whether code and tables are exempt, and its rules."""

    unit: str
    exempt: bool
    bounds: tuple[Bound, ...]


def resolve_all(rules: dict[str, Rules]) -> dict[str, Resolved]:
    """The rules of all languages and registers with their thresholds.

    Raises RecipeError as `resolve` does, for an unknown register, and for a register whose rules count other
    units than those of its language: a document is measured once."""
    found = {name: resolve(name, given) for name, given in rules.items()}
    for name, of_register in found.items():
        language, _, kind = name.partition("/")
        if not kind:
            continue
        if kind not in (*register.NAMES, register.MIXED):
            names = ", ".join((*register.NAMES, register.MIXED))
            raise RecipeError(
                f"quality.rules.{name}: unknown register {kind!r}; registers are: {names}"
            )
        if language not in found:
            raise RecipeError(f"quality.rules.{name}: give quality.rules.{language}, too")
        of_language = found[language]
        if (of_register.unit, of_register.exempt) != (of_language.unit, of_language.exempt):
            raise RecipeError(
                f"quality.rules.{name}: give the unit and `exempt` of quality.rules.{language}, "
                f"{of_language.unit} and {str(of_language.exempt).lower()}"
            )
    return found


def resolve(name: str, rules: Rules) -> Resolved:
    """The rules of a language (ko) or of a register of it (ko/hae) with their thresholds.

    Raises RecipeError if a preset is for another language or unit, or if `without` names an absent rule."""
    language, where = name.partition("/")[0], f"quality.rules.{name}"
    unit, resolved_rules = rules.unit, {}
    for name in rules.presets:
        preset = presets.load(name)
        if preset.language not in (language, "any"):
            raise RecipeError(
                f"{where}: preset {name} has thresholds for {preset.language}; "
                "fit it to this language with `malmoi calibrate`"
            )
        if unit is not None and unit != preset.unit and _needs_unit(preset):
            raise RecipeError(
                f"{where}: preset {name} has thresholds for the unit {preset.unit}, "
                f"not for {unit}; fit it to this unit with `malmoi calibrate --unit {unit}`"
            )
        unit = unit or (preset.unit if _needs_unit(preset) else None)
        resolved_rules |= preset.rules
    for name in rules.without:
        if resolved_rules.pop(name, None) is None:
            raise RecipeError(
                f"{where}.without: these presets have no rule {name}; their rules are: "
                f"{', '.join(resolved_rules)}"
            )
    for name, rule in rules.change.items():
        replaced = resolved_rules.get(name)
        measure = rule.measure or (replaced.measure if replaced else "")
        resolved_rules[name] = rule.model_copy(update={"measure": measure})
    bounds = (
        Bound(name, rule.measure or name, rule.min, rule.max, rule.from_words)
        for name, rule in resolved_rules.items()
    )
    return Resolved(unit or ("eojeol" if language == "ko" else "word"), rules.exempt, tuple(bounds))


def _needs_unit(preset: presets.Preset) -> bool:
    return any((rule.measure or name) in BY_UNIT for name, rule in preset.rules.items())
