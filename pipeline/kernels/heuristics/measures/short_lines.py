"""Short lines."""

import numpy as np

from pipeline.kernels.heuristics.limits import SHORT_LINE
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return text.share_of_lines([len(line) <= SHORT_LINE for line in text.full_lines])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.short_lines, tallies.lines)


MEASURES = (
    Measure(
        name="short_lines",
        order=260,
        description="share of lines of at most 30 characters",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="FineWeb",
    ),
)
