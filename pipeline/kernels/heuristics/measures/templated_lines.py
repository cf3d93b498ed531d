"""Lines that repeat an earlier line but for their numbers."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, repeated, without_numbers


def _of_text(text: Text) -> float:
    keys = [tuple(map(without_numbers, line.split())) for line in text.full_lines]
    return repeated(keys, [0] * len(keys))[0] / len(keys)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.templated_lines, tallies.lines)


MEASURES = (
    Measure(
        name="templated_lines",
        order=480,
        description="share of lines that repeat an earlier line but for their numbers",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
