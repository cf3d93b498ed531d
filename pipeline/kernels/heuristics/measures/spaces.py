"""White space."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    num_spaces = sum(c.isspace() for line in text.lines for c in line)
    return num_spaces / sum(map(len, text.lines))


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(
        tallies.prose_chars - tallies.feeds - tallies.solid, tallies.prose_chars - tallies.feeds
    )


MEASURES = (
    Measure(
        name="spaces",
        order=420,
        description="share of white space in the lines",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
