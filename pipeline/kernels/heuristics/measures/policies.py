"""Lines of a page that are about the page."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.phrases import POLICY
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    return text.share_of_lines([POLICY in kinds for kinds in text.kinds])


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.policy_lines, tallies.lines)


MEASURES = (
    Measure(
        name="policies",
        order=460,
        description="share of lines with terms of use, cookies, menus of a page",
        of_text=_of_text,
        of_tallies=_of_tallies,
    ),
)
