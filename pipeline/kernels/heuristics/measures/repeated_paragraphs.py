"""Paragraphs that repeat an earlier paragraph of the text; a paragraph stands between blank lines."""

from itertools import groupby

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, repeated


def _paragraphs(text: Text) -> list[list[str]]:
    groups = groupby(text.lines, lambda line: not line.split())
    return [list(lines) for is_blank, lines in groups if not is_blank]


def _repeated(paragraphs: list[list[str]]) -> tuple[int, int]:
    """(paragraphs that repeat an earlier one, their characters)."""
    keys = [tuple(tuple(line.split()) for line in lines) for lines in paragraphs]
    sizes = [sum(len(line.strip()) for line in lines) + len(lines) - 1 for lines in paragraphs]
    return repeated(keys, sizes)


def _paragraphs_of_text(text: Text) -> float:
    paragraphs = _paragraphs(text)
    return _repeated(paragraphs)[0] / len(paragraphs)


def _paragraphs_of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.repeated_paragraphs, tallies.paragraphs)


def _chars_of_text(text: Text) -> float:
    return _repeated(_paragraphs(text))[1] / text.num_chars


def _chars_of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.repeated_paragraph_chars, tallies.prose_chars)


MEASURES = (
    Measure(
        name="dup_paragraphs",
        order=140,
        description="share of paragraphs that repeat an earlier paragraph",
        of_text=_paragraphs_of_text,
        of_tallies=_paragraphs_of_tallies,
        source="Gopher",
    ),
    Measure(
        name="dup_paragraph_chars",
        order=150,
        description="share of characters in paragraphs that repeat an earlier paragraph",
        of_text=_chars_of_text,
        of_tallies=_chars_of_tallies,
        source="Gopher",
    ),
)
