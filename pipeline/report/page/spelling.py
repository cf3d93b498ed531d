"""The recipe of the last run in the order in which it was written: run.json sorts all keys."""

import json
from typing import Any

import yaml

from pipeline.core.store import Store
from pipeline.recipe.history import RECIPE_FILE


def in_order(store: Store, run: dict[str, Any]) -> dict[str, Any]:
    """The recipe of a run as recipe.yaml of the root spells it; if that file is of another run, as a failed
    run leaves it, the stages in the order in which they ran."""
    recipe = run.get("recipe", {})
    written = _written(store)
    if json.dumps(written, sort_keys=True, default=str) == json.dumps(recipe, sort_keys=True):
        return written
    settings = recipe.get("stages") or {}
    places = {name: place for place, name in enumerate(run.get("stages", []))}
    names = sorted(settings, key=lambda name: places.get(name, len(places)))
    return {**recipe, "stages": {name: settings[name] for name in names}} if settings else recipe


def _written(store: Store) -> Any:
    if not store.exists(RECIPE_FILE):
        return None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(store.read_bytes(RECIPE_FILE), loader)
