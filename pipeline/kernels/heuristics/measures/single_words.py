"""Words torn apart into syllables."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, bare


def _of_text(text: Text) -> float:
    single = sum(len(bare(word)) == 1 for word in text.korean_words)
    return single / len(text.korean_words) if text.korean_words else np.nan


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.single_words, tallies.korean_words)


MEASURES = (
    Measure(
        name="single_words",
        order=430,
        description="share of eojeol of one syllable: words torn apart",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
