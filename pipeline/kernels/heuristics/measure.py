"""What a measure states about itself: the type of the files in `measures/`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


@dataclass(frozen=True)
class Measure:
    """A measure of the form of a text, with two computations that agree bit for bit.

    `of_text` is the oracle, on one text in plain Python. `of_tallies` is what runs: it combines the counts
    of many texts, an array each, into an array of values. `order` is the place among the columns; a new
    measure takes a higher number than all others, so that columns on disk stay where they are.
    """

    name: str
    order: int
    # one line for the documentation
    description: str
    of_text: Callable[[Text], float]
    of_tallies: Callable[[Tallies], np.ndarray]
    # who published it; empty if it is ours
    source: str = ""
    # True if it counts units or divides by them: thresholds then hold for one unit only
    by_unit: bool = False
    # True if a text without prose has no value
    needs_prose: bool = True


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """`part / whole` of each text, NaN where both are 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return part / whole
