"""The filler text of designers."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure
from pipeline.kernels.heuristics.phrases import LOREM
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return any(LOREM in kinds for kinds in text.kinds)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return tallies.lorem_lines > 0


MEASURES = (
    Measure(
        name="lorem_ipsum",
        order=310,
        description="1 if the text contains it, else 0",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="C4",
    ),
)
