"""A description of the vocabulary: the longest tokens, tokens that look like spam, tokens that training
hardly used."""

import re
from typing import Any

import polars as pl
from tokenizers import Tokenizer

from pipeline.kernels.bpe import byte_characters
from pipeline.kernels.heuristics import phrases

SHOWN = 100  # tokens of each kind
RUN = re.compile(r"(\S)\1{3,}|(\S{2,4})\2{2,}")
HANGUL = "[가-힣]"


def described(tokenizer: Tokenizer, counts: dict[int, int], specials: set[str]) -> dict[str, Any]:
    """The counts and examples of the report; `counts`: token id -> uses in the text that training counted."""
    rows = _rows(tokenizer, counts, specials)
    terms = [t for t in phrases.of_kind(phrases.SPAM) if len(t) > 1]
    spam = rows.filter(pl.col("text").str.to_lowercase().str.contains_any(terms))
    runs = rows.filter(pl.col("text").map_elements(lambda t: bool(RUN.search(t)), pl.Boolean))
    rare = rows.filter(pl.col("count") == 1)
    never = rows.filter(pl.col("count") == 0)
    longest = rows.sort("chars", "id", descending=[True, False])
    hangul = rows.filter(pl.col("text").str.contains(HANGUL))
    return {
        "tokens": len(rows),
        "hangul": len(hangul),
        "partial": int(rows["partial"].sum()),
        "longest": _shown(longest),
        "longest_hangul": _shown(hangul.sort("chars", "id", descending=[True, False])),
        "spam_like": {"tokens": len(spam), "shown": _shown(spam)},
        "repetitive": {
            "tokens": len(runs),
            "shown": _shown(runs.sort("chars", "id", descending=[True, False])),
        },
        "used_once": {"tokens": len(rare), "shown": _shown(rare)},
        "never_used": {"tokens": len(never), "shown": _shown(never)},
    }


def _rows(tokenizer: Tokenizer, counts: dict[int, int], specials: set[str]) -> pl.DataFrame:
    """(id, text, chars, count, partial) of each token that is not special; partial: not whole characters."""
    byte = {c: i for i, c in enumerate(byte_characters())}
    rows = []
    for token, number in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1]):
        if token in specials:
            continue
        raw = bytes(byte[c] for c in token)
        text = raw.decode(errors="replace")
        rows.append((number, text, len(text), counts.get(number, 0), "\ufffd" in text))
    schema = {
        "id": pl.Int32,
        "text": pl.String,
        "chars": pl.Int32,
        "count": pl.Int64,
        "partial": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _shown(rows: pl.DataFrame) -> list[dict[str, Any]]:
    return rows.head(SHOWN).select("id", "text", "count").to_dicts()
