"""The class that PATTERN gives each character, as the regex engine of the saved tokenizer computes it.

Another engine disagrees on code points that are newer than its tables (the `regex` module on 17,480 of them),
and a word that training cuts differently never occurs in use.
"""

import sys
from functools import cache

import numpy as np
from tokenizers import Regex, pre_tokenizers

from pipeline.kernels.utf8 import ASSIGNED

OTHER, LETTER, NUMBER, SPACE = range(4)


@cache
def classes() -> np.ndarray:
    """uint8 [0x110000]: OTHER, LETTER, NUMBER or SPACE of each code point (about .3 s, once a process).

    Code points that are not assigned are OTHER.
    """
    points = np.concatenate([np.arange(p.start, p.stop, dtype="<u4") for p in ASSIGNED])
    text = points.tobytes().decode("utf-32-le")
    table = np.zeros(sys.maxunicode + 1, np.uint8)
    for kind, pattern in ((LETTER, r"\P{L}+"), (NUMBER, r"\P{N}+"), (SPACE, r"\S+")):
        outside = pre_tokenizers.Split(Regex(pattern), "removed")
        for _, (start, end) in outside.pre_tokenize_str(text):
            table[points[start:end]] = kind
    return table
