"""Counts that decide the language of a text: letters by script outside code, by line, and English function
words."""

# Columns of the result. A line has the script of most of its letters; it is Korean from a fifth on.
HANGUL, LATIN, OTHER, KOREAN_LINES, LATIN_LINES, OTHER_LINES, CODE_LINES, WORDS, FUNCTION_WORDS = (
    range(9)
)
NUM = 9
# one letter in five: Korean sentences about software have so few
KOREAN_FROM = 5

# words of English prose that are rare in other languages of the Latin script, of at most eight letters
_ENGLISH = """
the and that with this which from have not they you been would their were what there his she will when who
about into than them these some of is are it for can be your if has its was but by or an on as at we all
should must only each other also because through between after before where how
"""
ENGLISH = tuple(_ENGLISH.split())
