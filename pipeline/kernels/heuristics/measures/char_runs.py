"""One character many times in a row."""

from itertools import groupby

import numpy as np

from pipeline.kernels.heuristics.limits import CHAR_RUN, RULES
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    lengths = [len(list(run)) for word in text.words for c, run in groupby(word) if c not in RULES]
    return sum(n for n in lengths if n >= CHAR_RUN) / text.num_solid


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.run_chars, tallies.solid)


MEASURES = (
    Measure(
        name="char_runs",
        order=400,
        description="share of characters that stand five times or more in a row, rules left out",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
