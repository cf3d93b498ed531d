"""The most frequent n-gram of a text."""

from collections import Counter
from functools import partial

import numpy as np

from pipeline.kernels.heuristics.limits import TOP
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text, width: int) -> float:
    """Of equally frequent n-grams the first one counts; one that occurs once counts nothing."""
    units = text.gram_units
    grams = [tuple(units[i : i + width]) for i in range(len(units) - width + 1)]
    (gram, times), *_ = Counter(grams).most_common(1) or [((), 0)]
    chars = len(" ".join(gram)) * times if times > 1 else 0
    return chars / text.num_gram_chars


def _of_tallies(tallies: Tallies, width: int) -> np.ndarray:
    return share(getattr(tallies, f"top_{width}"), tallies.gram_chars)


MEASURES = tuple(
    Measure(
        name=f"top_{width}_gram",
        order=160 + 10 * (width - TOP[0]),
        description=f"characters of the most frequent {width}-gram in all its places, per character",
        of_text=partial(_of_text, width=width),
        of_tallies=partial(_of_tallies, width=width),
        source="Gopher",
        by_unit=True,
    )
    for width in TOP
)
