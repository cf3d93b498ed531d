"""Queries of reports: numbers that agree with the ledger."""

from pathlib import Path

import polars as pl
import pytest

from pipeline.core.corpus import Corpus
from pipeline.report.page.sections import tokenizer
from pipeline.report.queries import Findings


def test_packed_tokens_agree_with_the_index(corpus: Corpus) -> None:
    from pipeline.core.dataset import Dataset

    index = pl.DataFrame(Dataset(corpus.documents.store, "pack/train.index").table(["tokens"]))
    tokens = Findings(corpus).tokens
    assert tokens["tokens"].sum() == index["tokens"].sum()
    assert tokens["share"].sum() == 1.0 or abs(tokens["share"].sum() - 1) < 1e-9


def test_funnel_agrees_with_the_marks(corpus: Corpus) -> None:
    funnel = dict(Findings(corpus).funnel([]).select("stage", "documents").iter_rows())
    for stage, marks in corpus.marks:
        assert funnel[stage] == marks.commit["facts"]["living"]
    drops = Findings(corpus).drops
    assert drops["documents"].sum() == funnel["ingest"] - funnel["pack"]


def test_empty_findings_have_their_columns(corpus: Corpus, tmp_path: Path) -> None:
    bare = Corpus(corpus.documents, trail=("ingest", "scrub"))
    assert len(Findings(bare).funnel(["lang"])) > 0
    assert len(Findings(bare).drops) == 0


def test_stage_that_keeps_nothing_still_has_its_row(corpus: Corpus) -> None:
    """A funnel that lost a row would hide the loss."""
    findings = Findings(corpus)
    groups = findings.funnel(["domain", "lang"])
    assert len(groups) == len(corpus.trail) * corpus.ledger().select("domain", "lang").n_unique()
    chat = groups.filter((pl.col("domain") == "chat") & (pl.col("stage") == "pack"))
    assert set(chat["documents"]) == {0}
    assert (
        dict(findings.funnel([]).select("stage", "tokens").iter_rows())["pack"]
        == findings.tokens["tokens"].sum()
    )


def test_tokens_show_their_white_space() -> None:
    assert tokenizer.visible(" a\tb\n") == "␣a⇥b↵"


def test_packed_rows_add_up(corpus: Corpus) -> None:
    found = Findings(corpus)
    (row,) = found.rows.to_dicts()
    assert row["tokens"] == found.tokens["tokens"].sum()
    assert row["samples"] == found.tokens["samples"].sum()
    assert row["rows"] * row["seq_len"] * (1 - row["padding"]) == pytest.approx(row["tokens"])
    assert 0 < row["truncated"] <= 1
