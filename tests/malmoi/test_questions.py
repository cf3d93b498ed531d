"""Questions in Python have the answers of the commands."""

import json
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

import malmoi
from malmoi import Corpus, RecipeError
from pipeline.cli.app import app


def printed(*arguments: str) -> list[dict]:
    """The JSON lines that a command prints."""
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


@pytest.mark.parametrize(
    ("stage", "reason"), [("dedup_fuzzy", None), ("quality", "few_function_words"), (None, None)]
)
def test_sample_draws_what_the_command_draws(
    finished: Path, stage: str | None, reason: str | None
) -> None:
    flags = [f for n, v in (("stage", stage), ("reason", reason)) if v for f in (f"--{n}", v)]
    lines = printed("sample", str(finished), "-n", "7", *flags)
    frame = malmoi.sample(finished, stage, reason, n=7)
    assert frame["id"].to_list() == [line["facts"]["id"] for line in lines]
    assert frame["text"].to_list() == [line["text"] for line in lines]
    assert set(frame["dropped_by"]) == {line["facts"]["dropped_by"] for line in lines}
    copies = frame.filter(pl.col("dropped_by") == "dedup_fuzzy")
    assert copies["kept_text"].null_count() == 0
    assert (
        malmoi.sample(finished, stage, reason, n=7, seed=3)["id"].to_list() != frame["id"].to_list()
    )


def test_sample_of_nothing_names_the_reasons(finished: Path) -> None:
    with pytest.raises(RecipeError, match="there are: "):
        malmoi.sample(finished, "quality", "no_such_reason")


def test_search_and_explain(finished: Path, corpus: Corpus) -> None:
    hits = malmoi.search(corpus, "문의는", n=5)
    assert hits["id"].to_list() == [
        line["facts"]["id"] for line in printed("search", str(finished), "문의는", "-n", "5")
    ]
    assert hits["words"].to_list() == ["문의는"] * 5
    assert hits.row(0, named=True)["id"] in malmoi.explain(corpus, hits["id"][0])
    assert malmoi.search(corpus, "이런 말은 어디에도 없다").is_empty()


def test_whatif_compares_without_a_trace(finished: Path) -> None:
    asked = malmoi.whatif(finished, "dedup_fuzzy.threshold=0.99")
    before, after = (asked.living[f"documents_{when}"].sum() for when in ("before", "after"))
    assert len(asked.examples)
    assert (before, after) != (0, 0)
    same = malmoi.whatif(finished, "dedup_fuzzy.threshold=0.8")
    assert same.changes.is_empty()


def test_whatif_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(malmoi.MalmoiError, match="no corpus here"):
        malmoi.whatif(tmp_path, "quality.min_score=1")


def test_a_root_does_not_differ_from_itself(finished: Path, corpus: Corpus) -> None:
    assert malmoi.diff(finished, corpus).changes.is_empty()


def test_scan_is_the_ledger_and_reads_what_is_asked(corpus: Corpus) -> None:
    lazy, ledger = corpus.scan(), corpus.ledger()
    assert_frame_equal(lazy.select(ledger.columns).collect(), ledger)
    marks = pl.DataFrame(corpus.marks_of("dedup_fuzzy").table(["drop_reason"]))
    assert lazy.select("dedup_fuzzy.drop_reason").collect().to_series().equals(marks.to_series())
    assert "text" not in lazy.select("id", "drop_reason").explain(optimized=True)


def test_mistakes_are_named_in_the_words_of_python(finished: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "r.yaml"
    recipe.write_text("root: out", encoding="utf-8")
    for asked, said in (
        (
            lambda: malmoi.whatif(finished, "dedup_fuzzy.treshold=0.9"),
            "^dedup_fuzzy.treshold=0.9: ",
        ),
        (lambda: malmoi.whatif(finished), "give what changes"),
        (lambda: malmoi.sample(finished, n=-1), "n=-1: expected a number of documents, 1 or more"),
        (lambda: malmoi.sample(finished, "quality", living=True), "leave stage and reason out"),
        (lambda: malmoi.sample(recipe), "is a recipe; give the root"),
        (lambda: malmoi.sample(5), "expected a root"),  # pyright: ignore[reportArgumentType]
        (lambda: malmoi.search(finished, " "), "give the words"),
        (lambda: malmoi.explain(finished, 5), "id or the url"),  # pyright: ignore[reportArgumentType]
        (lambda: malmoi.run(5), "expected a recipe or the path of one"),  # pyright: ignore[reportArgumentType]
        (lambda: malmoi.run("none.yaml"), "none.yaml: no such recipe"),
        (lambda: malmoi.Recipe.of("out", malmoi.Scrub), r"did you mean Scrub\(\)"),  # pyright: ignore[reportArgumentType]
    ):
        with pytest.raises(malmoi.MalmoiError, match=said):
            asked()


def test_run_takes_the_path_of_a_recipe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("글이 있다.", encoding="utf-8")
    recipe = tmp_path / "r.yaml"
    recipe.write_text(
        f"root: {tmp_path}/out\nexecution: {{executor: local, workers: 1}}\n"
        "stages: {ingest: {sources: [{name: a, path: a.txt}]}}\n",
        encoding="utf-8",
    )
    assert malmoi.run(recipe).documents.num_rows == 1
