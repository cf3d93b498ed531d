"""What C4's rules keep of a text.

C4 accepts a line with three words, terminal punctuation, no word above 1,000 characters and no mention of
JavaScript. It keeps an accepted line without terms of use.
"""

import numpy as np

from pipeline.kernels.heuristics.classes import CLOSING, TERMINAL
from pipeline.kernels.heuristics.measure import Measure, share
from pipeline.kernels.heuristics.tallies import Tallies
from pipeline.kernels.heuristics.text import Text, has


def _num_sentences(line: str) -> int:
    """Terminal signs before white space, a closing sign or the end."""
    pairs = zip(line, [*line[1:], " "], strict=True)
    return sum(has(c, TERMINAL) and (after.isspace() or after in CLOSING) for c, after in pairs)


def _sentences_of_text(text: Text) -> float:
    return sum(max(1, _num_sentences(line)) for line in text.c4_kept)


def _sentences_of_tallies(tallies: Tallies) -> np.ndarray:
    return tallies.c4_sentences


def _lines_of_text(text: Text) -> float:
    return sum(map(len, text.c4_kept)) / sum(map(len, text.full_lines))


def _lines_of_tallies(tallies: Tallies) -> np.ndarray:
    return share(tallies.c4_chars, tallies.full_chars)


def _brackets_of_text(text: Text) -> float:
    return sum(line.count("{") for line, _ in text.c4_accepted)


def _brackets_of_tallies(tallies: Tallies) -> np.ndarray:
    return tallies.braces


MEASURES = (
    Measure(
        name="c4_sentences",
        order=290,
        description="sentences in the lines that C4 keeps: three words, terminal punctuation, no word above "
        "1,000 characters, neither javascript nor terms of use",
        of_text=_sentences_of_text,
        of_tallies=_sentences_of_tallies,
        source="C4",
    ),
    Measure(
        name="c4_lines",
        order=300,
        description="share of characters in the lines that C4 keeps",
        of_text=_lines_of_text,
        of_tallies=_lines_of_tallies,
        source="C4",
    ),
    Measure(
        name="curly_brackets",
        order=320,
        description="number of { in those lines, and in lines with terms of use",
        of_text=_brackets_of_text,
        of_tallies=_brackets_of_tallies,
        source="C4",
    ),
)
