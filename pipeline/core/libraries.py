"""The libraries whose versions decide bytes, each with the reason.

A library is left out if it only carries values (pyarrow, numpy, polars, orjson, zstandard, fsspec)
or computes what a standard fixes (xxhash): another version gives the same values, or breaks the
tests of parity.
"""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True)
class Library:
    """A distribution and why another version of it may give other bytes."""

    package: str
    reason: str


# By the name that is imported.
LIBRARIES = {
    "MeCab": Library("mecab-python3", "cuts Korean into morphemes"),
    "chardet": Library("chardet", "guesses encodings by statistics"),
    "fasttext": Library("fasttext-numpy2", "trains and applies classifiers in floating point"),
    "fastwarc": Library("fastwarc", "decides what a record of an archive is"),
    "ftfy": Library("ftfy", "decides what is mojibake"),
    "gigatoken": Library("gigatoken", "cuts text by its own state machine"),
    "lxml": Library("lxml", "parses broken HTML and XML in its own way"),
    "mecab_ko_dic": Library("python-mecab-ko-dic", "holds the words and costs that MeCab cuts by"),
    "mwparserfromhell": Library("mwparserfromhell", "parses wikitext in its own way"),
    "olefile": Library("olefile", "decides which damaged OLE files can be read"),
    "pypdfium2": Library("pypdfium2", "finds the characters of a PDF, their places and meanings"),
    "python_calamine": Library("python-calamine", "reads the cells of binary workbooks"),
    "re2": Library("google-re2", "matches by the Unicode tables that it was built with"),
    "regex": Library("regex", "matches by the Unicode tables that it was built with"),
    "resiliparse": Library("resiliparse", "extracts the main content of a page by heuristics"),
    "sklearn": Library("scikit-learn", "fits models by iterative solvers"),
    "tiktoken": Library("tiktoken", "encodes text"),
    "tokenizers": Library("tokenizers", "cuts and encodes text"),
    "trafilatura": Library("trafilatura", "extracts the main content of a page by heuristics"),
    "unicodedata": Library("python", "normalises and classifies by the Unicode of the interpreter"),
}


@cache
def version_of(name: str) -> str:
    """The version of a library by the name that is imported; "absent" if it is not installed."""
    if name == "unicodedata":
        import unicodedata

        return f"Unicode {unicodedata.unidata_version}"
    try:
        return version(LIBRARIES[name].package)
    except PackageNotFoundError:
        return "absent"
