"""The units of the prose."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return len(text.units)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return tallies.units


MEASURES = (
    Measure(
        name="prose_words",
        order=40,
        description="units of prose",
        of_text=_of_text,
        of_tallies=_of_tallies,
        by_unit=True,
        needs_prose=False,
    ),
)
