"""The words of a text, those of code and tables among them."""

import numpy as np

from pipeline.kernels.heuristics.classes import ALNUM
from pipeline.kernels.heuristics.measure import Measure
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    aside = [word for line in text.aside_lines for word in line.split()]
    return sum(has(word, ALNUM) for word in (*text.units, *aside))


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return tallies.aside_words + tallies.real_units


MEASURES = (
    Measure(
        name="words",
        order=20,
        description="units with a letter or digit, of the whole text",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="Gopher",
        by_unit=True,
        needs_prose=False,
    ),
)
