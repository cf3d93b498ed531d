"""Signs."""

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from pipeline.kernels.heuristics.classes import ALNUM
from pipeline.kernels.heuristics.limits import FORMULA, RULES
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _of_text(text: Text) -> float:
    signs = sum(not has(c, ALNUM) for word in text.words for c in word)
    return (signs - sum(_drawn("\n".join(text.lines)))) / text.num_solid


def _drawn(prose: str) -> Iterator[bool]:
    """Whether each character of prose belongs to a formula or a rule."""
    for c, run in groupby(prose):
        length = len(list(run))
        yield from [c in FORMULA or (c in RULES and length > 1)] * length


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.solid - tallies.alnum - tallies.drawn_chars, tallies.solid)


MEASURES = (
    Measure(
        name="marks",
        order=380,
        description="share of characters that are neither letter, digit nor white space, nor part of rules "
        "or LaTeX",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
