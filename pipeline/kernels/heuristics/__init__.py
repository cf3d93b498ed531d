"""Measures of a text's form, one column each; thresholds belong to the presets that use them.

A measure is of the *prose* of a text: with `exempt`, code blocks, code lines and tables are left out,
because a rule for prose would punish their form. A text without prose has no value (NaN), and no rule
speaks of it. Words are units: between white space (`word` for English, `eojeol` for Korean: the same cut),
MeCab's `morpheme`s, or `char`acters; a threshold is true for the unit that it was found with, and for no
other.

Sources: Gopher (Rae et al. 2021, arXiv 2112.11446, A.1.1 and table A1), C4 (Raffel et al. 2020, JMLR 21),
FineWeb (Penedo et al. 2024, arXiv 2406.17557), FineWeb-2 (Penedo et al. 2025, arXiv 2506.20920); without
one: ours."""

UNITS = ("word", "eojeol", "char", "morpheme")
MAX_UNITS = (
    1 << 17
)  # from the beginning, in which repeated n-grams are looked for; Gopher takes 100,000 words
LONG_WORD = 1000  # characters from which on a word is none (C4)
SHORT_LINE = 30  # characters up to which a line is short (FineWeb)
WIDE = 10  # characters beyond ASCII from which on a line is no code by its braces: a template of a wiki
CHAR_RUN = 5  # equal characters in a row that are no spelling any more
LONG_EOJEOL = 10  # syllables of Hangul in a row; two eojeol of prose are 7
TOP, DUPLICATED = (2, 3, 4), (5, 6, 7, 8, 9, 10)  # widths of n-grams

MEASURES = {
    "chars": "characters of the whole text",
    "words": "units with a letter or digit, of the whole text (Gopher)",
    "form": "share of characters in code and tables",
    "prose_words": "units of prose",
    "word_length": "mean characters of units with a letter or digit (Gopher)",
    "alpha_words": "share of units with a letter (Gopher)",
    "hashes": "# for each unit (Gopher)",
    "ellipses": "... or … for each unit (Gopher)",
    "bullet_lines": "share of lines that begin with a bullet (Gopher)",
    "ellipsis_lines": "share of lines that end with an ellipsis (Gopher)",
    "function_words": "how many different ones of eight: English words (Gopher), families of Korean "
    "particles and endings; with morphemes, of FineWeb-2's twenty",
    "dup_lines": "share of lines that stand in the text before (Gopher)",
    "dup_line_chars": "share of characters in such lines (Gopher)",
    "dup_paragraphs": "share of paragraphs that stand in the text before (Gopher)",
    "dup_paragraph_chars": "share of characters in such paragraphs (Gopher)",
    "top_2_gram": "characters of the most frequent 2-gram, every time it stands, in all (Gopher)",
    "top_3_gram": "characters of the most frequent 3-gram, every time it stands, in all (Gopher)",
    "top_4_gram": "characters of the most frequent 4-gram, every time it stands, in all (Gopher)",
    "dup_5_grams": "share of characters in 5-grams that stand in the text before (Gopher)",
    "dup_6_grams": "share of characters in 6-grams that stand in the text before (Gopher)",
    "dup_7_grams": "share of characters in 7-grams that stand in the text before (Gopher)",
    "dup_8_grams": "share of characters in 8-grams that stand in the text before (Gopher)",
    "dup_9_grams": "share of characters in 9-grams that stand in the text before (Gopher)",
    "dup_10_grams": "share of characters in 10-grams that stand in the text before (Gopher)",
    "line_punctuation": "share of lines that end with . ! ? and the like (FineWeb)",
    "short_lines": "share of lines of at most 30 characters (FineWeb)",
    "char_duplicates": "dup_line_chars with line feeds left out of the total (FineWeb)",
    "new_lines": "line feeds for each unit (FineWeb)",
    "c4_sentences": "sentences in the lines that C4 keeps: three words, terminal punctuation, no word above "
    "1,000 characters, neither javascript nor terms of use",
    "c4_lines": "share of characters in the lines that C4 keeps",
    "lorem_ipsum": "1 if the text holds it (C4)",
    "curly_brackets": "how many { there are in lines that C4 looks at",
    "sentence_lines": "share of lines that end as a sentence: punctuation, or a Korean final ending",
    "josa": "share of eojeol of two syllables or more that end with a particle or ending",
    "eojeol_length": "mean syllables of Hangul of words that have any: links add nothing to it",
    "hangul": "share of Hangul in characters other than white space",
    "hanja": "share of Chinese characters",
    "marks": "share of characters that are neither letter, digit nor white space",
    "jamo_runs": "share of lone Korean letters, two or more in a row, as in laughter",
    "char_runs": "share of characters that stand five times or more in a row",
    "mojibake": "share of what looks like a wrong decoding",
    "spaces": "share of white space in the lines",
    "single_words": "share of eojeol of one syllable: words torn apart",
    "long_words": "share of eojeol with ten syllables or more in a row: spaces left out",
    "bylines": "share of lines with a byline or a reservation of rights",
    "policies": "share of lines with terms of use, cookies, menus of a page",
    "spam_terms": "how many different terms of advertisements for gambling, escorts, loans",
    "templated_lines": "share of lines that stand in the text before but for their numbers",
    "list_lines": "share of lines that begin with a bullet or number and do not end as a sentence",
}
COLUMNS = tuple(MEASURES)
# Measures that count units, or divide by them
BY_UNIT = frozenset(
    {
        "words",
        "prose_words",
        "word_length",
        "alpha_words",
        "hashes",
        "ellipses",
        "function_words",
        "new_lines",
    }
    | {f"top_{n}_gram" for n in TOP}
    | {f"dup_{n}_grams" for n in DUPLICATED}
)
