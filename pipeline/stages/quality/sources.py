"""The sources and languages that a recipe names, checked against those of the corpus."""

from collections.abc import Sequence

import pyarrow.compute as pc

from pipeline.core.corpus import Corpus
from pipeline.core.errors import RecipeError
from pipeline.stages.quality.models import Classifier


def check_sources(corpus: Corpus, named: Sequence[str]) -> None:
    """Raises RecipeError if a named source has no documents in the corpus."""
    sources = _values(corpus, "source")
    for name in named:
        if name not in sources:
            raise RecipeError(
                f"quality: source {name!r} has no documents; sources are: {', '.join(sorted(sources))}"
            )


def check_groups(
    corpus: Corpus, classifiers: dict[str, Classifier], languages: Sequence[str]
) -> None:
    """Raises RecipeError if a threshold names neither a source of the corpus nor a language."""
    if not any(classifier.groups() for classifier in classifiers.values()):
        return
    sources = _values(corpus, "source")
    allowed = sources | _values(corpus, "lang") | {*languages}
    for name, classifier in classifiers.items():
        if unknown := sorted(classifier.groups() - allowed):
            raise RecipeError(
                f"quality.classifiers.{name}: a threshold names {unknown[0]!r}, neither a source nor a "
                f"language; sources are: {', '.join(sorted(sources))}; for all others write `default`"
            )


def _values(corpus: Corpus, column: str) -> set[str]:
    """The values of a column of all documents."""
    shards = (corpus.documents.read(i, [column]).column(0) for i in range(corpus.num_shards))
    return {name for values in shards for name in pc.unique(values).to_pylist()}
