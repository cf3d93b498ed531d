"""The length of a text."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return len(text.text)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return tallies.chars


MEASURES = (
    Measure(
        name="chars",
        order=10,
        description="characters of the whole text",
        of_text=_of_text,
        of_tallies=_of_tallies,
        needs_prose=False,
    ),
)
