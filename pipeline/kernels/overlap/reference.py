"""The oracle: lists of units and Python's integers."""

import re

import numpy as np
import pyarrow as pa

from pipeline.kernels.overlap import CHARS, JOSA, WORDS
from pipeline.kernels.words.classes import LETTER, NUMBER, classes

RANK = 1
ON_GPU = False

_BITS = (1 << 64) - 1
_BASE, _FACTOR = 0x100000001B3, 0x9E3779B97F4A7C15
_HANGUL = re.compile("[가-힣]+")
Unit = tuple[int, int, int]  # value, first byte, end


def units(text: str, scheme: int) -> list[Unit]:
    """The units of a text."""
    kinds = classes()
    out: list[Unit] = []
    at, value, begin, end = 0, 0, -1, 0
    for char in text:
        size = len(char.encode())
        counts = kinds[ord(char)] in (LETTER, NUMBER) and char not in JOSA
        low = ord(char) | 0x20 if "A" <= char <= "Z" else ord(char)
        if counts and scheme == CHARS:
            out.append((low, at, at + size))
        elif counts:
            value, begin, end = (value * _BASE + low) & _BITS, at if begin < 0 else begin, at + size
        elif begin >= 0:
            out.append((value, begin, end))
            value, begin = 0, -1
        at += size
    if begin >= 0:
        out.append((value, begin, end))
    return out


def windows(text: str, scheme: int, width: int) -> list[Unit]:
    """(hash, first byte, end) of each gram."""
    pieces, out = units(text, scheme), []
    for i in range(len(pieces) - width + 1):
        h = scheme
        for value, _, _ in pieces[i : i + width]:
            h = (h * _FACTOR + value + 1) & _BITS
        h ^= h >> 29
        h = (h * _FACTOR) & _BITS
        out.append((h ^ (h >> 32), pieces[i][1], pieces[i + width - 1][2]))
    return out


def grams(texts: pa.Array, scheme: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """(offsets int64 [n + 1], hashes uint64)."""
    by_text = [[h for h, _, _ in windows(t, scheme, width)] for t in texts.to_pylist()]
    offsets = np.concatenate([[0], np.cumsum([len(f) for f in by_text])]).astype(np.int64)
    return offsets, np.array([h for f in by_text for h in f], np.uint64)


def find(
    texts: pa.Array, keys: np.ndarray, widths: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(row, start, end, which) int64."""
    place = {int(key): i for i, key in enumerate(keys)}
    hits = []
    for row, text in enumerate(texts.to_pylist()):
        for scheme in (CHARS, WORDS):
            if scheme == WORDS or _HANGUL.search(text):
                grams = windows(text, scheme, widths[scheme])
                hits += [(row, a, b, place[h]) for h, a, b in grams if h in place]
    columns = np.array(hits, np.int64).reshape(-1, 4)
    return tuple(columns[:, i].copy() for i in range(4))  # type: ignore[return-value]
