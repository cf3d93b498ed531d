"""Agreement of the borders of tokens with those of characters and of morphemes.

`count(data, ends, edges)` -> Counts, for one text: its UTF-8 bytes, where each token ends, and where
morphemes begin or end (int64 ascending, in bytes). Morphemes are compared only inside runs of
Hangul syllables.
"""

from typing import NamedTuple


class Counts(NamedTuple):
    """Counts of one text, or summed over many."""

    split: int  # tokens that begin or end inside a character
    hits: int  # borders of tokens inside words that are borders of morphemes
    token_cuts: int  # borders of tokens inside words
    morpheme_cuts: int  # borders of morphemes inside words
    aligned: int  # pieces of words that are a part of one morpheme, or whole ones
    pieces: int  # pieces that tokens make of words
