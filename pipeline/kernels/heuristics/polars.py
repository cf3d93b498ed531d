"""All measures by vectorised string expressions; counts of scripts come from the script kernel."""

from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from pipeline.kernels import script
from pipeline.kernels.script import numba as scripts

# UTF-8 read as Latin-1 or CP1252 shows the lead bytes of Hangul (EA-ED) and Latin-1 (C3) as these
# letters, each followed by what a continuation byte looks like.
_MOJIBAKE = (
    r"\x{FFFD}|[ÃÂêëìí][\x{80}-\x{BF}Œœ\x{160}\x{161}\x{178}\x{17D}\x{17E}ƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
)
# Families of particles and endings; prose has several, lists and keyword heaps have few.
_KOREAN = (
    r"[가-힣][은는](?:\s|$)",
    r"[가-힣][이가](?:\s|$)",
    r"[가-힣][을를](?:\s|$)",
    r"[가-힣](?:에|에서|에게|으로|로)(?:\s|$)",
    r"[가-힣]의(?:\s|$)",
    r"[가-힣](?:와|과|도|만|부터|까지)(?:\s|$)",
    r"[가-힣]고(?:\s|$)",
    r"[가-힣](?:다|요|까|죠|음|함|네)(?:[.!?…]|\s|$)",
)
_ENGLISH = tuple(rf"(?i)\b{w}\b" for w in ("the", "be", "to", "of", "and", "that", "have", "with"))


@cache
def spam_terms() -> tuple[str, ...]:
    """The terms of spam_terms.txt, lower case."""
    lines = (Path(__file__).parent / "spam_terms.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def measure(texts: pa.ChunkedArray | pa.Array) -> pl.DataFrame:
    """One row per text. chars, words (between white space); word_length (mean characters);
    hangul, jamo, marks (shares of characters other than space); repeated_lines (share of characters
    in lines that stand in the text before), mojibake (share of characters); spam_terms,
    function_words (how many different ones)."""
    counts = scripts.count(texts)
    series = pl.Series("text", pl.from_arrow(texts)).fill_null("")
    solid = np.maximum(counts[:, script.CHARS] - counts[:, script.SPACE], 1)
    frame = pl.DataFrame({"text": series})
    spam = (
        pl.col("text")
        .str.extract_many(list(spam_terms()), ascii_case_insensitive=True)
        .list.n_unique()
    )
    korean = pl.sum_horizontal(pl.col("text").str.contains(p) for p in _KOREAN)
    english = pl.sum_horizontal(pl.col("text").str.contains(p) for p in _ENGLISH)
    mostly_hangul = pl.Series(counts[:, script.HANGUL] * 5 >= solid)
    lines = pl.col("text").str.split("\n")
    words = pl.col("text").str.count_matches(r"\S+").cast(pl.Int64)
    return frame.select(
        chars=pl.Series(counts[:, script.CHARS].astype(np.int64)),
        words=words,
        word_length=pl.Series(solid) / pl.max_horizontal(words, 1),
        hangul=pl.Series(counts[:, script.HANGUL] / solid),
        jamo=pl.Series(counts[:, script.JAMO] / solid),
        marks=pl.Series(counts[:, script.MARK] / solid),
        repeated_lines=1 - _length(lines.list.unique()) / pl.max_horizontal(_length(lines), 1),
        mojibake=3 * pl.col("text").str.count_matches(_MOJIBAKE) / pl.Series(solid),
        spam_terms=spam.cast(pl.Int64),
        function_words=pl.when(mostly_hangul).then(korean).otherwise(english).cast(pl.Int64),
    )


def _length(lines: pl.Expr) -> pl.Expr:
    """Characters of all lines together, at least 1."""
    return pl.max_horizontal(lines.list.eval(pl.element().str.len_chars()).list.sum(), 1)
