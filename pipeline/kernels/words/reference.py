"""The oracle: the very splitter that the saved tokenizer uses, and Python's own dictionary."""

import re
from collections import Counter

import numpy as np
import pyarrow as pa
from tokenizers import Regex, pre_tokenizers

from pipeline.kernels.nfc import nfc
from pipeline.kernels.placeholders import CLOSE, OPEN
from pipeline.kernels.words import MAX_BYTES, PATTERN

RANK = 1
ON_GPU = False

_SPLIT = pre_tokenizers.Split(Regex(PATTERN), "isolated")
_PLACEHOLDER = re.compile(f"{re.escape(OPEN)}[A-Z_]*{re.escape(CLOSE)}")
_BITS = (1 << 64) - 1


def split(text: str) -> list[str]:
    """The pre-tokens of a normalised text without placeholders, in order; joined they are the text."""
    return [piece for piece, _ in _SPLIT.pre_tokenize_str(text)] if text else []


def hashed(word: bytes) -> int:
    """64 bits of a word: its length, then eight bytes a step."""
    h = len(word)
    for i in range(0, len(word), 8):
        h = ((h ^ int.from_bytes(word[i : i + 8], "little")) * 0x9E3779B97F4A7C15) & _BITS
        h ^= h >> 32
    return h


def count(texts: pa.ChunkedArray | pa.Array) -> tuple[pa.Array, np.ndarray, np.ndarray]:
    """(words large_string, counts int64, hashes uint64)."""
    counts: Counter[str] = Counter()
    for text in texts.to_pylist():
        for piece in _PLACEHOLDER.split(text or ""):
            counts.update(split(nfc(piece)))
    words = [w for w in counts if len(w.encode()) <= MAX_BYTES]
    return (
        pa.array(words, pa.large_string()),
        np.array([counts[w] for w in words], np.int64),
        np.array([hashed(w.encode()) for w in words], np.uint64),
    )
