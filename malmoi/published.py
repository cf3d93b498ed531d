"""A corpus that is published: what `malmoi card` writes."""

from pathlib import Path

from malmoi.questions import Root, corpus_of
from pipeline.card import write


def card(root: Root, to: str | Path) -> list[Path]:
    """Write the card of a corpus into the folder `to`, beside its data; returns the written files.

    Raises RecipeError if the folder holds a README of another hand or cannot be written, MalmoiError if the
    last run of the root did not finish."""
    return write.write(corpus_of(root), Path(to))[0]
