"""Ellipses."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def of_text(text: Text) -> float:
    ellipses = sum(line.count("...") + line.count("…") for line in text.lines)
    return ellipses / len(text.units)


def of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.ellipses, tallies.units)


MEASURES = (
    Measure(
        name="ellipses",
        order=80,
        description="... or … per unit",
        of_text=of_text,
        of_tallies=of_tallies,
        source="Gopher",
        by_unit=True,
    ),
)
