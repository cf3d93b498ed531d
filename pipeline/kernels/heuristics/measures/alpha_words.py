"""Words with letters."""

import numpy as np

from pipeline.kernels.heuristics.classes import ALPHA
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    return sum(has(unit, ALPHA) for unit in text.units) / len(text.units)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.alpha_units, tallies.units)


MEASURES = (
    Measure(
        name="alpha_words",
        order=60,
        description="share of units with a letter",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="Gopher",
        by_unit=True,
    ),
)
