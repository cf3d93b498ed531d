"""The outputs of stages that reports, exports and later stages read: file names, phases, schemas."""

import json

import polars as pl

from pipeline.core.corpus import Corpus

# In mix/plan: the phases of training and the tokens that each takes from every group.
PLAN_FILE = "plan.json"
# Under the root: the recipe of the last run, its times, and how it ended.
RUN_FILE = "run.json"
# In tokenizer/report.
REPORT_FILE = "report.json"
# The name of the tokenizer that was trained here, among those that are compared.
TRAINED = "this"
# All domains, or all languages, together.
ALL = "all"

# Rows of `compression` in the tokenizer's report, one per tokenizer, language and domain.
COMPRESSION: dict[str, type[pl.DataType]] = {
    "tokenizer": pl.String,
    "lang": pl.String,
    "domain": pl.String,
    "documents": pl.Int64,
    "words": pl.Int64,
    "bytes": pl.Int64,
    "tokens": pl.Int64,
    "tokens_per_word": pl.Float64,
    "tokens_per_char": pl.Float64,
    "bytes_per_token": pl.Float64,
    "split_share": pl.Float64,
    "cut_precision": pl.Float64,
    "cut_recall": pl.Float64,
    "cut_f1": pl.Float64,
    "aligned": pl.Float64,
}


def index_of(phase: str) -> str:
    """The phase of `pack` with the position of each document of a phase of training."""
    return f"{phase}.index"


def is_mixed(corpus: Corpus) -> bool:
    """True if a mix has set the epochs of each document."""
    return any(stage == "mix" for stage, _ in corpus.marks)


def of_rights(corpus: Corpus) -> list[str]:
    """The columns of how a document may be used again and of its licence; [] without the stage `rights`."""
    is_marked = any(stage == "rights" and marks.shards for stage, marks in corpus.marks)
    return ["rights.reuse", "rights.license"] if is_marked else []


def phases_of(corpus: Corpus) -> dict[str, int | None]:
    """Name of each phase of training -> its tokens per row (None: the recipe's), in order of training.

    Without a mix there is one phase, `train`.
    """
    if not is_mixed(corpus):
        return {"train": None}
    plan = json.loads((corpus.folder("mix").local() / PLAN_FILE).read_text(encoding="utf-8"))
    return {p["name"]: p["seq_len"] for p in plan["phases"]}
