"""The language of each document, decided once, when it is read.

Hangul decides Korean by the sentences (`pipeline.kernels.language`), because lid.176 is correct for 88 % of
Korean texts of up to 12 characters and mislabels Korean software documentation as English. English function
words decide English; Korean in Latin letters and headlines in hanja have marks of their own; lid.176 decides
the rest.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifiers import language
from pipeline.kernels import language as counted

# Text whose source declares it: no measure of form separates code from documentation (docs/quality.md).
CODE = "code"
UNDECIDED = "und"
# Least share of English function words: English prose has .24 to .34, Dutch and Danish have up to .1.
ENGLISH_FROM = 0.15
# A text of fewer words needs as many function words as one of 8: its share would be noise.
MIN_WORDS = 8

# Korean in Latin letters. Revised Romanization writes the two most frequent vowels eo and eu, its words are
# built of such syllables, and it has endings that other languages lack; McCune-Reischauer has ŏ and ŭ.
_SYLLABLE = (
    r"(?:kk|tt|pp|ss|jj|ch|[gndrlmbsjktph])?(?:y?eo|y?ae|wae|eu|oe|wi|ui|wa|wo|we|y[aeou]|[aeiou])"
    r"(?:ng|[klmnpt]|ss)?"
)
_BUILT = rf"(?i)\b(?:{_SYLLABLE})+\b"
_TELLING = (
    r"(?i)\b[a-zŏŭ']*(?:eo|eu|ae|ŏ|[^ae]ŭ|mnida|mnikka|[a-z]{2}yo\b|jyo|ssi|tji|jiman|kk|tt|jj)"
    r"[a-zŏŭ']*\b"
)
_WORDS = r"\pL[\pL']*"
_BUILT_FROM, _TELLING_FROM = 0.7, 0.3
# The model has no such class; its probability for another language is low then.
_UNSURE = 0.8
# Headlines of Korean papers name countries, houses and persons by one character; some forms are Korean alone.
_HANJA = (
    r"(?:^|[\s,·‘’“”'\"\[(])(?:美|日|中|北|韓|與|野|檢|靑|軍|黨|尹|文|朴|李|金|盧|安|獨|佛|英|露|前|故|新)(?:[\s,·…]|$)"
    r"|大統領|與野|韓美|韓日|北韓|南北韓|靑瓦臺|檢察|國會|敎|靑|卽|戶|朝鮮|高宗|憲裁|大法"
)
# Blocks of code and tags: the prose around them decides the language of a page of a programmer.
_CODE = r"(?is)<pre\b.*?(?:</pre>|\z)|<code\b.*?(?:</code>|\z)|```.*?(?:```|\z)|<[/!]?[a-z][^<>]*>"
_HAS_CODE = r"(?i)<pre\b|<code\b|```"
# Hangul letters from which on a text may be Korean around code.
_SOME_HANGUL = 30
_CHINESE = r"[ぁ-ヿ们这个说为会国过还没给吗呢吧啊哪谁她你很就都了我们您喺嘅咗啲]"


def languages(
    texts: pa.ChunkedArray | pa.Array, declared: str | None, count: Any
) -> tuple[pa.Array, pa.Array]:
    """(ISO 639 code, `code` or `und` for each text; float32 in [0, 1]: how likely it is, 1 where no model was
    needed). `declared` is the language that the source declares: `code` is taken unchanged, another one where
    the text says nothing. `count` is the kernel's function."""
    num = len(texts)
    if declared == CODE:
        return pa.array([CODE] * num, pa.string()), pa.array(np.ones(num, np.float32))
    counts = count(texts)
    names = np.select([_is_korean(counts), _is_english(counts)], ["ko", "en"], "").astype(object)
    scores = np.ones(num, np.float32)
    letters = counts[:, counted.HANGUL] + counts[:, counted.LATIN] + counts[:, counted.OTHER]
    around_code = np.flatnonzero((names != "ko") & _is_korean_around_code(texts, counts, count))
    names[around_code] = "ko"
    names[(letters == 0) & (counts[:, counted.FORM_LETTERS] == 0)] = UNDECIDED
    rest = np.flatnonzero(names == "")
    if len(rest):
        unclear = pa.chunked_array(texts.take(pa.array(rest)), pa.large_string())
        names[rest], scores[rest] = _by_marks_or_model(unclear)
    silent = names == UNDECIDED
    if declared and silent.any():
        names[silent] = declared
    scores[silent & (declared is None)] = 0
    return pa.array(names.tolist(), pa.string()), pa.array(scores)


def _is_korean(counts: np.ndarray) -> np.ndarray:
    """True where most of the votes are Korean, or, in code and tables alone, a fifth of the letters."""
    korean, other = counts[:, counted.KOREAN_VOTES], counts[:, counted.OTHER_VOTES]
    hangul, letters = counts[:, counted.FORM_HANGUL], counts[:, counted.FORM_LETTERS]
    is_silent = korean + other == 0
    in_tables = is_silent & (hangul > 0) & (hangul * counted.KOREAN_FROM >= letters)
    return (korean * 2 >= np.maximum(korean + other, 1)) & (korean > 0) | in_tables


def _is_korean_around_code(texts: Any, counts: np.ndarray, count: Any) -> np.ndarray:
    """True where the prose is Korean once blocks of code and tags are removed."""
    hangul = counts[:, counted.HANGUL] + counts[:, counted.FORM_HANGUL]
    found = (hangul >= _SOME_HANGUL) & ~_is_korean(counts)
    rows = np.flatnonzero(found)
    if len(rows):
        some = pa.chunked_array(texts.take(pa.array(rows)), pa.large_string())
        has_code = pc.match_substring_regex(some, _HAS_CODE)
        prose = pc.replace_substring_regex(some, _CODE, " ")
        found[rows] = has_code.to_numpy() & _is_korean(count(prose.combine_chunks()))
    return found


def _is_english(counts: np.ndarray) -> np.ndarray:
    """True where words are English function words, and most letters that are not Hangul are Latin: a page in
    another script may have a title or two in English."""
    enough = ENGLISH_FROM * np.maximum(counts[:, counted.WORDS], MIN_WORDS)
    is_latin = counts[:, counted.LATIN] >= counts[:, counted.OTHER]
    return (counts[:, counted.FUNCTION_WORDS] >= enough) & is_latin


def _by_marks_or_model(texts: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """The languages of texts that neither Hangul nor function words decide, and their probabilities."""
    names, scores = language.detect(texts)
    found = np.array(names, dtype=object)
    begin = pc.utf8_slice_codeunits(texts, 0, language.MAX_CHARACTERS)
    words = np.maximum(_matches(begin, _WORDS), 1)
    telling = _matches(begin, _TELLING)
    romanised = (telling >= _TELLING_FROM * words) & (telling > 0) & (scores < _UNSURE)
    romanised &= _matches(begin, _BUILT) >= _BUILT_FROM * words
    hanja = (_matches(begin, _HANJA) > 0) & (_matches(begin, _CHINESE) == 0)
    hanja &= np.isin(found, ("zh", "ja", "wuu", "yue"))
    found[romanised | hanja] = "ko"
    return found, np.where(romanised | hanja, np.float32(1), scores)


def _matches(texts: pa.ChunkedArray, pattern: str) -> np.ndarray:
    """int64 [n]: how often a pattern occurs in each text."""
    found = pc.fill_null(pc.count_substring_regex(texts, pattern), 0)
    return found.to_numpy().astype(np.int64)
