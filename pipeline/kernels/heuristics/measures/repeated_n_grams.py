"""N-grams that repeat an earlier n-gram of the text."""

from functools import partial

import numpy as np

from pipeline.kernels.heuristics.limits import DUPLICATED
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text, width: int) -> float:
    """No unit counts in two repeated n-grams."""
    units, seen, at, chars = text.gram_units, set(), 0, 0
    while at + width <= len(units):
        gram = tuple(units[at : at + width])
        if gram in seen:
            chars, at = chars + len("".join(gram)), at + width
        else:
            seen.add(gram)
            at += 1
    return chars / text.num_gram_chars


def _of_tallies(tallies: Tallies, width: int) -> np.ndarray:
    return share(getattr(tallies, f"dup_{width}"), tallies.gram_chars)


MEASURES = tuple(
    Measure(
        name=f"dup_{width}_grams",
        order=190 + 10 * (width - DUPLICATED[0]),
        description=f"share of characters in {width}-grams that repeat an earlier one",
        of_text=partial(_of_text, width=width),
        of_tallies=partial(_of_tallies, width=width),
        source="Gopher",
        by_unit=True,
    )
    for width in DUPLICATED
)
