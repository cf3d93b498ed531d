"""Score every document once, then decide by thresholds: a new threshold costs seconds."""

import json
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict, Field, model_validator

from classifiers import language, quality
from pipeline.core.corpus import Corpus
from pipeline.core.dataset import Folder
from pipeline.core.errors import RecipeError
from pipeline.core.job import Job
from pipeline.core.stage import Stage
from pipeline.kernels import hashing, script
from pipeline.kernels.heuristics import COLUMNS
from pipeline.kernels.heuristics.polars import measure
from pipeline.kernels.script import numba as scripts

VERSION = 1
HANGUL_SHARE = 0.2  # of letters: from here on a text is Korean, whatever else stands in it


class Rules(BaseModel):
    """Thresholds for one language. A document goes by the first rule that it breaks."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    min_chars: int = 50
    """Characters, spaces included."""
    max_chars: int = 5_000_000
    """Characters, spaces included."""
    min_word_length: float = 0
    """Mean characters between spaces."""
    max_word_length: float = 1000
    """Mean characters between spaces."""
    max_marks: float = 1.0
    """Share of characters that are neither letter, digit nor space."""
    max_jamo: float = 1.0
    """Share of lone Korean letters, as in laughter."""
    max_repeated_lines: float = 1.0
    """Share of characters in lines that stand in the text before."""
    max_mojibake: float = 0.05
    """Share of characters that look like a wrong decoding."""
    max_spam_terms: int = 2
    """Different terms of advertisements for gambling, escorts, loans."""
    min_function_words: int = 0
    """Different particles and endings (Korean) or function words (English)."""


RULES = {
    # eojeol of prose are 3.4 to 4.1 characters long on average (wiki, news, reviews, technical text)
    "ko": Rules(
        min_word_length=1.8,
        max_word_length=9,
        max_marks=0.35,
        max_jamo=0.2,
        max_repeated_lines=0.4,
        min_function_words=2,
    ),
    "en": Rules(
        min_word_length=3,
        max_word_length=12,
        max_marks=0.3,
        max_repeated_lines=0.4,
        min_function_words=2,
    ),
    "code": Rules(max_word_length=200),
    "default": Rules(),
}


class Quality(Stage):
    """Drop documents of other languages, of bad form, or that a trained classifier holds for poor."""

    act: ClassVar = "mark"

    languages: tuple[str, ...] = ("ko", "en", "code")
    """Languages that stay; `code` is what its source declares."""
    rules: dict[str, Rules] = RULES
    """Thresholds by language; a language given here replaces its defaults."""
    positive: tuple[str, ...] = ()
    """Sources whose text is an example of good."""
    negative: tuple[str, ...] = ()
    """Sources whose text is an example of poor."""
    max_examples: int = Field(default=20_000, ge=1)
    """Documents of each label and language that a classifier is trained on."""
    min_score: float = Field(default=0.0, ge=0, le=1)
    """Probability of good from which on a document stays."""

    @model_validator(mode="after")
    def _both_or_none(self) -> "Quality":
        if bool(self.positive) != bool(self.negative):
            raise ValueError("positive and negative sources must both be named, or none")
        if self.min_score > 0 and not self.positive:
            raise ValueError(
                "min_score needs positive and negative sources to train a classifier from"
            )
        return self

    def run(self, corpus: Corpus | None, job: Job) -> Corpus:
        assert corpus is not None
        model = None
        if self.positive:
            _check_sources(corpus, (*self.positive, *self.negative))
            model = job.build("model", partial(train_models, corpus=corpus, **self._examples()))
        scores = job.map("scores", partial(score_documents, model=model), corpus, ("text", "lang"))
        rules = {"default": RULES["default"], **RULES, **self.rules}
        decide = partial(
            mark_quality, languages=self.languages, rules=rules, min_score=self.min_score
        )
        return job.mark(decide, corpus, (), (scores,))

    def _examples(self) -> dict[str, Any]:
        return {
            "positive": self.positive,
            "negative": self.negative,
            "max_examples": self.max_examples,
        }


def _check_sources(corpus: Corpus, named: tuple[str, ...]) -> None:
    shards = (corpus.documents.read(i, ["source"]).column(0) for i in range(corpus.num_shards))
    known = {name for column in shards for name in pc.unique(column).to_pylist()}
    for name in named:
        if name not in known:
            raise RecipeError(
                f"quality: source {name!r} has no documents; sources are: {', '.join(sorted(known))}"
            )


def train_models(
    folder: Path,
    corpus: Corpus,
    positive: tuple[str, ...],
    negative: tuple[str, ...],
    max_examples: int,
) -> None:
    """A classifier per language into `folder`/<lang>, from living documents of the named sources.

    Sources take turns, each in the order of uniform(id): a large source does not drown a small one,
    and more text keeps earlier choices. A language with too few of either label gets no classifier,
    and its documents no score.
    """
    wanted = pa.array([*positive, *negative])
    tables = []
    for shard in range(corpus.num_shards):
        # two readings: most shards hold none of the sources, and then their text stays on storage
        sources = corpus.read(shard, ["source"])
        chosen = pc.is_in(sources.column(0), wanted)
        if pc.any(chosen).as_py():
            tables.append(corpus.read(shard, ["id", "source", "lang", "text"]).filter(chosen))
    (folder / "sources.json").write_text(
        json.dumps({"positive": positive, "negative": negative}) + "\n"
    )
    if not tables:
        return
    table = pa.concat_tables(tables)
    frame = pl.DataFrame(table).with_columns(
        order=pl.Series(hashing.uniform(17, table.column("id"), "quality examples")),
        good=pl.col("source").is_in(list(positive)),
    )
    turn = pl.col("order").rank("ordinal").over("source", "lang")
    frame = frame.sort(turn, "order")
    for (name,), rows in sorted(
        frame.group_by("lang", maintain_order=True), key=lambda g: str(g[0])
    ):
        good = rows.filter(pl.col("good")).head(max_examples)["text"].to_list()
        poor = rows.filter(~pl.col("good")).head(max_examples)["text"].to_list()
        if name in ("ko", "en") and min(len(good), len(poor)) >= quality.MIN_DOCUMENTS:
            quality.train(good, poor, folder / str(name))


def score_documents(table: pa.Table, model: Folder | None) -> pa.Table:
    """(detected, confidence, quality, one column per heuristic) of each document."""
    texts = table.column("text")
    detected, confidence = detect(texts, table.column("lang"))
    measures = measure(texts).select(COLUMNS)
    scores = _scores(texts, detected, model.local() if model else None)
    columns = {name: measures[name].to_arrow() for name in COLUMNS}
    return pa.table(
        {
            "detected": pa.array(detected, pa.string()),
            "confidence": pa.array(confidence, pa.float32()),
            "quality": scores,
            **columns,
        }
    )


def detect(texts: pa.ChunkedArray, declared: pa.ChunkedArray) -> tuple[list[str], np.ndarray]:
    """(language, confidence) of each text: code as declared, Korean by Hangul, others by the model."""
    counts = scripts.count(texts)
    letters = counts[
        :, [script.HANGUL, script.JAMO, script.LATIN, script.HAN, script.KANA, script.OTHER]
    ].sum(axis=1)
    korean = (counts[:, script.HANGUL] + counts[:, script.JAMO]) / np.maximum(letters, 1)
    names = np.full(len(texts), "ko", dtype=object)
    confidence = korean.astype(np.float32)
    code = pc.fill_null(pc.equal(declared, "code"), False).to_numpy(zero_copy_only=False)
    names[code], confidence[code] = "code", 1.0
    rest = np.flatnonzero(~code & (korean < HANGUL_SHARE))
    if len(rest):
        found, chances = language.detect(
            pa.chunked_array(texts.take(pa.array(rest)).chunks, pa.large_string())
        )
        names[rest], confidence[rest] = found, chances
    return names.tolist(), confidence


def _scores(texts: pa.ChunkedArray, detected: list[str], models: Path | None) -> pa.Array:
    scores = np.full(len(texts), np.nan, dtype=np.float32)
    langs = np.array(detected, dtype=object)
    for folder in sorted(models.iterdir()) if models else []:
        rows = np.flatnonzero(langs == folder.name)
        if folder.is_dir() and len(rows):
            scored = quality.load(folder).score(texts.take(pa.array(rows)))
            scores[rows] = scored.fill_null(float("nan")).to_numpy(zero_copy_only=False)
    return pa.array(scores, pa.float32(), mask=np.isnan(scores))


def mark_quality(
    living: pa.Table,
    scores: pa.Table,
    languages: tuple[str, ...],
    rules: dict[str, Rules],
    min_score: float,
) -> pa.Table:
    """drop_reason by the first broken rule, beside the scores that decided."""
    frame = pl.DataFrame(scores)
    named = [name for name in rules if name != "default"]
    broken: list[tuple[str, pl.Expr]] = [("language", ~pl.col("detected").is_in(languages))]
    for name in [*named, "default"]:
        here = pl.col("detected") == name if name != "default" else ~pl.col("detected").is_in(named)
        broken += [(rule, here & condition) for rule, condition in _conditions(rules[name]).items()]
    # what was decoded wrongly has no language to speak of
    broken.sort(key=lambda rule: rule[0] != "mojibake")
    reason = pl.when(False).then(pl.lit(""))
    for rule, condition in broken:
        reason = reason.when(condition).then(pl.lit(rule))
    reason = reason.when(pl.col("quality") < min_score).then(pl.lit("poor"))
    return frame.select(
        reason.otherwise(pl.lit(None, pl.String)).alias("drop_reason"), pl.all()
    ).to_arrow(compat_level=pl.CompatLevel.oldest())


def _conditions(rules: Rules) -> dict[str, pl.Expr]:
    """The name of each rule and when a document breaks it."""
    return {
        "mojibake": pl.col("mojibake") > rules.max_mojibake,
        "spam": pl.col("spam_terms") > rules.max_spam_terms,
        "too_short": pl.col("chars") < rules.min_chars,
        "too_long": pl.col("chars") > rules.max_chars,
        "jamo": pl.col("jamo") > rules.max_jamo,
        "marks": pl.col("marks") > rules.max_marks,
        "repeated_lines": pl.col("repeated_lines") > rules.max_repeated_lines,
        "word_length": (pl.col("word_length") < rules.min_word_length)
        | (pl.col("word_length") > rules.max_word_length),
        "function_words": pl.col("function_words") < rules.min_function_words,
    }
