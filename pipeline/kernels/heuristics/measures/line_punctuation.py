"""Lines that end with punctuation."""

import numpy as np

from pipeline.kernels.heuristics.classes import TERMINAL
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    return text.share_of_lines([has(line[-1], TERMINAL) for line in text.full_lines])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.punctuated_lines, tallies.lines)


MEASURES = (
    Measure(
        name="line_punctuation",
        order=250,
        description="share of lines that end with . ! ? and the like",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="FineWeb",
    ),
)
