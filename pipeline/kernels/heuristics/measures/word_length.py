"""The length of words."""

import numpy as np

from pipeline.kernels.heuristics.classes import ALNUM
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    real = [unit for unit in text.units if has(unit, ALNUM)]
    return sum(map(len, real)) / len(real) if real else np.nan


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.real_chars, tallies.real_units)


MEASURES = (
    Measure(
        name="word_length",
        order=50,
        description="mean characters of units with a letter or digit",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="Gopher",
        by_unit=True,
    ),
)
