"""The values that programs read are those that people read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.core.corpus import Corpus
from pipeline.report.queries import Findings


def answer(*arguments: str) -> dict:
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    (line,) = done.output.splitlines()
    return json.loads(line)


def test_show_holds_every_table(finished: Path, corpus: Corpus) -> None:
    shown = answer("show", str(finished))
    assert shown["funnel"] == Findings(corpus).funnel([]).to_dicts()
    assert sum(row["documents"] for row in shown["drops"]) == sum(
        1 for fate in corpus.ledger()["dropped_by"] if fate
    )
    assert shown["sources"]
    assert shown["rejects"]


@pytest.mark.parametrize("stage", ["dedup_exact", "dedup_fuzzy", "quality", "decontaminate", None])
def test_explain_ends_with_the_stage_that_dropped(
    stage: str | None, finished: Path, corpus: Corpus
) -> None:
    ledger = corpus.ledger()
    row = next(r for r in ledger.iter_rows(named=True) if r["dropped_by"] == stage)
    life = answer("explain", str(finished), row["id"])
    assert {name: life[name] for name in row} == row
    assert [s["stage"] for s in life["stages"]][-1] == (stage or corpus.marks[-1][0])
    assert bool(life["packed"]) == (stage is None)
    if stage in ("dedup_exact", "dedup_fuzzy"):
        assert life["stages"][-1]["evidence"][0]["removed_id"] == row["id"]
    assert all(s["drop_reason"] is None for s in life["stages"][:-1])


def test_verify_and_gc_answer_in_values(finished: Path) -> None:
    done = CliRunner().invoke(app, ["verify", str(finished), "--json"])
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert all(line["problems"] == [] for line in lines)
    assert {"phase", "files", "rows", "removed", "problems"} == lines[0].keys()
    gone = answer("gc", str(finished), "--dry-run")
    assert gone["bytes"] == sum(phase["bytes"] for phase in gone["phases"])
