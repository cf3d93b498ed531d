"""The section of the tokenizer: tokens per word beside other tokenizers, by language and domain, and its
vocabulary."""

from typing import Any

import polars as pl

from pipeline.contract import ALL, TRAINED
from pipeline.report.page.context import Context, Section
from pipeline.report.page.masking import masked_name
from pipeline.report.page.parts import Column, Kind, escape, folded, heading, note, paragraph, table
from pipeline.report.page.sections import marks

# Name of a column -> how it is shown.
FERTILITY: dict[str, Kind] = {
    "tokens_per_word": "ratio",
    "tokens_per_char": "ratio",
    "bytes_per_token": "ratio",
}
BORDERS: dict[str, Kind] = {
    "split_share": "share",
    "cut_precision": "share",
    "cut_recall": "share",
    "cut_f1": "share",
    "aligned": "share",
}
LISTS = ("longest", "longest_hangul", "spam_like", "repetitive", "used_once", "never_used")


def section(context: Context) -> Section:
    """The section of tokenizer; call it only if the stage left its report."""
    report, say = context.findings.tokenizer or {}, context.words.say
    trained = report["trained"]
    whole = context.findings.compressions.filter(
        (pl.col("domain") == ALL) & pl.col("tokens_per_word").is_not_null()
    ).sort("lang", "tokens_per_word", nulls_last=True)
    parts = [
        paragraph(
            say(
                "tokenizer.lead",
                entries=f"{trained['vocab_size']:,}",
                morphemes=trained["morphemes"],
            )
        ),
        _measured(context, say("tokenizer.compared"), whole, ["lang", "tokenizer"], FERTILITY),
        _measured(
            context, say("tokenizer.domains"), _by_domain(context), ["domain", "lang"], FERTILITY
        ),
        folded(
            say("tokenizer.borders"),
            note(say("tokenizer.borders_note")),
            _measured(context, say("tokenizer.borders"), whole, ["lang", "tokenizer"], BORDERS),
        ),
        _use(context, report["efficiency"]),
        _vocabulary(context, report["vocabulary"]),
        _sample(context, trained["sample"]),
        marks.settings(context, "tokenizer"),
    ]
    return Section("tokenizer", context.words.of_stage("tokenizer"), "".join(parts))


def _by_domain(context: Context) -> pl.DataFrame:
    measured = context.findings.compression.filter(pl.col("domain") != ALL)
    return measured.sort("tokens_per_word", "domain", nulls_last=True)


def _measured(
    context: Context, title: str, frame: pl.DataFrame, keys: list[str], measures: dict[str, Kind]
) -> str:
    say, words = context.words.say, context.words
    rows = []
    for row in frame.iter_rows(named=True):
        names = [
            _named(context, row[k]) if k == "tokenizer" else words.name(k, row[k]) for k in keys
        ]
        rows.append((*names, *(row[m] for m in measures)))
    heads = {
        "lang": say("group.lang"),
        "domain": say("group.domain"),
        "tokenizer": say("tokenizer.name"),
    }
    columns = [Column(heads[k]) for k in keys]
    columns += [
        Column(say(f"tokenizer.{m}"), kind, is_bar=m == "tokens_per_word")
        for m, kind in measures.items()
    ]
    return table(title, columns, rows, say("more_rows")) if rows else ""


def _named(context: Context, tokenizer: str) -> str:
    return context.words.say("tokenizer.this") if tokenizer == TRAINED else tokenizer


def _use(context: Context, efficiency: list[dict[str, Any]]) -> str:
    say, words = context.words.say, context.words
    rows = [
        (
            words.name("lang", r["lang"]),
            _named(context, r["tokenizer"]),
            r["used_share"],
            r["renyi"],
        )
        for r in efficiency
    ]
    columns = [
        Column(say("group.lang")),
        Column(say("tokenizer.name")),
        Column(say("tokenizer.used"), "share", is_bar=True),
        Column(say("tokenizer.renyi"), "ratio"),
    ]
    return folded(say("tokenizer.use"), table(say("tokenizer.use"), columns, rows)) if rows else ""


def _vocabulary(context: Context, report: dict[str, Any]) -> str:
    """Counts of tokens by kind, and lists of notable tokens."""
    say = context.words.say
    counts = [
        ("all", report["tokens"]),
        ("hangul", report["hangul"]),
        ("partial", report["partial"]),
        *((name, report[name]["tokens"]) for name in LISTS[2:]),
    ]
    rows = [(say(f"vocabulary.{name}"), num) for name, num in counts]
    columns = [Column(say("vocabulary.kind")), Column(say("col.tokens"), "count", is_bar=True)]
    lists = "".join(
        heading(say(f"vocabulary.{name}")) + _tokens(context, report[name]) for name in LISTS
    )
    return table(say("vocabulary.title"), columns, rows) + folded(say("vocabulary.tokens"), lists)


def _tokens(context: Context, report: Any) -> str:
    """Tokens with visible white space, each followed by its count in the training sample."""
    rows = report["shown"] if isinstance(report, dict) else report
    items = (
        f"<code>{escape(visible(r['text']))}</code> <small>{r['count']:,}</small>" for r in rows
    )
    return f'<p class="tokens">{" ".join(items) or escape(context.words.say("none"))}</p>'


def visible(text: str) -> str:
    """A token with spaces, line feeds and tabs as visible symbols."""
    return text.replace(" ", "\u2423").replace("\n", "\u21b5").replace("\t", "\u21e5")


def _sample(context: Context, pools: list[dict[str, Any]]) -> str:
    """Pools of the training sample."""
    say = context.words.say
    rows = [
        (masked_name(r["pool"]), r["documents"], r["bytes"], r["chance"], r["weight"])
        for r in pools
    ]
    columns = [
        Column(say("tokenizer.pool")),
        Column(say("col.documents"), "count"),
        Column(say("col.text"), "size"),
        Column(say("tokenizer.counted"), "share"),
        Column(say("tokenizer.weight"), "measure"),
    ]
    return (
        folded(say("tokenizer.sample"), table(say("tokenizer.sample"), columns, rows))
        if rows
        else ""
    )
