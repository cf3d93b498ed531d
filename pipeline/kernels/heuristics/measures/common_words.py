"""Common English words: whether a text is English prose, however short."""

import re

import numpy as np

from pipeline.kernels.heuristics import particles
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.phrases import lower
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text

_LETTERS = re.compile("[A-Za-z]+")


def _of_text(text: Text) -> float:
    letters = [_LETTERS.search(word) for word in text.words]
    return sum(m is not None and lower(m[0]) in particles.COMMON for m in letters) / len(text.words)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.common_words, tallies.words)


MEASURES = (
    Measure(
        name="common_words",
        order=500,
        description="share of words that are one of a hundred common English words",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
