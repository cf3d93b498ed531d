"""From merges to a tokenizer of `tokenizers`."""

import numpy as np
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from pipeline.kernels.bpe import alphabet
from pipeline.kernels.words import PATTERN
from pipeline.stages.tokenizer.specials import PLACEHOLDERS


def assemble(merges: np.ndarray, specials: list[str]) -> Tokenizer:
    """Byte-level BPE with ids: specials, bytes by code point of their character, merges in order.

    `merges` is int64 [n, 2], numbered from the first byte. Control tokens become special, so that encoders
    can read them as plain text in raw text. Placeholders do not: scrubbed texts contain them. Raises
    ValueError if two tokens are equal."""
    pieces = list(alphabet())
    spelt = []
    for left, right in merges.tolist():
        spelt.append((pieces[left], pieces[right]))
        pieces.append(pieces[left] + pieces[right])
    vocab = {token: i for i, token in enumerate([*specials, *pieces])}
    if len(vocab) != len(specials) + len(pieces):
        raise ValueError("two merges make one token, or one makes a special token")
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=spelt, ignore_merges=False))
    tokenizer.normalizer = normalizers.NFC()
    split = pre_tokenizers.Split(Regex(PATTERN), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    control = [
        AddedToken(t, special=True, normalized=False) for t in specials if t not in PLACEHOLDERS
    ]
    tokenizer.add_special_tokens(control)
    tokenizer.add_tokens(
        [AddedToken(t, special=False, normalized=False) for t in specials if t in PLACEHOLDERS]
    )
    return tokenizer
