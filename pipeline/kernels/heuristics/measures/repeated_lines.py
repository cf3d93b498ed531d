"""Lines that repeat an earlier line of the text, whatever the white space in them."""

import numpy as np

from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, repeated


def _repeated(text: Text) -> tuple[int, int]:
    """(lines that repeat an earlier one, their characters)."""
    keys = [tuple(line.split()) for line in text.full_lines]
    return repeated(keys, [len(line) for line in text.full_lines])


def _lines_of_text(text: Text) -> float:
    return _repeated(text)[0] / len(text.full_lines)


def _lines_of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.repeated_lines, tallies.lines)


def _chars_of_text(text: Text) -> float:
    return _repeated(text)[1] / text.num_chars


def _chars_of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.repeated_line_chars, tallies.prose_chars)


def _fineweb_of_text(text: Text) -> float:
    return _repeated(text)[1] / (text.num_chars - len(text.lines) + 1)


def _fineweb_of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.repeated_line_chars, tallies.prose_chars - tallies.feeds)


MEASURES = (
    Measure(
        name="dup_lines",
        order=120,
        description="share of lines that repeat an earlier line",
        of_text=_lines_of_text,
        of_tallies=_lines_of_tallies,
        source="Gopher",
    ),
    Measure(
        name="dup_line_chars",
        order=130,
        description="share of characters in lines that repeat an earlier line",
        of_text=_chars_of_text,
        of_tallies=_chars_of_tallies,
        source="Gopher",
    ),
    Measure(
        name="char_duplicates",
        order=270,
        description="dup_line_chars with line feeds left out of the total",
        of_text=_fineweb_of_text,
        of_tallies=_fineweb_of_tallies,
        source="FineWeb",
    ),
)
