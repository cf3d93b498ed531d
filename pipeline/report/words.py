"""What differs between two texts, word by word."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 2000  # of each text: comparing takes the square of it
CONTEXT = 6  # equal words that are shown on each side of a difference
GAP = "[...]"


class Piece(NamedTuple):
    """Words in a row: `kind` is `equal`, `first` (only in the first text) or `second`."""

    kind: str
    words: str


def differences(first: str, second: str) -> Iterator[Piece]:
    """The pieces of two texts in order. Of long equal stretches only the CONTEXT words at both ends are
    given."""
    one, two = first.split()[:MOST_WORDS], second.split()[:MOST_WORDS]
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(blocks):
        if kind == "equal":
            is_first, is_last = number == 0, number == len(blocks) - 1
            yield Piece("equal", " ".join(_shortened(one[a:b], is_first, is_last)))
            continue
        if a < b:
            yield Piece("first", " ".join(one[a:b]))
        if c < d:
            yield Piece("second", " ".join(two[c:d]))


def _shortened(words: list[str], is_first: bool, is_last: bool) -> list[str]:
    """Equal words without those that are far from a difference."""
    head, tail = (0 if is_first else CONTEXT), (0 if is_last else CONTEXT)
    if len(words) <= head + tail + 1:
        return words
    return [*words[:head], GAP, *(words[-tail:] if tail else [])]


def on_one_line(pieces: Iterator[Piece]) -> str:
    """The pieces with what only the first text has as `[-...-]` and what only the second has as `{+...+}`."""
    forms = {"equal": "{}", "first": "[-{}-]", "second": "{{+{}+}}"}
    return " ".join(forms[kind].format(words) for kind, words in pieces)
