"""Sources that lost much to one stage are named with the documents to look at."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """Of source `a` nine in ten are short, of `b` one in ten; one in four of the others is banned."""
    for source, num_short in (("a", 36), ("b", 4)):
        rows = [
            {
                "id": f"{source}{i}",
                "text": "짧다" if i < num_short else f"{i}번 글은 충분히 길다. 금지 {i % 4}",
            }
            for i in range(40)
        ]
        (tmp_path / f"{source}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    path = tmp_path / "r.yaml"
    path.write_text(
        f"root: {tmp_path}/out\n"
        "stages:\n  ingest: {sources: [{name: a, path: a.jsonl, id_field: id}, "
        "{name: b, path: b.jsonl, id_field: id}]}\n  filter: {short: chars < 5, banned: \"'금지 1' in text\"}\n"
        "execution: {executor: local}\n"
    )
    return path


def notes(recipe: Path, *options: str) -> list[str]:
    result = CliRunner().invoke(app, ["run", str(recipe), *options])
    assert result.exit_code == 0, result.output
    return [line for line in result.output.splitlines() if line.startswith("note: ")]


def test_source_that_loses_most_is_named_with_reasons_and_documents(recipe: Path) -> None:
    (note,) = notes(recipe)
    assert note.startswith("note: filter dropped 92% of source a (37 of 40): short 36, such as a")
    assert note.endswith("; banned 1, such as a37")
    assert notes(recipe) == [], "nothing was dropped anew"


def test_bound_is_the_recipes(recipe: Path) -> None:
    assert len(notes(recipe, "--set", "execution.report_drops_above=0.3")) == 2


def test_bound_of_one_names_none(recipe: Path) -> None:
    assert notes(recipe, "--set", "execution.report_drops_above=1") == []
