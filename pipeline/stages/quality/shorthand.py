"""Rules that a recipe names directly under a language: `rules: {ko: {too_short: {min: 10}}}`.

Such a rule changes the presets that stand beside it, or the default ones. Of a preset's rule the fields that
are not given stay: its measure, its other bound."""

from collections.abc import Mapping
from typing import Any

from pipeline.core.errors import RecipeError
from pipeline.core.model import hint
from pipeline.stages.quality import presets
from pipeline.stages.quality.presets import Rule
from pipeline.stages.quality.rules import Rules


def spelled_out(rules: Any, defaults: Mapping[str, Rules]) -> Any:
    """The value of `rules` as its model reads it. Raises ValueError for an unknown rule."""
    if not isinstance(rules, Mapping):
        return rules
    return {name: _of_language(name, given, defaults) for name, given in rules.items()}


def _of_language(name: Any, given: Any, defaults: Mapping[str, Rules]) -> Any:
    if not isinstance(given, Mapping):
        return given
    direct = {key: value for key, value in given.items() if key not in Rules.model_fields}
    if not direct:
        return given
    base = {key: value for key, value in given.items() if key not in direct}
    if "presets" not in base:
        language = str(name).partition("/")[0]
        default = defaults.get(language, defaults["default"])
        base = {**default.model_dump(exclude_unset=True), **base}
    in_presets = _rules_of(base["presets"])
    for rule in direct:
        if rule not in in_presets and rule not in presets.MEASURES:
            known = [*Rules.model_fields, *in_presets, *presets.MEASURES]
            raise ValueError(f"{name}: unknown field or rule{hint(str(rule), known)}")
    changes = {rule: _merged(in_presets.get(rule), value) for rule, value in direct.items()}
    return {**base, "change": {**base.get("change", {}), **changes}}


def _rules_of(names: Any) -> dict[str, Rule]:
    """The rules of presets; none of those that cannot be loaded here, which the model refuses."""
    found: dict[str, Rule] = {}
    for name in [names] if isinstance(names, str) else names:
        try:
            found |= presets.load(name).rules
        except RecipeError:
            continue
    return found


def _merged(rule: Rule | None, given: Any) -> Any:
    """The fields of a rule: those given, and the others as the preset has them."""
    if rule is None or not isinstance(given, Mapping):
        return given
    return {**rule.model_dump(exclude_unset=True), **given}
