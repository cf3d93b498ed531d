"""Letters by script, per text: what decides Korean, and what most heuristics divide by."""

# Columns of the result, in this order.
HANGUL, LATIN, HAN, KANA, OTHER, JAMO, DIGIT, SPACE, MARK, CHARS = range(10)
NUM = 10
