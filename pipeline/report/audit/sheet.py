"""Write the page of an audit: which documents it holds and where it goes."""

from pathlib import Path

from pipeline.core.corpus import Corpus
from pipeline.report.audit.page import page
from pipeline.report.page.words import Words, language
from pipeline.report.page.write import written
from pipeline.report.sample import Wanted, sampled
from pipeline.report.texts import refuse_unscrubbed


def write(
    corpus: Corpus,
    stage: str,
    reason: str | None,
    number: int,
    seed: int,
    lang: str,
    to: Path | None,
) -> tuple[str, int]:
    """Write a page with at most `number` documents that `stage` dropped, for `reason` if it is given; returns
    (its path, the number of documents).

    Raises RecipeError if no document fits, if texts were not scrubbed, or if the file cannot be written."""
    stage, words = stage.replace("-", "_"), Words(language(lang))
    corpus.marks_of(stage)
    refuse_unscrubbed(corpus)
    found = sampled(corpus, Wanted(stage=stage, reason=reason), number, seed)
    text = page(words, stage, found, corpus.fingerprint)
    return written(corpus.documents.store, f"audit/{stage}.html", text, to), len(found)
