"""The page about the tokenizer: beside others, by language and domain, and what stands in its vocabulary."""

from html import escape
from typing import Any

import altair as alt
import polars as pl

from pipeline.contract import ALL, TRAINED
from pipeline.report.charts import finished
from pipeline.report.frame import document, section, svg, table
from pipeline.report.queries import Findings

CORE = ("documents", "tokens_per_word", "tokens_per_char", "bytes_per_token")
BORDERS = ("split_share", "cut_precision", "cut_recall", "cut_f1", "aligned")
MEANING = (
    "tokens_per_word: between white space (EXAONE 3.0's measure; lower is better). split_share: tokens that "
    "begin or end inside a character. Of borders between tokens inside Korean words, cut_precision are "
    "borders of MeCab's morphemes; of those, cut_recall are borders of tokens. aligned: pieces of Korean "
    "words that are a part of one morpheme, or whole morphemes. renyi: Renyi efficiency of order 2.5, 1 if "
    "all tokens are used alike."
)


def page(findings: Findings) -> str | None:
    """The whole page; None where no tokenizer was made."""
    told = findings.tokenizer
    if told is None:
        return None
    whole = findings.compressions.filter(
        (pl.col("domain") == ALL) & pl.col("tokens_per_word").is_not_null()
    )
    whole = whole.drop("domain").sort("lang", "tokens_per_word", nulls_last=True)
    ours = findings.compression
    size = told["trained"]["vocab_size"]
    sections = [
        section(
            "Beside other tokenizers",
            svg(beside(whole)),
            table(whole.select("lang", "tokenizer", *CORE)),
        ),
        section("Borders of tokens", table(whole.select("lang", "tokenizer", *BORDERS))),
        section("Use of the vocabulary", table(pl.DataFrame(told["efficiency"]))),
        section("By language and domain", table(ours.select("lang", "domain", *CORE, *BORDERS))),
        section("What it was trained on", table(_sample(told["trained"]["sample"]))),
        *_vocabulary(told["vocabulary"]),
    ]
    how = f"{size:,} entries, morphemes: {told['trained']['morphemes']}. {MEANING}"
    return document("Malmoi tokenizer", how, sections)


def beside(whole: pl.DataFrame) -> alt.LayerChart:
    """Tokens per word of each tokenizer, a panel for each language; this one stands out."""
    frame = whole.select(
        "lang", "tokenizer", "tokens_per_word", this=pl.col("tokenizer") == TRAINED
    ).with_columns(pl.col("lang").fill_null("(none)"))
    base = alt.Chart(frame).encode(
        y=alt.Y("tokenizer:N", sort=alt.EncodingSortField("tokens_per_word"), title=None),
        x=alt.X(
            "tokens_per_word:Q", title="tokens per word on held-out documents (lower is better)"
        ),
        color=alt.condition("datum.this", alt.value("#c2410c"), alt.value("#94a3b8")),
    )
    text = base.mark_text(align="left", dx=3).encode(
        text=alt.Text("tokens_per_word:Q", format=".3f"), color=alt.value("#1c2330")
    )
    panels = (
        (base.mark_bar() + text)
        .properties(width=520)
        .facet(
            row=alt.Row("lang:N", title=None, header=alt.Header(labelAngle=0, labelAlign="left"))
        )
    )
    return finished(panels.resolve_scale(y="independent"), "Tokens per word")


def _sample(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Groups with the share of documents counted and what a word of them counts for."""
    frame = pl.DataFrame(rows, infer_schema_length=None)
    if not len(frame):
        return frame
    return frame.select(
        "pool", "documents", MB=pl.col("bytes") / 1e6, counted="chance", weight="weight"
    )


def _vocabulary(told: dict[str, Any]) -> list[str]:
    counts = pl.DataFrame(
        [
            {"kind": "all but special tokens", "tokens": told["tokens"]},
            {"kind": "with Hangul", "tokens": told["hangul"]},
            {"kind": "parts of characters", "tokens": told["partial"]},
            {"kind": "with a term of spam", "tokens": told["spam_like"]["tokens"]},
            {"kind": "with a repetition", "tokens": told["repetitive"]["tokens"]},
            {"kind": "used once in training", "tokens": told["used_once"]["tokens"]},
            {
                "kind": "never used in training (steps to longer ones)",
                "tokens": told["never_used"]["tokens"],
            },
        ]
    )
    lists = (
        ("Longest tokens", told["longest"]),
        ("Longest tokens with Hangul", told["longest_hangul"]),
        ("Tokens with a term of spam", told["spam_like"]["shown"]),
        ("Tokens with a repetition", told["repetitive"]["shown"]),
        ("Tokens used once", told["used_once"]["shown"]),
        ("Tokens never used", told["never_used"]["shown"]),
    )
    return [section("Vocabulary", table(counts)), *(section(t, _tokens(rows)) for t, rows in lists)]


def _tokens(rows: list[dict[str, Any]]) -> str:
    """Tokens in a line, spaces visible, uses in training behind each."""
    shown = (
        f"<code>{escape(visible(r['text']))}</code>&nbsp;<small>{r['count']:,}</small>"
        for r in rows
    )
    return f'<p class="tokens">{" ".join(shown) or "None."}</p>'


def visible(text: str) -> str:
    """A token with its white space as signs."""
    return text.replace(" ", "\u2423").replace("\n", "\u21b5").replace("\t", "\u21e5")
