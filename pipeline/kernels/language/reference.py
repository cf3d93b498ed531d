"""The readable oracle."""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pipeline.kernels import language as t
from pipeline.kernels import script
from pipeline.kernels.heuristics.forms import form_lines
from pipeline.kernels.script.reference import classify

RANK = 1
ON_GPU = False

_WORD = re.compile("[A-Za-z]+")
_BLANKS = "".join(map(chr, range(33)))
_BLANK = re.compile("[\x00-\x20]+")
_SILENT = re.compile(rf"[{re.escape(t.SILENT)}0-9]|[A-Za-z0-9]\.[A-Za-z0-9]|:/|^/[A-Za-z]")
_CODE = re.compile("`[^`]*(?:`|$)")
_LETTERS = (script.HANGUL, script.JAMO, script.LATIN, script.HAN, script.KANA, script.OTHER)


def count(texts: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """int64 [n, NUM]: the columns of `pipeline.kernels.language` for each text."""
    counts = np.zeros((len(texts), t.NUM), np.int64)
    for row, text in zip(counts, texts.to_pylist(), strict=True):
        lines = (text or "").split("\n")
        front = _front(lines)
        for n, (line, is_form) in enumerate(zip(lines, form_lines(lines), strict=True)):
            if n < front:
                row[t.CODE_LINES] += len(line)
            elif is_form:
                row[t.CODE_LINES] += len(line)
                hangul, latin, other = _letters(line)
                row[t.FORM_HANGUL] += hangul
                row[t.FORM_LETTERS] += hangul + latin + other
            else:
                _line(line, row)
    return counts


def _front(lines: Sequence[str]) -> int:
    """The number of lines of front matter at the top, 0 without it."""
    if lines[0] != t.FRONT or t.FRONT not in lines[1 : t.MAX_FRONT]:
        return 0
    return lines.index(t.FRONT, 1) + 1


def _letters(line: str) -> tuple[int, int, int]:
    """(Hangul, Latin, other) letters."""
    kinds = [classify(ord(c)) for c in line]
    hangul = sum(k in (script.HANGUL, script.JAMO) for k in kinds)
    latin = kinds.count(script.LATIN)
    return hangul, latin, sum(k in _LETTERS for k in kinds) - hangul - latin


def _line(line: str, row: np.ndarray) -> None:
    hangul, _, other = _letters(line)
    voting = " ".join(_voting(w) for w in _BLANK.split(_CODE.sub(_hidden, line)))
    latin = _letters(voting)[1]
    row[t.HANGUL] += hangul
    row[t.LATIN] += latin
    row[t.OTHER] += other
    letters = hangul + latin + other
    weight = (latin + t.WIDE * (hangul + other)) * (t.SENTENCE if _is_sentence(line) else 1)
    if letters and hangul * t.KOREAN_FROM >= letters:
        row[t.KOREAN_LINES] += len(line)
        row[t.KOREAN_VOTES] += weight
    elif letters:
        row[t.LATIN_LINES if latin >= other else t.OTHER_LINES] += len(line)
        row[t.OTHER_VOTES] += weight
    words = _WORD.findall(voting)
    row[t.WORDS] += len(words)
    row[t.FUNCTION_WORDS] += sum(w.lower() in t.ENGLISH for w in words)


def _hidden(code: re.Match[str]) -> str:
    """Code as marks, its blanks kept."""
    return "".join(c if c <= " " else "`" for c in code[0])


def _voting(word: str) -> str:
    """A word without its Latin letters if it is silent."""
    longest = max((len(m) for m in _WORD.findall(word)), default=0)
    if longest > t.LONGEST or _SILENT.search(word):
        return "".join(" " if classify(ord(c)) == script.LATIN else c for c in word)
    return word


def _is_sentence(line: str) -> bool:
    bare = line.strip(_BLANKS).rstrip(t.CLOSING)
    return bare[-1:] in tuple(t.ENDS) and len(_BLANK.split(bare)) >= t.MIN_WORDS
