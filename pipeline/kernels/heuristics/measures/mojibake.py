"""Signs of a wrong decoding."""

import re

import numpy as np

from pipeline.kernels.heuristics.classes import CONTINUATIONS, LEADS
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text

# UTF-8 read as Latin-1 makes three characters of each syllable: a lead and two continuations
_WRONG = re.compile(f"\ufffd|[{LEADS}][{re.escape(CONTINUATIONS)}]")


def _of_text(text: Text) -> float:
    wrong = sum(len(_WRONG.findall(line)) for line in text.lines)
    return min(1.0, 3 * wrong / text.num_solid)


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return np.minimum(share(3 * tallies.wrong, tallies.solid), 1)


MEASURES = (
    Measure(
        name="mojibake",
        order=410,
        description="share of characters that look wrongly decoded",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
