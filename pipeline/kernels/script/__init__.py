"""Characters by script in each text: the basis for detecting Korean."""

# Columns of the result, in this order.
HANGUL, LATIN, HAN, KANA, OTHER, JAMO, DIGIT, SPACE, MARK, CHARS = range(10)
NUM = 10
