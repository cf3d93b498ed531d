"""Lines that end with an ellipsis."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return text.share_of_lines([line.endswith(("...", "…")) for line in text.full_lines])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.ellipsis_lines, tallies.lines)


MEASURES = (
    Measure(
        name="ellipsis_lines",
        order=100,
        description="share of lines that end with an ellipsis",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="Gopher",
    ),
)
