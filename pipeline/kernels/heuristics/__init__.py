"""Cheap measures of a text's form, one column each; thresholds belong to the stage that uses them.

The unit of Korean is the eojeol, the stretch between two spaces: English rules for words drop nearly
all Korean (stop words) or nearly none (word length) when they are applied to it.
"""

VERSION = 1

COLUMNS = (
    "chars",
    "words",
    "word_length",
    "hangul",
    "jamo",
    "marks",
    "repeated_lines",
    "mojibake",
    "spam_terms",
    "function_words",
)
