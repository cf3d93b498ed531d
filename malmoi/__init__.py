"""Malmoi: data curation for Korean and English pretraining corpora.

The public face. `Recipe.of(root, *stages)` or `read("recipe.yaml")` make a recipe, `run(recipe)` runs it
and returns the `Corpus`; `Corpus.open(root)` opens a finished root, whose `scan()` is a lazy frame. `sample`,
`search`, `explain`, `whatif`, `diff`, `effect`, `mixture` and `card` answer as the commands of these names;
`forget` removes documents. A stage of your own is a subclass of `Marking` (one expression) or of `Stage` (the
verbs of a `Job`). Names are imported when they are first used.
"""

import importlib
from typing import TYPE_CHECKING, Any

from malmoi import _aliases

if TYPE_CHECKING:
    from malmoi.published import card as card
    from malmoi.questions import diff as diff
    from malmoi.questions import explain as explain
    from malmoi.questions import sample as sample
    from malmoi.questions import search as search
    from malmoi.questions import whatif as whatif
    from malmoi.removal import forget as forget
    from malmoi.worth import effect as effect
    from malmoi.worth import mixture as mixture
    from pipeline.core.corpus import Corpus as Corpus
    from pipeline.core.errors import ConservationError as ConservationError
    from pipeline.core.errors import DataError as DataError
    from pipeline.core.errors import JobError as JobError
    from pipeline.core.errors import MalmoiError as MalmoiError
    from pipeline.core.errors import RecipeError as RecipeError
    from pipeline.core.errors import StaleOutput as StaleOutput
    from pipeline.core.exchange import ByKey as ByKey
    from pipeline.core.exchange import Chunked as Chunked
    from pipeline.core.exchange import Ordered as Ordered
    from pipeline.core.exchange import Rows as Rows
    from pipeline.core.exchange import Sorted as Sorted
    from pipeline.core.exchange import ToShards as ToShards
    from pipeline.core.exchange import Unsorted as Unsorted
    from pipeline.core.job import Job as Job
    from pipeline.core.marking import Marking as Marking
    from pipeline.core.marking import drop as drop
    from pipeline.core.stage import Stage as Stage
    from pipeline.effect.recipe import Effect as Effect
    from pipeline.readers.source import Source as Source
    from pipeline.recipe import Recipe as Recipe
    from pipeline.recipe import read as read
    from pipeline.recipe import run as run
    from pipeline.stages.decontaminate.stage import Decontaminate as Decontaminate
    from pipeline.stages.dedup.exact import DedupExact as DedupExact
    from pipeline.stages.dedup.fuzzy import DedupFuzzy as DedupFuzzy
    from pipeline.stages.dedup.paragraph import DedupParagraph as DedupParagraph
    from pipeline.stages.filter import Filter as Filter
    from pipeline.stages.imports.stage import Import as Import
    from pipeline.stages.ingest import Ingest as Ingest
    from pipeline.stages.mix.stage import Mix as Mix
    from pipeline.stages.pack.stage import Pack as Pack
    from pipeline.stages.quality.stage import Quality as Quality
    from pipeline.stages.rights.stage import Rights as Rights
    from pipeline.stages.scrub.stage import Scrub as Scrub
    from pipeline.stages.tokenizer.stage import Tokenizer as Tokenizer

# Name -> the module that defines it.
_NAMES = {
    "Corpus": "pipeline.core.corpus",
    "Recipe": "pipeline.recipe",
    "read": "pipeline.recipe",
    "run": "pipeline.recipe",
    "sample": "malmoi.questions",
    "search": "malmoi.questions",
    "explain": "malmoi.questions",
    "whatif": "malmoi.questions",
    "diff": "malmoi.questions",
    "effect": "malmoi.worth",
    "forget": "malmoi.removal",
    "mixture": "malmoi.worth",
    "card": "malmoi.published",
    "Effect": "pipeline.effect.recipe",
    "Stage": "pipeline.core.stage",
    "Marking": "pipeline.core.marking",
    "drop": "pipeline.core.marking",
    "Job": "pipeline.core.job",
    "Rows": "pipeline.core.exchange",
    "ByKey": "pipeline.core.exchange",
    "ToShards": "pipeline.core.exchange",
    "Sorted": "pipeline.core.exchange",
    "Chunked": "pipeline.core.exchange",
    "Ordered": "pipeline.core.exchange",
    "Unsorted": "pipeline.core.exchange",
    "Source": "pipeline.readers.source",
    "Ingest": "pipeline.stages.ingest",
    "Scrub": "pipeline.stages.scrub.stage",
    "Rights": "pipeline.stages.rights.stage",
    "DedupExact": "pipeline.stages.dedup.exact",
    "DedupParagraph": "pipeline.stages.dedup.paragraph",
    "DedupFuzzy": "pipeline.stages.dedup.fuzzy",
    "Import": "pipeline.stages.imports.stage",
    "Filter": "pipeline.stages.filter",
    "Quality": "pipeline.stages.quality.stage",
    "Decontaminate": "pipeline.stages.decontaminate.stage",
    "Mix": "pipeline.stages.mix.stage",
    "Tokenizer": "pipeline.stages.tokenizer.stage",
    "Pack": "pipeline.stages.pack.stage",
    "MalmoiError": "pipeline.core.errors",
    "RecipeError": "pipeline.core.errors",
    "DataError": "pipeline.core.errors",
    "StaleOutput": "pipeline.core.errors",
    "ConservationError": "pipeline.core.errors",
    "JobError": "pipeline.core.errors",
}
__all__ = [*_NAMES, "__version__"]  # pyright: ignore[reportUnsupportedDunderAll]

_aliases.install()


def __getattr__(name: str) -> Any:
    """A public name, imported now."""
    if name in _NAMES:
        return getattr(importlib.import_module(_NAMES[name]), name)
    if name == "__version__":
        from importlib.metadata import version

        return version("malmoi")
    raise AttributeError(f"module 'malmoi' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
