"""Words of real text that have the form of a name and are none: a model of few names cannot learn them all.

A word counts if documents enough hold it: two or three syllables in Hangul that begin with a surname, alone or with a
particle, or a Latin word in small letters. What the mecab-ko dictionary knows as a name does not count, nor what
may be one: usual syllables of given names behind a surname, unless the dictionary knows the word.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import orjson
import pyarrow.parquet as pq
import zstandard

from pipeline.kernels.pii.surnames import GIVEN, SURNAMES
from scripts.names_silver import tagged

KOREAN = (
    "jsonl/ko_wiki", "jsonl/ko_comments", "jsonl/ko_law", "jsonl/ko_docs_cpp", "jsonl/ko_docs_pytorch", "jsonl/ko_dialog",
    "wide/good_ko/ko_president_speeches", "wide/good_ko/ko_recipes", "wide/good_ko/ko_product_manual", "wide/good_ko/ko_blog_til",
    "wide/good_ko/ko_blog_nolboo", "wide/labelled/ko_style_topic", "wide/labelled/ko_dktc_threats", "wide/labelled/ko_3i4k_intent",
    "wide/mt/ko_msdocs_aspnet", "wide/mt/ko_msdocs_powerbi", "parquet/ko_reviews_pages", "parquet/ko_reviews_short",
    "wide/numbers/ko_table_bus_stops", "wide/numbers/ko_table_parks", "wide/numbers/ko_table_schools",
)  # fmt: skip
ENGLISH = ("jsonl/en_docs_cpp", "jsonl/en_novels", "wide/good_en/en_abc_news", "wide/good_en/en_webtext", "wide/good_en/en_brown_15_genres")  # fmt: skip
# documents that hold a word, for the two languages, and the bytes of a document and a file that are read
_LEAST = {"ko": 4, "en": 12}
_DOCUMENT, _FILE = 20_000, 40 << 20
_CANDIDATE = re.compile(
    f"(?<![가-힣])([{SURNAMES}][가-힣]{{1,2}})(?:은|는|이|가|을|를|의|과|와|도|에|로|으로|에서|에게)?(?![가-힣])"
)
_SMALL = re.compile("(?<![A-Za-z])[a-z]{3,12}(?![A-Za-z])")


def known_words(folder: Path) -> list[str]:
    """The words, sorted."""
    korean = _frequent(KOREAN, folder, _CANDIDATE, _LEAST["ko"])
    english = _frequent(ENGLISH, folder, _SMALL, _LEAST["en"])
    return sorted([*(word for word in korean if not _may_be_name(word)), *english])


def _frequent(names: tuple[str, ...], folder: Path, form: re.Pattern[str], least: int) -> list[str]:
    counts: Counter[str] = Counter()
    for name in names:
        for text in texts(folder, name):
            counts.update(set(form.findall(text)))
    return [word for word, count in counts.items() if count >= least]


def texts(folder: Path, name: str) -> Iterator[str]:
    """The texts of a file, from its beginning."""
    if name.startswith("parquet"):
        table = pq.read_table(folder / f"{name}.parquet")
        column = next(
            c for c in ("text", "document", "review", "content") if c in table.column_names
        )
        yield from (str(text)[:_DOCUMENT] for text in table.column(column).to_pylist())
        return
    with (folder / f"{name}.jsonl.zst").open("rb") as file:
        data = zstandard.ZstdDecompressor().stream_reader(file).read(_FILE)
    for line in data.split(b"\n")[:-1]:
        row = orjson.loads(line)
        yield str(row.get("text") or " ".join(str(value) for value in row.values()))[:_DOCUMENT]


def _may_be_name(word: str) -> bool:
    """True for what the dictionary knows as a name, or does not know and is made of usual syllables."""
    morphemes = tagged(word)
    # what the dictionary cuts into nothing is unknown to it
    if not morphemes or "인명" in morphemes[0][1]:
        return True
    morpheme, tags = morphemes[0]
    if len(word) < 3:
        return morpheme != word or not tags.startswith("NNG")
    return word[1] in GIVEN and word[2] in GIVEN and len(morpheme) < 2
