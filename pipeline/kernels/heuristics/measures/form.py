"""Code and tables."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text


def _of_text(text: Text) -> float:
    total = sum(map(len, text.all_lines))
    form = sum(len(x) for x, is_form in zip(text.all_lines, text.is_form, strict=True) if is_form)
    return form / total if total else 0


def _of_tallies(tallies: Tallies) -> np.ndarray:
    return np.where(tallies.line_chars > 0, share(tallies.form_chars, tallies.line_chars), 0)


MEASURES = (
    Measure(
        name="form",
        order=30,
        description="share of characters in code and tables",
        of_text=_of_text,
        of_tallies=_of_tallies,
        needs_prose=False,
    ),
)
