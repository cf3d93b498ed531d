"""Words that are not spaced."""

from itertools import groupby

import numpy as np

from pipeline.kernels.heuristics.classes import HANGUL
from pipeline.kernels.heuristics.limits import LONG_EOJEOL
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _longest_row(word: str) -> int:
    """Syllables of the longest row of Hangul in a word."""
    groups = groupby(word, lambda c: has(c, HANGUL))
    return max(len(list(row)) for is_hangul, row in groups if is_hangul)


def _of_text(text: Text) -> float:
    words = text.korean_words
    long = sum(_longest_row(word) >= LONG_EOJEOL for word in words)
    return long / len(words) if words else np.nan


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.long_words, tallies.korean_words)


MEASURES = (
    Measure(
        name="long_words",
        order=440,
        description="share of eojeol with ten syllables or more in a row: spaces left out",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
