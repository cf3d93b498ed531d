"""Signs."""

import numpy as np

from pipeline.kernels.heuristics.classes import ALNUM
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    return sum(not has(c, ALNUM) for word in text.words for c in word) / text.num_solid


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.solid - tallies.alnum, tallies.solid)


MEASURES = (
    Measure(
        name="marks",
        order=380,
        description="share of characters that are neither letter, digit nor white space",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
