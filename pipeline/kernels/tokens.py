"""From merges to a tokenizer, and from texts to token ids."""

from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from pipeline.kernels.bpe import alphabet
from pipeline.kernels.words import PATTERN

VERSION = 1
EOS, PAD = "<|endoftext|>", "<|pad|>"
CONTROL = (EOS, PAD, "<|system|>", "<|user|>", "<|assistant|>", "<|endofturn|>")


def assemble(merges: list[tuple[int, int]], specials: list[str]) -> Tokenizer:
    """Byte-level BPE with ids: specials, bytes by code point of their character, merges in order."""
    pieces = list(alphabet())
    spelt = []
    for left, right in merges:
        spelt.append((pieces[left], pieces[right]))
        pieces.append(pieces[left] + pieces[right])
    vocab = {token: i for i, token in enumerate([*specials, *pieces])}
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=spelt, ignore_merges=False))
    tokenizer.normalizer = normalizers.NFC()
    split = pre_tokenizers.Split(Regex(PATTERN), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    # Control tokens are special: `load` below never makes them of raw text. Placeholders are not:
    # they stand in scrubbed text as themselves.
    tokenizer.add_special_tokens(
        [AddedToken(t, special=True, normalized=False) for t in specials if t in CONTROL]
    )
    tokenizer.add_tokens(
        [AddedToken(t, special=False, normalized=False) for t in specials if t not in CONTROL]
    )
    return tokenizer


@cache
def load(path: Path) -> Tokenizer:
    """The tokenizer of a file, set so that control tokens in raw text are read as plain text."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.encode_special_tokens = True
    return tokenizer


def encode(
    tokenizer: Tokenizer, texts: pa.ChunkedArray | pa.Array, batch: int = 256
) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], ids int32): the tokens of text i are ids[offsets[i]:offsets[i + 1]]."""
    pieces, lengths = [], []
    for start in range(0, len(texts), batch):
        rows = texts.slice(start, batch).to_pylist()
        for encoding in tokenizer.encode_batch_fast(rows, add_special_tokens=False):
            ids = np.array(encoding.ids, dtype=np.int32)
            pieces.append(ids)
            lengths.append(len(ids))
    offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
    return offsets, np.concatenate(pieces) if pieces else np.zeros(0, np.int32)
