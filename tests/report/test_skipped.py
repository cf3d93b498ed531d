"""Skipped files of sources that share a folder: none that another source reads, each once."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline import recipe as recipes
from pipeline.executors.local import LocalExecutor
from pipeline.report.queries import Findings
from pipeline.report.skipped import unread
from tests.cli.processes import malmoi
from tests.faults.outcome import write

FILES = {
    "a.md": b"one",
    "b.md": b"two",
    "c.html": b"<!doctype html><p>three</p>",
    "d.xyz": b"four",
    "e.png": b"\x89PNG\r\n",
    "deep/f.md": b"five",
    "deep/g.png": b"\x89PNG\r\n",
}


def skipped(folder: Path, *sources: dict[str, Any]) -> set[tuple[str, str, str, int]]:
    """The rows of skipped files of a run over FILES."""
    write(folder / "in", FILES)
    stated = [{**s, "path": str(folder / "in" / s.get("path", ""))} for s in sources]
    stages = {"ingest": {"sources": stated, "max_reject_share": 1}}
    recipe = folder / "recipe.yaml"
    recipe.write_text(json.dumps({"root": str(folder / "root"), "stages": stages}))
    corpus = recipes.run(recipes.read(recipe), executor=LocalExecutor())
    return set(Findings(corpus).inflow.skipped.rows())


def test_files_that_another_source_reads_are_not_skipped(tmp_path: Path) -> None:
    rows = skipped(
        tmp_path, {"name": "notes", "endings": [".md"]}, {"name": "pages", "endings": [".html"]}
    )
    assert rows == {("notes", ".xyz", "other ending", 1), ("notes", ".png", "picture", 2)}
    shown = malmoi("show", tmp_path / "root").stdout
    assert ".html" not in shown[shown.index("Skipped") :].split("\n\n")[0]


@pytest.mark.parametrize("path", ["deep", "deep/*"])
def test_folder_inside_the_folder_of_another_source(tmp_path: Path, path: str) -> None:
    rows = skipped(
        tmp_path,
        {"name": "inner", "path": path, "endings": [".md"], "format": "text"},
        {"name": "outer", "endings": [".html"]},
    )
    assert ("outer", ".png", "picture", 2) in rows
    assert ("outer", ".md", "other ending", 2) in rows
    assert {source for source, *_ in rows} == {"outer"}


def test_one_source_keeps_its_rows(tmp_path: Path) -> None:
    rows = skipped(tmp_path, {"name": "notes", "endings": [".md"]})
    assert ("notes", ".html", "other ending", 1) in rows


def test_rows_of_unknown_sources_are_unchanged() -> None:
    rows = pl.DataFrame(
        {"source": ["a", "b"], "extension": [".x", ".x"], "kind": ["data"] * 2, "files": [1, 1]}
    )
    files = pl.DataFrame(schema={"source": pl.String, "file": pl.String})
    assert unread(rows, files, []).equals(rows)
