"""From texts to the ids of their tokens.

`encode(path, texts)` -> (offsets int64 [n + 1], ids int32): the tokens of text i are
ids[offsets[i]:offsets[i + 1]] by the tokenizer.json at `path`. Raw text never becomes a special token;
it does become added tokens that are not special (placeholders of personal data).
"""
