"""The readable oracle: one Python step per character."""

import numpy as np
import pyarrow as pa

from pipeline.kernels import script as s

RANK = 1
ON_GPU = False


def classify(c: int) -> int:
    """The column a code point counts for."""
    if c < 0x80:
        if 65 <= c <= 90 or 97 <= c <= 122:
            return s.LATIN
        if 48 <= c <= 57:
            return s.DIGIT
        return s.SPACE if c in (9, 10, 11, 12, 13, 32) else s.MARK
    if 0xAC00 <= c <= 0xD7A3:
        return s.HANGUL
    if (
        0x1100 <= c <= 0x11FF
        or 0x3131 <= c <= 0x318E
        or 0xA960 <= c <= 0xA97F
        or 0xD7B0 <= c <= 0xD7FF
    ):
        return s.JAMO
    if 0xC0 <= c <= 0x24F and c not in (0xD7, 0xF7):
        return s.LATIN
    if (
        0x4E00 <= c <= 0x9FFF
        or 0x3400 <= c <= 0x4DBF
        or 0xF900 <= c <= 0xFAFF
        or 0x20000 <= c <= 0x3FFFF
    ):
        return s.HAN
    if 0x3041 <= c <= 0x30FF or 0x31F0 <= c <= 0x31FF:
        return s.KANA
    if 0x370 <= c <= 0x10FF or 0x1200 <= c <= 0x1FFF:
        return s.OTHER
    return s.SPACE if c in (0xA0, 0x3000) or 0x2000 <= c <= 0x200A else s.MARK


def count(texts: pa.ChunkedArray | pa.Array) -> np.ndarray:
    """int32 [n, NUM]: characters of each text by script; CHARS is their total."""
    counts = np.zeros((len(texts), s.NUM), dtype=np.int32)
    for i, text in enumerate(texts.to_pylist()):
        for char in text or "":
            counts[i, classify(ord(char))] += 1
        counts[i, s.CHARS] = counts[i, : s.CHARS].sum()
    return counts
