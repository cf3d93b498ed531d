"""Pre-tokens: the pieces of text inside which byte-pair merges happen, and how often each occurs.

`count(texts)` -> (words, counts, hashes): the distinct pre-tokens of all texts in the order in which they
first occur, how often each does, and a hash of each. Texts are cut as the saved tokenizer cuts them:
placeholders of the scrubber first, which are tokens already, then NFC, then PATTERN."""

# The Qwen2 pattern (Apache-2.0; public in tokenizer.json of that family): single digits, as EXAONE has
# them, one leading space or sign with a word, punctuation and line ends apart. Encoders that know this
# very pattern have fast paths for it.
PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
MAX_BYTES = 256  # longer pre-tokens (base64, rulers) teach nothing and slow every merge down
