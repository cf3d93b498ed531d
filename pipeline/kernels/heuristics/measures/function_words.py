"""Function words: whether a text is prose in English or Korean."""

import numpy as np

from pipeline.kernels.heuristics import particles
from pipeline.kernels.heuristics.measure import Measure
from pipeline.kernels.heuristics.phrases import lower
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    english = len({lower(word) for word in text.bare_words} & set(particles.ENGLISH))
    if not text.korean_words:
        return english
    if text.unit == "morpheme":
        return max(english, len(set(text.units) & set(particles.MORPHEMES)))
    families = {particles.family(word) for word in text.ending_words} - {-1}
    return max(english, len(families))


def _of_tallies(tallies: Tallies) -> np.ndarray:
    korean = np.where(tallies.korean_words > 0, tallies.korean_functions, 0)
    return np.maximum(tallies.english_functions, korean)


MEASURES = (
    Measure(
        name="function_words",
        order=110,
        description="how many distinct ones occur of eight English words, of eight families of Korean "
        "particles and endings, or with morphemes of FineWeb-2's twenty",
        of_text=_of_text,
        of_tallies=_of_tallies,
        source="Gopher, FineWeb-2",
        by_unit=True,
    ),
)
