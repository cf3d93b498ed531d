"""The readable oracle."""

import re

import numpy as np
import pyarrow as pa

from pipeline.kernels import language as t
from pipeline.kernels import script
from pipeline.kernels.heuristics.forms import form_lines
from pipeline.kernels.script.reference import classify

RANK = 1
ON_GPU = False

_WORD = re.compile("[A-Za-z]+")
_LETTERS = (script.HANGUL, script.JAMO, script.LATIN, script.HAN, script.KANA, script.OTHER)


def count(texts: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """int64 [n, NUM]: letters by script in lines that are neither code nor tables; characters of lines by
    script; words of ASCII letters, and English function words among them."""
    counts = np.zeros((len(texts), t.NUM), np.int64)
    for row, text in zip(counts, texts.to_pylist(), strict=True):
        lines = (text or "").split("\n")
        for line, is_form in zip(lines, form_lines(lines), strict=True):
            if is_form:
                row[t.CODE_LINES] += len(line)
            else:
                _line(line, row)
    return counts


def _line(line: str, row: np.ndarray) -> None:
    kinds = [classify(ord(c)) for c in line]
    hangul = sum(k in (script.HANGUL, script.JAMO) for k in kinds)
    latin, letters = kinds.count(script.LATIN), sum(k in _LETTERS for k in kinds)
    other = letters - hangul - latin
    row[t.HANGUL] += hangul
    row[t.LATIN] += latin
    row[t.OTHER] += other
    if letters and hangul * t.KOREAN_FROM >= letters:
        row[t.KOREAN_LINES] += len(line)
    elif letters:
        row[t.LATIN_LINES if latin >= other else t.OTHER_LINES] += len(line)
    words = _WORD.findall(line)
    row[t.WORDS] += len(words)
    row[t.FUNCTION_WORDS] += sum(w.lower() in t.ENGLISH for w in words)
