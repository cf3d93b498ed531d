"""Lines of news sites around an article."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.phrases import BYLINE
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return text.share_of_lines([BYLINE in kinds for kinds in text.kinds])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.byline_lines, tallies.lines)


MEASURES = (
    Measure(
        name="bylines",
        order=450,
        description="share of lines with a byline or a reservation of rights",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
