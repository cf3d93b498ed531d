"""Counts that decide the language of a text: the letters of its sentences, and English function words.

Code, tables and front matter are lines without a vote. In other lines neither the Latin letters in
`backticks` vote nor those of a *silent* word: an address, a path, a tag, an
identifier, a model number (`SILENT`).

A line votes for the script that it is written in, with the UTF-8 bytes of its letters, as a Korean syllable
tells as much as three Latin letters. A line that ends as a sentence has SENTENCE times the weight of a title
or a menu.
"""

# Columns of the result. HANGUL, LATIN and OTHER are letters that vote; the *_LINES are characters of lines.
(
    HANGUL,
    LATIN,
    OTHER,
    KOREAN_LINES,
    LATIN_LINES,
    OTHER_LINES,
    CODE_LINES,
    WORDS,
    FUNCTION_WORDS,
    KOREAN_VOTES,
    OTHER_VOTES,
    FORM_HANGUL,
    FORM_LETTERS,
) = range(13)
NUM = 13
# A line is Korean from one letter in five on: Korean sentences about software have so few.
KOREAN_FROM = 5
# UTF-8 bytes of a letter that is not Latin
WIDE = 3
# A sentence has three words and ends with one of these, behind which brackets and quotes may close.
SENTENCE, MIN_WORDS = 4, 3
ENDS = ".!?…。！？다요까죠"
CLOSING = "\"')]*_”’」』)"
# A word with a Latin letter and one of these is silent; so is one with a digit, with a full stop or colon
# before a letter or slash (a.b, http:/), with a slash before its first letter, or of too many letters.
SILENT = "@_\\={}<>#$"
LONGEST = 24
# Front matter stands between two lines `---` at the top, within so many lines.
FRONT, MAX_FRONT = "---", 60

# words of English prose that are rare in other languages of the Latin script, of at most eight letters
_ENGLISH = """
the and that with this which from have not they you been would their were what there his she will when who
about into than them these some of is are it for can be your if has its was but by or an on as at we all
should must only each other also because through between after before where how
"""
ENGLISH = tuple(_ENGLISH.split())
