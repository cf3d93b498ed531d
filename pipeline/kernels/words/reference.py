"""Counting by the very splitter that the saved tokenizer uses: no other Unicode tables, no surprises.

Another regular-expression engine disagrees on code points that are newer than its tables (the
`regex` module on 17,480 of them), and a word that training cut otherwise is never produced.
"""

from collections import Counter

import pyarrow as pa
from tokenizers import Regex, pre_tokenizers

from pipeline.kernels.words import MAX_BYTES, PATTERN

_SPLIT = pre_tokenizers.Split(Regex(PATTERN), "isolated")


def split(text: str) -> list[str]:
    """The pre-tokens of a text, in order; joined they are the text."""
    return [piece for piece, _ in _SPLIT.pre_tokenize_str(text)] if text else []


def count(texts: pa.ChunkedArray | pa.Array) -> tuple[pa.Array, pa.Array]:
    """(word string, count int64) of the distinct pre-tokens of all texts, in order of the words."""
    counts: Counter[str] = Counter()
    for text in texts.to_pylist():
        counts.update(split(text or ""))
    words = sorted(w for w in counts if len(w.encode()) <= MAX_BYTES)
    return pa.array(words, pa.string()), pa.array([counts[w] for w in words], pa.int64())
