"""The probability that a page holds the furniture of a site alone, by points for its other measures.

`python -m scripts.site_pages` learns the points from pages that others wrote, and sound texts: logistic
regression on what each measure exceeds, one scorecard for Korean and one for other text.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.kernels.heuristics.measure import Measure
from pipeline.kernels.heuristics.measures import furniture
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text

POINTS = Path(__file__).parents[1] / "lists" / "site_pages.json"
# share of Hangul from which on a page is read as Korean
HANGUL = np.float32(0.15)
# points of one nat of log odds
NAT = 100
BIAS = "bias"


@cache
def scorecards() -> dict[str, dict[str, list[tuple[float, int]]]]:
    """Language -> measure -> (bound, points for exceeding it)."""
    cards: dict[str, dict[str, list[tuple[float, int]]]] = json.loads(POINTS.read_text("utf-8"))
    return cards


@cache
def _measures() -> dict[str, Measure]:
    from pipeline.kernels.heuristics import measures

    return {measure.name: measure for measure in measures.IN_ORDER}


def points(lang: str, values: Callable[[str], np.ndarray]) -> np.ndarray:
    """The points of texts by a scorecard; `values` gives float32 [n] of a measure."""
    total: np.ndarray = np.zeros((), np.int64)
    for name, bounds in scorecards()[lang].items():
        # the bias is the points of every text
        of_texts = np.zeros(1, np.float32) if name == BIAS else np.nan_to_num(values(name))
        for bound, worth in bounds:
            total = total + worth * (of_texts > np.float32(bound))
    return total


def _probability(values: Callable[[str], np.ndarray]) -> np.ndarray:
    values = cache(values)  # both scorecards ask for most measures
    is_korean = np.nan_to_num(values("hangul")) > HANGUL
    total = np.where(is_korean, points("ko", values), points("en", values))
    return 1 / (1 + np.exp(-total / NAT))


def _of_text(text: Text) -> float:
    if furniture.tells_of_text(text):
        return 0.0

    def value(name: str) -> np.ndarray:
        return np.array([_measures()[name].of_text(text)], np.float32)

    return float(_probability(value)[0])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    def value(name: str) -> np.ndarray:
        return np.asarray(_measures()[name].of_tallies(tallies), np.float32)

    told = furniture.tells(tallies.told_chars, tallies.full_chars)
    return np.where(told, 0.0, _probability(value))


MEASURES = (
    Measure(
        name="site_page",
        order=530,
        description="probability that a page holds the furniture of a site alone, learned from its other "
        "measures; 0 where `furniture` finds enough sentences",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
