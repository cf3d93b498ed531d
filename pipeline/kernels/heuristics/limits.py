"""Constants that both computations of the measures use."""

UNITS = ("word", "eojeol", "char", "morpheme")
# units from the beginning of a text in which repeated n-grams are counted; Gopher takes 100,000 words
MAX_UNITS = 1 << 17
# characters of the longest word that C4 accepts
LONG_WORD = 1000
# characters of the longest short line (FineWeb)
SHORT_LINE = 30
# with this many characters beyond ASCII, a line that ends in a brace is a wiki template, not code
WIDE = 10
# characters that draw rules and mark headings when they stand twice or more in a row
RULES = "-=_*#.+|─━═"
# characters of LaTeX
FORMULA = "\\{}$^_&"
# equal characters in a row that no spelling has
CHAR_RUN = 5
# characters of the longest item of a list; a longer line is a paragraph that begins with a number
LONG_ITEM = 120
# characters of the longest line that is a notice of a site about itself
LONG_NOTICE = 160
# one word in this many names a part of a site in a line of a menu, one in two if it ends as a sentence may
MENU_SHARE = 3
# words of the longest line in which one such word is enough
ALONE = 2
# gaps between the items of a row at least, and characters of an item on average at most
GAPS, ROW_ITEM = 3, 60
# characters of sentences beside menus, and their share of a page, from which on it has something to say
TOLD_CHARS, TOLD_SHARE = 250, 0.15
# syllables of Hangul in a row that suggest missing spaces; two eojeol of prose have 7
LONG_EOJEOL = 10
# widths of n-grams
TOP, DUPLICATED = (2, 3, 4), (5, 6, 7, 8, 9, 10)
