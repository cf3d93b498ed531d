"""The readable oracle."""

import re

import numpy as np
import pyarrow as pa

from pipeline.kernels import register as t
from pipeline.kernels.register import endings

RANK = 1
ON_GPU = False

_LETTER = "가-힣" + "".join(f"{a}-{b}" for a, b in t.LETTERS)
_MARK = rf"(?:[{re.escape(t.MARKS)}\u3131-\u318e]|(?<!\.)\.(?![.0-9A-Za-z]))"
_MARKED = re.compile(rf"([가-힣]{{1,3}})[^{_LETTER}]*?{_MARK}")
_BARE = re.compile(rf"([가-힣]{{1,3}})[^{_LETTER}]*$")
_HANGUL = re.compile("[가-힣]+")


def count(texts: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """int64 [n, NUM]: the columns of `pipeline.kernels.register` for each text."""
    counts = np.zeros((len(texts), t.NUM), np.int64)
    for row, text in zip(counts, texts.to_pylist(), strict=True):
        for line in (text or "").split("\n"):
            _line(line, row)
    return counts


def _line(line: str, row: np.ndarray) -> None:
    end = 0
    for found in _MARKED.finditer(line):
        end = found.end()
        level = _level(found[1], endings.BY_MARKED)
        row[t.OTHER if level == endings.NONE else level] += 1
    rest = _BARE.search(line, end)
    if rest and len(_HANGUL.findall(line)) >= t.MIN_WORDS:
        level = _level(rest[1], endings.BY_BARE)
        if level != endings.NONE:
            row[level] += 1


def _level(syllables: str, single: np.ndarray) -> int:
    """The level of the last one to three syllables of a sentence."""
    numbers = [ord(c) - endings.FIRST for c in syllables]
    pairs = dict(zip(endings.KEYS.tolist(), endings.LEVELS.tolist(), strict=True))
    pair = numbers[-2] * endings.NUM + numbers[-1] if len(numbers) > 1 else None
    level = pairs.get(pair, int(single[numbers[-1]]))
    if level != endings.REASON_OR_QUESTION:
        return level
    asks = len(numbers) == 3 and endings.FINAL[numbers[0]] == endings.BIEUP
    return t.HAPSYO if asks else t.HAE
