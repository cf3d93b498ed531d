"""Classes of characters: bits of one table."""

import sys
from functools import cache

import numpy as np

from pipeline.kernels.heuristics.particles import FINAL
from pipeline.kernels.kept import kept
from pipeline.kernels.utf8 import ASSIGNED

SPACE, ALPHA, ALNUM, TERMINAL, HANGUL, JAMO, HAN = (1 << i for i in range(7))
CLOSER, QUOTE, BULLET, LEAD, CONTINUATION, FINAL_SYLLABLE, DIVIDER = (1 << i for i in range(7, 14))
# Sentence_Terminal of the UCD, for the scripts of the web
TERMINALS = ".!?‼⁇⁈⁉。．！？｡﹒﹖﹗؟۔।॥"
# signs that may follow the end of a sentence
CLOSING = "\"'”’)]」』》〉»"
# signs in which C4 lets a line end
QUOTES = "\"'”’"
BULLETS = "•-*·‧ㆍ‣◦▪●○■□▶"
# signs between the items of a menu in one line
DIVIDERS = "|·•›»>‹«/│ㅣ-"
# UTF-8 read as Latin-1 or CP1252: the lead bytes of Hangul (EA-ED) and Latin-1 (C3), then what
# continuation bytes (80-BF) look like
LEADS = "ÃÂêëìí"
CONTINUATIONS = (
    "".join(map(chr, range(0x80, 0xC0))) + "Œœ\u0160\u0161\u0178\u017d\u017eƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
)


def bits_of(char: str) -> int:
    """The classes of a character as bits."""
    c = ord(char)
    jamo = 0x1100 <= c <= 0x11FF or 0x3131 <= c <= 0x318E
    han = 0x4E00 <= c <= 0x9FFF or 0x3400 <= c <= 0x4DBF or 0xF900 <= c <= 0xFAFF
    bits = (
        (SPACE, char.isspace()),
        (ALPHA, char.isalpha()),
        (ALNUM, char.isalnum()),
        (TERMINAL, char in TERMINALS),
        (HANGUL, 0xAC00 <= c <= 0xD7A3),
        (JAMO, jamo),
        (HAN, han or 0x20000 <= c < 0x32400),
        (CLOSER, char in CLOSING),
        (QUOTE, char in QUOTES),
        (BULLET, char in BULLETS),
        (LEAD, char in LEADS),
        (CONTINUATION, char in CONTINUATIONS),
        (FINAL_SYLLABLE, char in FINAL),
        (DIVIDER, char in DIVIDERS),
    )
    return sum(bit for bit, is_so in bits if is_so)


@cache
def table() -> np.ndarray:
    """uint16 [0x110000]: the bits of each code point."""
    return kept("character_classes", lambda: {"bits": _bits()})["bits"]


def _bits() -> np.ndarray:
    bits = np.zeros(sys.maxunicode + 1, np.uint16)
    for points in ASSIGNED:
        bits[points.start : points.stop] = [bits_of(chr(c)) for c in points]
    return bits
