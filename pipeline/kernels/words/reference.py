"""Counting by the `regex` module: the same pattern that the saved tokenizer uses."""

from collections import Counter

import pyarrow as pa
import regex

from pipeline.kernels.words import MAX_BYTES, PATTERN

_SPLIT = regex.compile(PATTERN)


def count(texts: pa.ChunkedArray | pa.Array) -> tuple[pa.Array, pa.Array]:
    """(word string, count int64) of the distinct pre-tokens of all texts, in order of the words."""
    counts: Counter[str] = Counter()
    for text in texts.to_pylist():
        counts.update(_SPLIT.findall(text or ""))
    words = sorted(w for w in counts if len(w.encode()) <= MAX_BYTES)
    return pa.array(words, pa.string()), pa.array([counts[w] for w in words], pa.int64())
