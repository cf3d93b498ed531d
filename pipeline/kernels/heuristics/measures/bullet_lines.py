"""Lines that begin with a bullet."""

import numpy as np

from pipeline.kernels.heuristics.classes import BULLETS
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return text.share_of_lines([line[0] in BULLETS for line in text.full_lines])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.bullet_lines, tallies.lines)


MEASURES = (
    Measure(
        name="bullet_lines",
        order=90,
        description="share of lines that begin with a bullet",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="Gopher",
    ),
)
