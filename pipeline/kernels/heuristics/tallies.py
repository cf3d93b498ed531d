"""The counts that one compiled pass over a text makes, and that all measures are computed from.

A new count is a field here, and the statement in `numba` or `counting` that fills it.
"""

from collections import namedtuple
from typing import NamedTuple

import numpy as np


class Tallies(NamedTuple):
    """Counts of n texts, float64 [n] each. All but the first four are of prose."""

    # characters of the whole text; without line feeds; in code and tables
    chars: np.ndarray
    line_chars: np.ndarray
    form_chars: np.ndarray
    # words with a letter or digit in lines that are left out
    aside_words: np.ndarray
    # units; with a letter or digit, and the characters of these; with a letter
    units: np.ndarray
    real_units: np.ndarray
    real_chars: np.ndarray
    alpha_units: np.ndarray
    # characters, line feeds among them; line feeds
    prose_chars: np.ndarray
    feeds: np.ndarray
    # words with Hangul; of one syllable; with a long row of syllables
    korean_words: np.ndarray
    single_words: np.ndarray
    long_words: np.ndarray
    # words that end in two syllables; of these, with a particle or ending
    ending_words: np.ndarray
    particle_words: np.ndarray
    # distinct families of particles and endings, or morphemes; distinct English function words
    korean_functions: np.ndarray
    english_functions: np.ndarray
    # words; of these, common English ones
    words: np.ndarray
    common_words: np.ndarray
    # characters other than white space; letters and digits; Hangul; Chinese
    solid: np.ndarray
    alnum: np.ndarray
    hangul: np.ndarray
    hanja: np.ndarray
    # number signs, ellipses, signs of a wrong decoding
    pounds: np.ndarray
    ellipses: np.ndarray
    wrong: np.ndarray
    # characters in runs of one character, of lone Korean letters; of rules and formulas
    run_chars: np.ndarray
    jamo_chars: np.ndarray
    drawn_chars: np.ndarray
    # lines that are not blank, and their characters without white space around them
    lines: np.ndarray
    full_chars: np.ndarray
    # such lines by their beginning, end, length and phrases
    bullet_lines: np.ndarray
    ellipsis_lines: np.ndarray
    punctuated_lines: np.ndarray
    short_lines: np.ndarray
    sentence_lines: np.ndarray
    item_lines: np.ndarray
    # characters of furniture of a site; of other lines that end as a sentence or are long, but for rows; of
    # those that end as a sentence
    furniture_chars: np.ndarray
    sentence_chars: np.ndarray
    told_chars: np.ndarray
    byline_lines: np.ndarray
    policy_lines: np.ndarray
    lorem_lines: np.ndarray
    # in lines that C4 accepts: braces; in those that it keeps: sentences and characters
    braces: np.ndarray
    c4_sentences: np.ndarray
    c4_chars: np.ndarray
    # distinct terms of spam
    spam_terms: np.ndarray
    # lines that repeat an earlier line, and their characters; the same but for numbers
    repeated_lines: np.ndarray
    repeated_line_chars: np.ndarray
    templated_lines: np.ndarray
    # paragraphs; those that repeat an earlier one, and their characters
    paragraphs: np.ndarray
    repeated_paragraphs: np.ndarray
    repeated_paragraph_chars: np.ndarray
    # characters that n-grams are counted in; of the most frequent n-gram; of n-grams that repeat earlier ones
    gram_chars: np.ndarray
    top_2: np.ndarray
    top_3: np.ndarray
    top_4: np.ndarray
    dup_5: np.ndarray
    dup_6: np.ndarray
    dup_7: np.ndarray
    dup_8: np.ndarray
    dup_9: np.ndarray
    dup_10: np.ndarray


NUM = len(Tallies._fields)
# the place of each count in a row, for compiled code
AT = namedtuple("AT", Tallies._fields)(*range(NUM))
