"""Chinese characters."""

import numpy as np

from pipeline.kernels.heuristics.classes import HAN
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    return sum(has(c, HAN) for word in text.words for c in word) / text.num_solid


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.hanja, tallies.solid)


MEASURES = (
    Measure(
        name="hanja",
        order=370,
        description="share of Chinese characters in characters other than white space",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
