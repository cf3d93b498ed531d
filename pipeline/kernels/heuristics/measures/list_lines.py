"""Lines of lists."""

import re

import numpy as np

from pipeline.kernels.heuristics.classes import BULLETS
from pipeline.kernels.heuristics.limits import LONG_ITEM
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, is_sentence


def _is_item(line: str) -> bool:
    """True if a short line begins with a bullet, or with a number, a full stop or bracket, and a blank."""
    if len(line) > LONG_ITEM:
        return False
    return line[0] in BULLETS or bool(re.match(r"[0-9]{1,3}[.)](?:\s|$)", line))


def _of_text(text: Text) -> float:
    return text.share_of_lines(
        [_is_item(line) and not is_sentence(line) for line in text.full_lines]
    )


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.item_lines, tallies.lines)


MEASURES = (
    Measure(
        name="list_lines",
        order=490,
        description="share of lines of up to 120 characters that begin with a bullet or number and do not "
        "end as a sentence",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
