"""Presets: YAML files of rules with thresholds, and the language and unit that they are valid for."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.core.errors import RecipeError
from pipeline.kernels.heuristics import COLUMNS
from pipeline.stages.quality import register

# What a rule may bound: measures of form, and shares of sentences by register.
MEASURES = (*COLUMNS, *register.NAMES)
FOLDER = Path(__file__).parent / "presets"
Unit = Literal["word", "eojeol", "char", "morpheme"]


class Rule(BaseModel):
    """Drop a document if one of its measures is outside the bounds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str = ""
    """Name of the measure (docs/quality.md lists all); default: the name of the rule."""
    min: float | None = None
    """Drop documents whose value is below this."""
    max: float | None = None
    """Drop documents whose value is above this."""
    from_words: int = Field(default=0, ge=0)
    """Apply the rule only to documents with at least this many units of prose: shares of a few units are
    noise."""

    @model_validator(mode="after")
    def _bounded(self) -> "Rule":
        if self.min is None and self.max is None:
            raise ValueError("give min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min:g} is above max {self.max:g}: nothing would stay")
        if self.measure and self.measure not in MEASURES:
            raise ValueError(
                f"unknown measure {self.measure!r}; measures are: {', '.join(MEASURES)}"
            )
        return self


class Preset(BaseModel):
    """A set of rules. A document that breaks several is dropped by the first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    """The language that the thresholds are valid for, or `any`."""
    unit: Unit
    """The unit that the thresholds were derived with."""
    source: str
    """Where the thresholds come from."""
    rules: dict[str, Rule]
    """drop_reason -> rule."""

    @model_validator(mode="after")
    def _measured(self) -> "Preset":
        for name, rule in self.rules.items():
            if not rule.measure and name not in MEASURES:
                raise ValueError(
                    f"rule {name} has no measure, and there is no measure of that name; "
                    "set its field `measure`"
                )
        return self


def names() -> list[str]:
    """Names of the presets that come with Malmoi, sorted."""
    return sorted(p.stem for p in FOLDER.glob("*.yaml"))


def load(name: str, folder: str | None = None) -> Preset:
    """The preset with a name, or the one in a file ending in .yaml or .yml, relative to `folder`.

    Raises RecipeError if the name is unknown or the file is missing or invalid."""
    if not name.endswith((".yaml", ".yml")):
        if name not in names():
            raise RecipeError(
                f"unknown preset {name!r}; presets are: {', '.join(names())}, or a .yaml file"
            )
        return _read(FOLDER / f"{name}.yaml")
    return _read(Path(folder or ".") / name)


@cache
def _parsed(path: Path, changed: int) -> Preset:
    try:
        return Preset.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecipeError(f"preset {path}: {where}: {first['msg']}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RecipeError(f"preset {path}: not valid YAML: {error}") from None


def _read(path: Path) -> Preset:
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise RecipeError(f"preset {path}: cannot be read: {error.strerror}") from None


def _fields(rule: dict[str, Any]) -> str:
    return ", ".join(
        f"{k}: {v:g}" if isinstance(v, float) else f"{k}: {v}" for k, v in rule.items()
    )


def dump(preset: Preset, lines: Sequence[str] = ()) -> str:
    """The YAML of a preset, preceded by `lines` as comments."""
    data: dict[str, Any] = preset.model_dump(exclude_defaults=True)
    rules = "".join(f"  {name}: {{{_fields(rule)}}}\n" for name, rule in data["rules"].items())
    head = "".join(f"# {line}\n" for line in lines)
    source = yaml.safe_dump({"source": preset.source}, allow_unicode=True, width=1000)
    return f"{head}language: {preset.language}\nunit: {preset.unit}\n{source}rules:\n{rules}"
