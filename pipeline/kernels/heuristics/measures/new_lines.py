"""Line feeds."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return (len(text.lines) - 1) / len(text.units)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.feeds, tallies.units)


MEASURES = (
    Measure(
        name="new_lines",
        order=280,
        description="line feeds per unit",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="FineWeb",
        by_unit=True,
    ),
)
