"""Advertisements for gambling, escorts, loans."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure
from pipeline.kernels.heuristics.phrases import SPAM, term
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def of_text(text: Text) -> float:
    """The number of distinct terms in the prose of a text."""
    found = {phrase for phrases in text.phrases for phrase, kind in phrases if kind == SPAM}
    return len({term(phrase) for phrase in found})


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return tallies.spam_terms


MEASURES = (
    Measure(
        name="spam_terms",
        order=470,
        description="number of distinct terms of advertisements for gambling, escorts, loans, with or "
        "without a blank",
        of_text=of_text,
        of_tallies=_of_tallies,
    ),
)
