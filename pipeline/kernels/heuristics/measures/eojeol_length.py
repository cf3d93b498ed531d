"""The length of Korean words; links in a text do not change it."""

import numpy as np

from pipeline.kernels.heuristics.classes import HANGUL
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, bits_of


def _of_text(text: Text) -> float:
    syllables = sum(bool(bits_of(c) & HANGUL) for word in text.korean_words for c in word)
    return syllables / len(text.korean_words) if text.korean_words else np.nan


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.hangul, tallies.korean_words)


MEASURES = (
    Measure(
        name="eojeol_length",
        order=350,
        description="mean syllables of Hangul in words that have any",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
