"""Unicode NFC by the tables of `tokenizers`, whose tokenizer will read the text.

Libraries differ in characters that are newer than their tables: U+08CB U+08EE is put in order by Unicode 14
and left alone by the tables of `tokenizers` 0.23."""

import sys
import unicodedata
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit
from tokenizers import normalizers

from pipeline.kernels.buffers import utf8
from pipeline.kernels.kept import kept
from pipeline.kernels.utf8 import ASSIGNED, code_point, eight, width_at

_NFC = normalizers.NFC()
_HIGH = np.uint64(0x8080808080808080)
# Ideographs, Hangul syllables and private characters stay what they are: seven eighths of all
_SETTLED = (
    range(0x3400, 0xA000),
    range(0xAC00, 0xD7A4),
    range(0xE000, 0xF900),
    range(0x20000, 0x2A6DE),
)
_FIRST = 0x300  # below it, NFC changes nothing


def nfc(text: str) -> str:
    """The text in NFC."""
    return _NFC.normalize_str(text)


def settled(texts: pa.ChunkedArray | pa.Array) -> pa.LargeStringArray:
    """The texts in NFC, null as empty; only doubtful texts become Python strings (400 MB/s)."""
    offsets, data = utf8(texts)
    whole = pa.LargeStringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(data)
    )
    doubtful = _doubtful(offsets, data, unsettled())
    before = whole.filter(pa.array(doubtful)).to_pylist()
    changed = [nfc(text) for text in before]
    if before == changed:
        return whole
    return pc.replace_with_mask(whole, pa.array(doubtful), pa.array(changed, pa.large_string()))


@cache
def unsettled() -> np.ndarray:
    """bool [0x110000]: True for code points that NFC may change.

    It reorders them, composes them with the character before them, or replaces them; or this Python does not
    know them."""
    return kept("unsettled", lambda: {"table": _unsettled()})["table"]


def _unsettled() -> np.ndarray:
    table = np.zeros(sys.maxunicode + 1, bool)
    for c in (c for plane in ASSIGNED for c in plane if not any(c in r for r in _SETTLED)):
        char = chr(c)
        table[c] = unicodedata.combining(char) or unicodedata.category(char) == "Cn"
        if not unicodedata.is_normalized("NFC", char):
            table[c] = True
        elif (parts := unicodedata.decomposition(char)) and parts[0] != "<":
            table[int(parts.split()[-1], 16)] = True
    for first, last in ((0x1161, 0x1175), (0x11A8, 0x11C2)):  # jamo that a syllable takes up
        table[first : last + 1] = True
    table[ASSIGNED[1].stop : ASSIGNED[2].start] = True
    table[ASSIGNED[2].stop :] = True
    table[:_FIRST] = False
    return table


@njit(cache=True, nogil=True)
def _doubtful(offsets, data, flags):
    """bool [n]: True for each text that may not be in NFC."""
    is_doubtful = np.zeros(len(offsets) - 1, np.bool_)
    for t in range(len(is_doubtful)):
        i, end = offsets[t], offsets[t + 1]
        while i < end:
            byte = data[i]
            if byte < 0x80:
                i += 1
                while i + 8 <= end and not _HIGH & eight(data, i):  # eight of ASCII at once
                    i += 8
            elif byte < 0xCC:  # below U+0300
                i += 2
            elif 0xEB <= byte <= 0xEC:  # Hangul syllables, nearly all of them
                i += 3
            else:
                width = width_at(byte)
                if flags[code_point(data, i, width)]:
                    is_doubtful[t] = True
                    break
                i += width
    return is_doubtful
