"""Speech levels of Korean sentences, by their last syllables.

A sentence ends with a mark, one of `. ! ? ~` or a letter of laughter or tears (좋아요ㅎㅎ), or with its line.
Its last syllables are those of the last Hangul word in front of it. A full stop between dots, or before a
Latin letter or digit, ends nothing. A line without a mark needs two words, and an ending that few nouns have.
"""

# Columns of the result: numbers of sentences. OTHER end with a mark and have none of these endings.
HAPSYO, HAEYO, HAE, HAERA, WRITTEN, OTHER = range(6)
NUM = 6
MARKS = "!?。！？~～"
# Hangul words of a line that ends without a mark.
MIN_WORDS = 2
# Letters of other scripts: a sentence that they end has no Korean ending.
LETTERS = (("0", "9"), ("A", "Z"), ("a", "z"), ("ぁ", "ヿ"), ("一", "鿿"))
