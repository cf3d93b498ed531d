"""Lone Korean letters in a row, as in laughter."""

from itertools import groupby

import numpy as np

from pipeline.kernels.heuristics.classes import JAMO
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    lengths = [
        len(list(letters))
        for word in text.words
        for is_jamo, letters in groupby(word, lambda c: has(c, JAMO))
        if is_jamo
    ]
    return sum(n for n in lengths if n > 1) / text.num_solid


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.jamo_chars, tallies.solid)


MEASURES = (
    Measure(
        name="jamo_runs",
        order=390,
        description="share of lone Korean letters, two or more in a row, as in laughter",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
