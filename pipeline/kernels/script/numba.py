"""One pass over the bytes; a table answers for the first 64 Ki code points."""

import numpy as np
import pyarrow as pa
from numba import njit

from pipeline.kernels import script as s
from pipeline.kernels.buffers import utf8
from pipeline.kernels.script.reference import classify
from pipeline.kernels.utf8 import code_point, width_at

RANK = 0
ON_GPU = False

_TABLE = np.array([classify(c) for c in range(0x10000)], dtype=np.uint8)


@njit(cache=True, nogil=True)
def _is_ascii(text):
    """True if all bytes are ASCII. Blocks compile to wide instructions and still allow an early end."""
    for start in range(0, len(text), 256):
        block, high = text[start : start + 256], np.uint8(0)
        for i in range(len(block)):
            high |= block[i]
        if high >= 0x80:
            return False
    return True


@njit(cache=True, nogil=True)
def _count_ascii(text, row):
    # Sums of 128 bytes fit eight bits: 32 characters at a time.
    for start in range(0, len(text), 128):
        block = text[start : start + 128]
        letters = digits = spaces = np.uint8(0)
        for i in range(len(block)):
            b = block[i]
            letters += np.uint8(np.uint8((b | np.uint8(0x20)) - np.uint8(0x61)) < np.uint8(26))
            digits += np.uint8(np.uint8(b - np.uint8(0x30)) < np.uint8(10))
            spaces += np.uint8((b == np.uint8(0x20)) | (np.uint8(b - np.uint8(9)) < np.uint8(5)))
        row[s.LATIN] += letters
        row[s.DIGIT] += digits
        row[s.SPACE] += spaces
    row[s.MARK] += len(text) - row[s.LATIN] - row[s.DIGIT] - row[s.SPACE]
    row[s.CHARS] += len(text)


@njit(cache=True, nogil=True)
def _count(offsets, data, table, counts):
    for t in range(len(offsets) - 1):
        i, end = offsets[t], offsets[t + 1]
        row = counts[t]
        if _is_ascii(data[i:end]):
            _count_ascii(data[i:end], row)
            continue
        chars = hangul = 0
        while i < end:
            b = data[i]
            if b < 0x80:
                row[table[b]] += 1
                chars += 1
                i += 1
                continue
            if b == 0xEB or b == 0xEC:  # U+B000 to U+CFFF: most of the syllables
                hangul += 1
                i += 3
                continue
            width = width_at(b)
            if width < 4:
                row[table[code_point(data, i, width)]] += 1
            else:
                c = code_point(data, i, width)
                row[s.HAN if 0x20000 <= c <= 0x3FFFF else s.MARK] += 1
            chars += 1
            i += width
        row[s.HANGUL] += hangul
        row[s.CHARS] += chars + hangul


def count(texts: pa.ChunkedArray | pa.Array) -> np.ndarray:
    """int32 [n, NUM]: characters of each text by script; CHARS is their total."""
    offsets, data = utf8(texts)
    counts = np.zeros((len(offsets) - 1, s.NUM), dtype=np.int32)
    _count(offsets, data, _TABLE, counts)
    return counts
