"""What parts of a finished root are worth: what `malmoi effect` and `malmoi mixture` find, as frames."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.core.errors import RecipeError
from pipeline.core.progress import Silent
from pipeline.core.store import Store
from pipeline.effect.compare import compare
from pipeline.effect.page import page
from pipeline.effect.recipe import Effect
from pipeline.effect.recipe import read as read_effect
from pipeline.effect.search.recipe import Search
from pipeline.effect.search.recipe import read as read_search
from pipeline.effect.search.run import search
from pipeline.report.page.words import Language


@dataclass(frozen=True)
class Worth:
    """The result of a comparison: `arms`, `strata` and `gold` (bits per byte of each arm) and `reasons` as
    frames. `values` is what `result.json` holds."""

    values: dict[str, Any]

    @property
    def arms(self) -> pl.DataFrame:
        """A row for each arm: its size, bits per byte, and the difference from the baseline in percent."""
        rows = [
            {
                **{k: arm[k] for k in ("name", "documents", "unique", "bits_per_byte")},
                **_beside(arm["difference"]),
            }
            for arm in self.values["arms"]
        ]
        return pl.DataFrame(rows, infer_schema_length=None)

    @property
    def strata(self) -> pl.DataFrame:
        """A row for each stratum: its size, and the bits per byte of each arm."""
        rows = [
            {
                "stratum": stratum["name"],
                "documents": stratum["documents"],
                **{arm["name"]: arm["by_stratum"][i] for arm in self.values["arms"]},
            }
            for i, stratum in enumerate(self.values["strata"])
        ]
        return pl.DataFrame(rows)

    @property
    def gold(self) -> pl.DataFrame:
        """A row for each arm: bits per byte of the right answers of each gold set, their mean, and the
        difference from the baseline in percent. No row without gold sets."""
        names = [one["name"] for one in self.values["gold"]]
        rows = [
            {
                "name": arm["name"],
                **dict(zip(names, arm["gold"]["by_stratum"], strict=True)),
                "bits_per_byte": arm["gold"]["bits_per_byte"],
                **_beside(arm["gold"]["difference"]),
            }
            for arm in self.values["arms"]
            if names
        ]
        return pl.DataFrame(rows, infer_schema_length=None)

    @property
    def reasons(self) -> pl.DataFrame:
        """A row for each reason: what it dropped, and the difference if it had not, of held-out text and
        (`answers`) of right answers. Above 0 it earns its place."""
        rows = [
            {
                **{k: row[k] for k in ("reason", "documents", "tokens")},
                **_beside(row["worth"]),
                "answers": row["gold"] and row["gold"]["percent"],
            }
            for row in self.values["reasons"]
        ]
        return pl.DataFrame(rows, infer_schema_length=None)

    def page(self, lang: Language = "en") -> str:
        """The report as HTML."""
        return page(self.values, lang)


def effect(root: str | Path, recipe: Effect | str | Path, to: str | Path | None = None) -> Worth:
    """Compare arms of a root as the command of this name does; what is made on the way lies in `to`.

    Raises RecipeError for a recipe that the root cannot follow."""
    asked = recipe if isinstance(recipe, Effect) else read_effect(recipe)
    return Worth(compare(asked, str(root), _home(root, to, "effect"), Silent()))


def mixture(
    root: str | Path, recipe: Search | str | Path, to: str | Path | None = None
) -> dict[str, Any]:
    """Search the best mixture of a root's buckets as the command of this name does; its values are those of
    `result.json`."""
    asked = recipe if isinstance(recipe, Search) else read_search(recipe)
    return search(asked, str(root), _home(root, to, "mixture"), Silent())


def _home(root: str | Path, to: str | Path | None, name: str) -> str:
    store = Store(str(root))
    if to is None and not store.local:
        raise RecipeError(f"{root}: give a folder of this machine for the result: to=...")
    return str(to) if to is not None else store.at(name)


def _beside(found: dict[str, Any] | None) -> dict[str, Any]:
    names = ("percent", "low", "high", "verdict")
    return {k: None if found is None else found[k] for k in names}
