"""Lines that end as a sentence."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, is_sentence


def _of_text(text: Text) -> float:
    return text.share_of_lines([is_sentence(line) for line in text.full_lines])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.sentence_lines, tallies.lines)


MEASURES = (
    Measure(
        name="sentence_lines",
        order=330,
        description="share of lines that end as a sentence: punctuation, or a Korean final ending",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
