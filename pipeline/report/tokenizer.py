"""The page about the tokenizer: comparison with others, metrics by language and domain, vocabulary."""

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
    "tokens_per_word: words are separated by white space (as in EXAONE 3.0; lower is better). split_share: "
    "share of tokens that begin or end inside a character. cut_precision: share of token borders inside "
    "Korean words that are borders of MeCab's morphemes; cut_recall: share of those morpheme borders that "
    "are token borders. aligned: share of pieces of Korean words that are whole morphemes or lie inside one. "
    "renyi: Renyi efficiency of order 2.5; 1 if all tokens are equally frequent."
)


def page(findings: Findings) -> str | None:
    """The HTML of the page; None if no tokenizer was trained."""
    report = findings.tokenizer
    if report is None:
        return None
    whole = findings.compressions.filter(
        (pl.col("domain") == ALL) & pl.col("tokens_per_word").is_not_null()
    )
    whole = whole.drop("domain").sort("lang", "tokens_per_word", nulls_last=True)
    by_domain = findings.compression
    trained = report["trained"]
    sections = [
        section(
            "Comparison with other tokenizers",
            svg(comparison(whole)),
            table(whole.select("lang", "tokenizer", *CORE)),
        ),
        section("Borders of tokens", table(whole.select("lang", "tokenizer", *BORDERS))),
        section("Use of the vocabulary", table(pl.DataFrame(report["efficiency"]))),
        section(
            "By language and domain", table(by_domain.select("lang", "domain", *CORE, *BORDERS))
        ),
        section("Training sample", table(_sample(trained["sample"]))),
        *_vocabulary(report["vocabulary"]),
    ]
    note = f"{trained['vocab_size']:,} entries, morphemes: {trained['morphemes']}. {MEANING}"
    return document("Malmoi tokenizer", note, sections)


def comparison(whole: pl.DataFrame) -> alt.LayerChart:
    """Tokens per word of each tokenizer, one panel for each language, the trained tokenizer highlighted."""
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
    """Pools of the training sample: documents, MB, share of documents counted, and weight of a word."""
    frame = pl.DataFrame(rows, infer_schema_length=None)
    if not len(frame):
        return frame
    return frame.select(
        "pool", "documents", MB=pl.col("bytes") / 1e6, counted="chance", weight="weight"
    )


def _vocabulary(report: dict[str, Any]) -> list[str]:
    """Sections about the vocabulary: counts by kind, and lists of notable tokens."""
    counts = pl.DataFrame(
        [
            {"kind": "all but special tokens", "tokens": report["tokens"]},
            {"kind": "with Hangul", "tokens": report["hangul"]},
            {"kind": "parts of characters", "tokens": report["partial"]},
            {"kind": "with a term of spam", "tokens": report["spam_like"]["tokens"]},
            {"kind": "with a repetition", "tokens": report["repetitive"]["tokens"]},
            {"kind": "used once in training", "tokens": report["used_once"]["tokens"]},
            {
                "kind": "never used in training (steps to longer ones)",
                "tokens": report["never_used"]["tokens"],
            },
        ]
    )
    lists = (
        ("Longest tokens", report["longest"]),
        ("Longest tokens with Hangul", report["longest_hangul"]),
        ("Tokens with a term of spam", report["spam_like"]["shown"]),
        ("Tokens with a repetition", report["repetitive"]["shown"]),
        ("Tokens used once", report["used_once"]["shown"]),
        ("Tokens never used", report["never_used"]["shown"]),
    )
    return [section("Vocabulary", table(counts)), *(section(t, _tokens(rows)) for t, rows in lists)]


def _tokens(rows: list[dict[str, Any]]) -> str:
    """HTML of tokens with visible white space, each followed by its count in the training sample."""
    items = (
        f"<code>{escape(visible(r['text']))}</code>&nbsp;<small>{r['count']:,}</small>"
        for r in rows
    )
    return f'<p class="tokens">{" ".join(items) or "None."}</p>'


def visible(text: str) -> str:
    """A token with spaces, line feeds and tabs as visible symbols."""
    return text.replace(" ", "\u2423").replace("\n", "\u21b5").replace("\t", "\u21e5")
