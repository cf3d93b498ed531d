"""Advertisements of few words, which have no room for many terms."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.measures import spam_terms
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return max(spam_terms.of_text(text) - 1, 0) / len(text.words)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(np.maximum(tallies.spam_terms - 1, 0), tallies.words)


MEASURES = (
    Measure(
        name="spam_rate",
        order=510,
        description="terms of advertisements after the first (`spam_terms`), per word between white space",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
