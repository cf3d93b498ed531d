"""Metrics of each tokenizer for the report, from sums over held-out documents."""

import math
from typing import Any

import numpy as np
import polars as pl

from pipeline.contract import ALL, COMPRESSION
from pipeline.stages.tokenizer.measure import BY, SUMS

# Order of the Renyi entropy (Zouhar et al., "Tokenization and the Noiseless Channel", 2023).
ORDER = 2.5


def compression(sums: pl.DataFrame) -> pl.DataFrame:
    """One row per tokenizer, language and domain (`all` for the language as a whole).

    tokens_per_word (EXAONE 3.0's measure), tokens_per_char, bytes_per_token. split_share: tokens that begin
    or end inside a character. Of borders inside Korean words: cut_precision, the share of token borders that
    are morpheme borders; cut_recall, the share of morpheme borders that are token borders; cut_f1, their
    harmonic mean. aligned: the share of pieces of Korean words that are a part of one morpheme or whole
    morphemes. Shares are in [0, 1], null if there is nothing to count."""
    whole = sums.with_columns(domain=pl.lit(ALL))
    frame = pl.concat([whole.select(*BY, *SUMS), sums.select(*BY, *SUMS)])
    frame = frame.group_by(BY).agg(pl.col(SUMS).sum())
    hits, cuts, wanted = pl.col("hits"), pl.col("token_cuts"), pl.col("morpheme_cuts")
    return (
        frame.select(
            *BY,
            "documents",
            "words",
            "bytes",
            "tokens",
            tokens_per_word=_ratio("tokens", "words"),
            tokens_per_char=_ratio("tokens", "chars"),
            bytes_per_token=_ratio("bytes", "tokens"),
            split_share=_ratio("split", "compared"),
            cut_precision=_ratio("hits", "token_cuts"),
            cut_recall=_ratio("hits", "morpheme_cuts"),
            cut_f1=pl.when(cuts + wanted > 0).then(2 * hits / (cuts + wanted)),
            aligned=_ratio("aligned", "pieces"),
        )
        .cast(pl.Schema(COMPRESSION))
        .sort("tokenizer", "lang", pl.col("domain") != ALL, "domain", nulls_last=True)
    )


def _ratio(upper: str, lower: str) -> pl.Expr:
    return pl.when(pl.col(lower) > 0).then(pl.col(upper) / pl.col(lower))


def efficiency(used: pl.DataFrame, sizes: dict[str, int]) -> pl.DataFrame:
    """(tokenizer, lang, vocab_size, used_share, renyi) of the tokens that held-out documents use.

    used_share: the share of the vocabulary that occurs; renyi: the Renyi efficiency, in [0, 1]. `sizes`:
    tokenizer -> number of tokens.
    """
    whole = used.with_columns(lang=pl.lit(ALL))
    frame = pl.concat([whole, used.select(whole.columns)])
    frame = frame.group_by("tokenizer", "lang", "token").agg(pl.col("count").sum())
    rows: list[dict[str, Any]] = []
    for (name, lang), tokens in frame.group_by("tokenizer", "lang"):
        counts = tokens["count"].to_numpy().astype(np.float64)
        size = sizes[str(name)]
        rows.append(
            {
                "tokenizer": name,
                "lang": lang,
                "vocab_size": size,
                "used_share": len(counts) / size,
                "renyi": renyi(counts, size),
            }
        )
    schema = {
        "tokenizer": pl.String,
        "lang": pl.String,
        "vocab_size": pl.Int64,
        "used_share": pl.Float64,
        "renyi": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema).sort("tokenizer", "lang", nulls_last=True)


def renyi(counts: np.ndarray, size: int) -> float:
    """Renyi efficiency: entropy of order 2.5 over that of a uniform use of `size` tokens; 1 if uniform."""
    shares = np.sort(counts) / counts.sum()
    entropy = math.log(float((shares**ORDER).sum())) / (1 - ORDER)
    return entropy / math.log(size)
