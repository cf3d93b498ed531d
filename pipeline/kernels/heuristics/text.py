"""One text as the oracles of the measures see it, in plain Python."""

import re
from collections.abc import Hashable, Sequence
from functools import cache, cached_property
from typing import Any

from pipeline.kernels.heuristics import classes
from pipeline.kernels.heuristics.classes import ALNUM, CLOSING, HANGUL, QUOTES, TERMINAL
from pipeline.kernels.heuristics.forms import form_lines
from pipeline.kernels.heuristics.limits import LONG_WORD, MAX_UNITS
from pipeline.kernels.heuristics.particles import FINAL
from pipeline.kernels.heuristics.phrases import JAVASCRIPT, POLICY, lower, phrases
from pipeline.kernels.words.morphemes import boundaries

bits_of = cache(classes.bits_of)


def has(word: str, bits: int) -> bool:
    """True if any character of a word has one of the bits."""
    return any(bits_of(c) & bits for c in word)


def bare(word: str) -> str:
    """A word without signs at its ends: from its first to its last letter or digit."""
    places = [i for i, c in enumerate(word) if bits_of(c) & ALNUM]
    return word[places[0] : places[-1] + 1] if places else ""


def repeated(keys: Sequence[Hashable], sizes: Sequence[int]) -> tuple[int, int]:
    """(how many keys repeat an earlier one, the sum of their sizes)."""
    seen: set[Any] = set()
    number = size = 0
    for key, length in zip(keys, sizes, strict=True):
        number, size = number + (key in seen), size + length * (key in seen)
        seen.add(key)
    return number, size


def is_sentence(line: str) -> bool:
    """True if a line without white space at its end ends as a sentence does."""
    end = line.rstrip(CLOSING)
    if not end:
        return False
    last = end[-1]
    return bool(bits_of(last) & TERMINAL) or last == "…" or last in FINAL


class Text:
    """A text with its prose: its lines, or with `exempt` those that are neither code nor tables."""

    def __init__(self, text: str, unit: str, exempt: bool) -> None:
        self.text, self.unit = text, unit
        self.all_lines = text.split("\n")
        self.is_form = form_lines(self.all_lines)
        marked = list(zip(self.all_lines, self.is_form, strict=True))
        self.lines = [line for line, form in marked if not (form and exempt)]
        self.aside_lines = [line for line, form in marked if form and exempt]

    @cached_property
    def words(self) -> list[str]:
        """What stands between white space in the prose."""
        return [word for line in self.lines for word in line.split()]

    @cached_property
    def units(self) -> list[str]:
        """The prose in the unit that was asked for."""
        if self.unit == "char":
            return [c for word in self.words for c in word]
        if self.unit == "morpheme":
            return [piece for line in self.lines for piece in _morphemes(line)]
        return self.words

    @cached_property
    def num_chars(self) -> int:
        """Characters of the prose, line feeds among them."""
        return sum(map(len, self.lines)) + len(self.lines) - 1

    @cached_property
    def num_solid(self) -> int:
        """Characters of the prose other than white space."""
        return sum(map(len, self.words))

    @cached_property
    def full_lines(self) -> list[str]:
        """Lines of the prose that are not blank, without white space around them."""
        return [line.strip() for line in self.lines if line.split()]

    @cached_property
    def phrases(self) -> list[set[tuple[str, int]]]:
        """(phrase, kind) of the phrases in each of `full_lines`."""
        lowered = [lower(line) for line in self.full_lines]
        return [{(p, kind) for p, kind in phrases() if p in line} for line in lowered]

    @cached_property
    def kinds(self) -> list[set[int]]:
        """The kinds of phrases in each of `full_lines`."""
        return [{kind for _, kind in phrases} for phrases in self.phrases]

    @cached_property
    def c4_accepted(self) -> list[tuple[str, set[int]]]:
        """(line, kinds of its phrases) of the lines that C4 does not drop for their form."""
        lines = zip(self.full_lines, self.kinds, strict=True)
        return [(x, kinds) for x, kinds in lines if _is_c4_line(x) and JAVASCRIPT not in kinds]

    @cached_property
    def c4_kept(self) -> list[str]:
        """The lines that C4 keeps."""
        return [line for line, kinds in self.c4_accepted if POLICY not in kinds]

    @cached_property
    def bare_words(self) -> list[str]:
        """The words of the prose without signs at their ends."""
        return [bare(word) for word in self.words]

    @cached_property
    def korean_words(self) -> list[str]:
        """The words of the prose with a syllable of Hangul."""
        return [word for word in self.words if has(word, HANGUL)]

    @cached_property
    def ending_words(self) -> list[str]:
        """The bare words that end in two syllables of Hangul."""
        return [
            word
            for word in self.bare_words
            if len(word) > 1 and all(bits_of(c) & HANGUL for c in word[-2:])
        ]

    @cached_property
    def gram_units(self) -> list[str]:
        """The units in which n-grams are counted."""
        return self.units[:MAX_UNITS]

    @cached_property
    def num_gram_chars(self) -> int:
        """The characters that shares of n-grams are of."""
        if len(self.units) <= MAX_UNITS:
            return self.num_chars
        return sum(map(len, self.gram_units)) + len(self.gram_units)

    def share_of_lines(self, holds: Sequence[bool]) -> float:
        """The share of `full_lines` for which something holds."""
        return sum(holds) / len(self.full_lines)


def _morphemes(line: str) -> list[str]:
    data, edges = line.encode(), boundaries(line).tolist()
    ends = sorted({*edges, *_spaces(line), len(data)})
    pieces = [data[a:b].decode() for a, b in zip([0, *ends], ends, strict=False)]
    return [p for p in pieces if p.strip()]


def _spaces(line: str) -> list[int]:
    """Bytes at which white space begins or ends."""
    at, borders = 0, []
    for char in line:
        size = len(char.encode())
        borders += [at, at + size] if char.isspace() else []
        at += size
    return borders


def _is_c4_line(line: str) -> bool:
    words = line.split()
    ends = (bits_of(line[-1]) & TERMINAL or line[-1] in QUOTES) and not line.endswith("...")
    return bool(ends) and len(words) >= 3 and max(map(len, words)) <= LONG_WORD


def without_numbers(word: str) -> str:
    """A word in which every number is 0."""
    return re.sub("[0-9]+", "0", word)
