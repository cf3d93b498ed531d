"""The page as a whole: which sections there are, and the documents that they show."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipeline import __version__
from pipeline.core.corpus import Corpus
from pipeline.report.page import shell
from pipeline.report.page.context import Context, Section
from pipeline.report.page.documents import MOST, cards
from pipeline.report.page.masking import masked_name
from pipeline.report.page.measured import STAGE, measured, near_bounds
from pipeline.report.page.parts import note, paragraph
from pipeline.report.page.sections import (
    audits,
    decontaminate,
    dedup,
    imports,
    ingest,
    marks,
    mixture,
    pack,
    quality,
    rights,
    scrub,
    summary,
    tokenizer,
)
from pipeline.report.page.words import Language, Words
from pipeline.report.page.write import written
from pipeline.report.queries import Findings
from pipeline.report.sample import Sampled, described
from pipeline.report.scan import scan
from pipeline.report.texts import is_scrubbed

# Reasons of a stage whose documents are shown, the most frequent ones.
MOST_REASONS = 8
_SECTIONS: dict[str, Callable[[Context], Section]] = {
    "ingest": ingest.section,
    "scrub": scrub.section,
    "rights": rights.section,
    "import": imports.section,
    "quality": quality.section,
    "decontaminate": decontaminate.section,
    "mix": mixture.section,
    "pack": pack.section,
}


def write(corpus: Corpus, lang: Language = "en", to: Path | None = None) -> str:
    """Write the page to the file `to`, or to report/index.html below the root; returns its path or address.

    Raises RecipeError if the file cannot be written."""
    return written(corpus.documents.store, "report/index.html", page(corpus, lang), to)


def page(corpus: Corpus, lang: Language = "en") -> str:
    """The HTML of the page."""
    context = context_of(corpus, Words(lang))
    sections = [
        summary.section(context),
        *_of_stages(context),
        _living(context),
        *audits.section(context),
    ]
    say = context.words.say
    foot = note(say("foot", version=__version__))
    return shell.page(context.words, say("title", name=_name(corpus)), sections, foot)


def _name(corpus: Corpus) -> str:
    """The last part of the root's address."""
    return masked_name(corpus.documents.store.at("").rstrip("/").rsplit("/", 1)[-1])


def context_of(corpus: Corpus, words: Words) -> Context:
    """What the sections draw from. The corpus is read once for sums, and once for the texts of documents."""
    found = measured(corpus) if any(stage == STAGE for stage, _ in corpus.marks) else None
    bare = Context(corpus, Findings(corpus), scan(corpus), words, measured=found)
    if not is_scrubbed(corpus):
        return replace(bare, has_texts=False)
    return replace(bare, documents=_documents(bare))


def _documents(context: Context) -> dict[tuple[str, str], list[Sampled]]:
    """(purpose, stage) -> the documents to show; the stage is empty for living documents and masked data."""
    chosen = context.scan.drawn.with_columns(
        stage=pl.when(pl.col("purpose") == "reason").then("dropped_by").otherwise(pl.lit("")),
        value=pl.lit(None, pl.Float64),
        bound=pl.lit(None, pl.Float64),
    )
    rows = pl.concat([_frequent(context, chosen), *_near(context, chosen)], how="diagonal_relaxed")
    ledger = rows.select(
        "id", "bytes", "source", "domain", "lang", "dropped_by", "drop_reason", "shard", "row"
    )
    documents: dict[tuple[str, str], list[Sampled]] = {}
    found = {
        one.facts["id"]: one
        for one in described(context.corpus, ledger.unique("id", maintain_order=True))
    }
    for purpose, stage, name, value, bound in rows.select(
        "purpose", "stage", "id", "value", "bound"
    ).iter_rows():
        one = found[name]
        one = one if value is None else replace(one, value=value, bound=bound)
        documents.setdefault((purpose, stage), []).append(one)
    return documents


def _frequent(context: Context, chosen: pl.DataFrame) -> pl.DataFrame:
    """The rows of the most frequent reasons of each stage, the reasons in turn, at most MOST of a stage."""
    sums = context.cells.group_by("dropped_by", "drop_reason").agg(num=pl.col("documents").sum())
    ordered = sums.sort("num", "drop_reason", descending=[True, False])
    ranked = ordered.with_columns(place=pl.int_range(pl.len()).over("dropped_by"))
    joined = chosen.join(
        ranked,
        on=["dropped_by", "drop_reason"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    is_frequent = (pl.col("purpose") != "reason") | (pl.col("place") < MOST_REASONS)
    turn = pl.int_range(pl.len()).over("purpose", "drop_reason", "stage")
    kept = (
        joined.filter(is_frequent)
        .with_columns(turn=turn)
        .sort("turn", "place", maintain_order=True)
    )
    kept = kept.filter(pl.int_range(pl.len()).over("purpose", "stage") < MOST)
    return kept.sort("place", "turn", maintain_order=True).drop("num", "place", "turn")


def _near(context: Context, chosen: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows of documents near a bound of quality."""
    if context.measured is None:
        return []
    rows = near_bounds(context.corpus, context.measured, MOST)
    by = pl.when(pl.col("drop_reason").is_not_null()).then(pl.lit(STAGE))
    return [rows.with_columns(purpose=pl.lit("near"), stage=pl.lit(STAGE), dropped_by=by)]


def _of_stages(context: Context) -> list[Section]:
    """A section for each stage that ran, in order; a stage of the user's has the section of any marks."""
    sections = []
    for stage in [
        *context.corpus.trail,
        *(s for s in context.stages if s not in context.corpus.trail),
    ]:
        if stage in _SECTIONS:
            sections.append(_SECTIONS[stage](context))
        elif stage.startswith("dedup_"):
            sections.append(dedup.section(context, stage))
        elif stage == "tokenizer":
            sections += [tokenizer.section(context)] if context.findings.tokenizer else []
        elif stage in context.stages:
            sections.append(marks.section(context, stage))
    return sections


def _living(context: Context) -> Section:
    """Documents that live."""
    say = context.words.say
    found = context.documents.get(("living", ""), [])
    shown = cards(context, say("living.documents"), found) if found or not context.has_texts else ""
    return Section("living", say("living.title"), paragraph(say("living.lead")) + shown)
