"""Korean particles and endings."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.particles import family
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    with_family = sum(family(word) >= 0 for word in text.ending_words)
    return with_family / len(text.ending_words) if text.ending_words else np.nan


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.particle_words, tallies.ending_words)


MEASURES = (
    Measure(
        name="josa",
        order=340,
        description="share of eojeol of two syllables or more that end with a particle or ending",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
