"""Number signs."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return sum(line.count("#") for line in text.lines) / len(text.units)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.pounds, tallies.units)


MEASURES = (
    Measure(
        name="hashes",
        order=70,
        description="# per unit",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="Gopher",
        by_unit=True,
    ),
)
